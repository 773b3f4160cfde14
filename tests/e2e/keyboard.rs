//! The keyboard alone, from the first log-in to the log-out: everything that can be used is reached by the Tab key and the arrows,
//! every command that the help lists is given, and what was arranged is still there after a restart.

use std::collections::BTreeSet;

use partner_desk_sandbox::{SandboxConfig, Server};

use crate::driver::{CONTROL, SHIFT, Window};
use crate::hands::{ALT, DOWN, END, ENTER, ESCAPE, F10, HOME, Hands, LEFT, PAGE_DOWN, RIGHT, SPACE, TAB, UP};
use crate::keyboard_pages::{a_case, a_customer, copied, fees, what_changed};
use crate::place::{listed, place, settled};
use crate::{clipboard, keyring, native_dialog};

const CASES: usize = 400;

/// The focus is in a row of the table.
pub(crate) const IN_ROW: &str = "return document.activeElement?.closest('[data-row-id]') !== null";
/// The focus is on a heading of the table.
const ON_HEADING: &str = "return document.activeElement?.closest('[role=columnheader]') !== null";
const COLUMNS: &str =
    "return [...document.querySelectorAll('[role=columnheader]')].map((one) => one.dataset.column).join(' ')";
const FRESH: &str = "return /as of/i.test(document.querySelector('#freshness')?.textContent ?? '')";

#[tokio::test]
async fn everything_can_be_done_without_the_pointer() {
    let server = Server::start(SandboxConfig::new(CASES, 7), 0).await;
    let place = place(server.url());
    let window = place.window().await;
    let mut hands = Hands::new(&window, BTreeSet::new());
    let guid = server.guid().to_string();

    logging_in(&mut hands, &guid).await;
    finding(&mut hands).await;
    narrowing(&mut hands).await;
    arranging(&mut hands).await;
    picking(&mut hands).await;
    keeping_views(&mut hands).await;
    a_case(&mut hands, &place).await;
    a_customer(&mut hands, &place).await;
    fees(&mut hands).await;
    what_changed(&mut hands, &server).await;
    let arranged = settings(&mut hands).await;
    let given = hands.given();
    window.close().await;

    let again = place.window().await;
    let mut hands = Hands::new(&again, given);
    listed(&again).await;
    assert_eq!(look(&again).await, arranged, "zoom, columns and their widths are as they were left");
    locking(&mut hands, &guid).await;
    assert_eq!(hands.never_given().await, Vec::<String>::new(), "every command of the help was given");
    hands.by_name("Log out…").await;
    hands.there("#confirm-log-out").await;
    hands.all_reached("log out").await;
    hands.press_at("#confirm-log-out").await;
    hands.there("#guid").await;
    assert_eq!(keyring::items(), 0);
    again.close().await;
}

async fn logging_in(hands: &mut Hands<'_>, guid: &str) {
    hands.until("one can type at once", "return document.activeElement?.id === 'guid'").await;
    hands.all_reached("log in").await;
    hands.tab_to("#guid").await;
    hands.write(guid).await;
    hands.press(ENTER).await;
    settled(hands.window).await;
    hands.until("the first sync is complete", FRESH).await;
}

async fn finding(hands: &mut Hands<'_>) {
    hands.all_reached("cases").await;
    for (command, key, view) in
        [("Go to Clients", "2", "clients"), ("Go to Earnings", "3", "earnings"), ("Go to Cases", "1", "cases")]
    {
        hands.ctrl(command, key).await;
        hands.there(&format!("[data-view={view}][aria-current=page]")).await;
        settled(hands.window).await;
    }
    hands.ctrl("Search", "f").await;
    hands.press(DOWN).await;
    hands.until("the focus goes into the table", IN_ROW).await;
    hands.moved("From the search into the table");
    hands.press("m").await;
    hands
        .until(
            "typing searches",
            "return document.activeElement?.id === 'search' && document.activeElement.value === 'm'",
        )
        .await;
    hands.moved("Search from anywhere");
    hands.key("Clear the search", ESCAPE).await;
    hands.until("it is empty", "return document.querySelector('#search').value === ''").await;
    settled(hands.window).await;
    hands.tab_to("[role=tab][aria-selected=true]").await;
    hands.press(RIGHT).await;
    hands.there("[data-tab=active][aria-selected=true]").await;
    hands.press(LEFT).await;
    hands.there("[data-tab=all][aria-selected=true]").await;
    settled(hands.window).await;
}

/// The filters, and their chips.
async fn narrowing(hands: &mut Hands<'_>) {
    hands.ctrl("Filters", "l").await;
    hands.there("#filters[aria-expanded=true]").await;
    hands.all_reached("filters").await;
    hands.gone("#filters[aria-expanded=true]").await;
    hands.ctrl("Filters", "l").await;
    hands.there("#filters[aria-expanded=true]").await;
    hands.press_at("[data-names]").await;
    hands.there(".names li input, .names input[type=checkbox]").await;
    hands.press(DOWN).await;
    hands.press(DOWN).await;
    hands.press(UP).await;
    hands.press(SPACE).await;
    hands.moved("Through the names of a filter");
    hands.there("[data-chip]").await;
    hands.press(ESCAPE).await;
    hands.gone("#filters[aria-expanded=true]").await;
    settled(hands.window).await;
    hands.all_reached("a filter is set").await;
    hands.press_at("#clear-filters").await;
    hands.gone("[data-chip]").await;
    settled(hands.window).await;
}

/// The headings: sort, width, place, menu; and the list of columns.
async fn arranging(hands: &mut Hands<'_>) {
    hands.ctrl("Search", "f").await;
    hands.press(DOWN).await;
    hands.until("in the table", IN_ROW).await;
    hands.press(HOME).await;
    hands.press(END).await;
    hands.moved("First or last column");
    hands.press(HOME).await;
    hands.press(RIGHT).await;
    hands.press(PAGE_DOWN).await;
    hands.moved("A screenful up or down");
    hands.window.press_with(&[CONTROL], HOME).await;
    hands.press(UP).await;
    hands.press(RIGHT).await;
    hands.until("a heading", ON_HEADING).await;
    hands.moved("Move through the table");
    hands.press(ENTER).await;
    hands.there("[role=columnheader][aria-sort=ascending] :focus, [aria-sort=descending] :focus").await;
    hands.moved("Sort by the column of a heading");
    settled(hands.window).await;

    let width = "return document.activeElement.closest('[role=columnheader]').getBoundingClientRect().width";
    let before = hands.window.run(width).await.as_f64().unwrap();
    hands.window.press_with(&[SHIFT, ALT], RIGHT).await;
    hands.until("wider", &format!("{width} > {before}")).await;
    hands.moved("Make a heading’s column wider");
    let order = hands.window.run(COLUMNS).await;
    hands.window.press_with(&[CONTROL, SHIFT], RIGHT).await;
    hands.until("moved", &format!("{COLUMNS} !== {order}")).await;
    hands.moved("Move a heading’s column");
    hands.window.press_with(&[SHIFT], F10).await;
    hands.there("[role=menu] [role=menuitem]:focus, [role=menu] [role=menuitemradio]:focus").await;
    hands.press(ESCAPE).await;
    hands.until("the menu gives the focus back", ON_HEADING).await;
    hands.press(DOWN).await;
    hands.window.press_with(&[SHIFT], F10).await;
    hands.there("[role=menu] [role=menuitem]:focus").await;
    hands.moved("Menu of the row or heading");
    hands.press(ESCAPE).await;
    hands.until("and to the row", IN_ROW).await;

    hands.by_name("Columns…").await;
    hands.there("#columns[aria-expanded=true]").await;
    hands.all_reached("columns").await;
    hands.gone("#columns[aria-expanded=true]").await;
    hands.by_name("Columns…").await;
    hands.there("#columns[aria-expanded=true]").await;
    hands.tab_to("[data-line] input").await;
    let last = "return document.activeElement.closest('[data-line]')?.nextElementSibling === null";
    for _ in 0..40 {
        if hands.window.run(last).await == true {
            break;
        }
        hands.press(DOWN).await;
    }
    hands.press(SPACE).await;
    hands
        .until(
            "one more column",
            &format!("{} > {}", COLUMNS.replace("join(' ')", "length"), order.as_str().unwrap().split(' ').count()),
        )
        .await;
    hands.press(ESCAPE).await;
    hands.gone("#columns[aria-expanded=true]").await;
}

/// Rows picked and copied, and the export.
async fn picking(hands: &mut Hands<'_>) {
    hands.ctrl("Search", "f").await;
    hands.press(DOWN).await;
    hands.until("in the table", IN_ROW).await;
    hands.press(HOME).await;
    hands.shifted("Copy the cell", "c").await;
    copied("a cell is copied", |text| !text.is_empty() && !text.contains('\t')).await;
    let cell = clipboard::text();
    hands.ctrl("Copy case reference", "c").await;
    let shown = "return document.activeElement.closest('[data-row-id]').querySelector('[data-cell=reference]').textContent.trim()";
    let reference = hands.until("its reference", shown).await;
    copied("its reference", |text| reference == text).await;
    assert!(!cell.contains('\n'), "{cell}");

    hands.press(SPACE).await;
    hands.moved("Select the row");
    hands.window.press_with(&[SHIFT], DOWN).await;
    hands.window.press_with(&[SHIFT], DOWN).await;
    hands.moved("Select a range");
    hands.until("three rows", "return document.querySelectorAll('[role=row][aria-selected=true]').length === 3").await;
    hands.all_reached("rows are picked").await;
    hands.ctrl("Copy the selected rows", "c").await;
    copied("three rows and headings", |text| text.trim_end().lines().count() == 4).await;
    hands.by_name("Copy the selected rows without headings").await;
    copied("three rows", |text| text.trim_end().lines().count() == 3).await;
    hands.ctrl("Select all rows of the list", "a").await;
    let all = format!("return document.querySelector('[data-testid=selected]')?.textContent.includes('{CASES}')");
    hands.until("all of them", &all).await;
    hands.key("Clear the selection", ESCAPE).await;
    hands.gone("[data-testid=selected]").await;

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cases.csv");
    hands.ctrl("Export CSV", "e").await;
    native_dialog::save_as("Export CSV", &file).await;
    hands.said("cases.csv").await;
    assert_eq!(std::fs::read_to_string(&file).unwrap().trim_end().lines().count(), CASES + 1);
}

async fn keeping_views(hands: &mut Hands<'_>) {
    hands.ctrl("Search", "f").await;
    hands.write("a").await;
    settled(hands.window).await;
    hands.ctrl("Save this view…", "s").await;
    hands.until("its name is asked", "return document.activeElement?.id === 'view-name'").await;
    hands.all_reached("save this view").await;
    hands.tab_to("#view-name").await;
    hands.window.press_with_control("a").await;
    hands.write("Mine").await;
    hands.press(ENTER).await;
    hands.gone("dialog[open]").await;
    hands.ctrl("Search", "f").await;
    hands.press(END).await;
    hands.press("n").await;
    settled(hands.window).await;
    hands.shifted("Update the saved view", "s").await;
    hands.said("Updated").await;
    hands.ctrl("Saved views and recent pages", "b").await;
    hands.there("[data-saved]").await;
    hands.all_reached("saved views").await;
    // Columns that nothing remembers: opening the view brings its own, and a key brings those back.
    hands.ctrl("Search", "f").await;
    hands.press(DOWN).await;
    hands.until("in the table", IN_ROW).await;
    hands.window.press_with(&[CONTROL], HOME).await;
    hands.press(UP).await;
    hands.until("a heading", ON_HEADING).await;
    hands.window.press_with(&[SHIFT, ALT], RIGHT).await;
    hands.press_at("[data-saved]").await;
    hands.said("The columns are those of").await;
    hands.ctrl("Bring the columns back", "z").await;
    hands.said("The columns are back").await;
    hands.press_at("[data-testid=edit-views]").await;
    hands.there("[data-delete]").await;
    hands.press_at("[data-delete]").await;
    hands.gone("[data-delete]").await;
    hands.ctrl("Bring the deleted view back", "z").await;
    hands.said("is back").await;
    hands.window.press_with_control("b").await;
    hands.gone("[data-testid=sidebar]").await;
    hands.ctrl("Search", "f").await;
    hands.press(ESCAPE).await;
    hands.until("it is empty", "return document.querySelector('#search').value === ''").await;
    settled(hands.window).await;
}

/// Answers how the table looks afterwards.
async fn settings(hands: &mut Hands<'_>) -> serde_json::Value {
    hands.ctrl("Settings…", ",").await;
    hands.there("dialog[open] #sync-minutes").await;
    hands.all_reached("settings").await;
    hands.tab_to("input[type=radio][name=density]").await;
    hands.press(DOWN).await;
    hands.there("input[type=radio][name=density]:focus:checked").await;
    hands.press(ESCAPE).await;
    hands.gone("dialog[open]").await;
    hands.by_name("Diagnostics…").await;
    hands.there("dialog[open]").await;
    hands.all_reached("diagnostics").await;
    hands.press(ESCAPE).await;
    hands.gone("dialog[open]").await;
    let plain = hands.window.run("return innerWidth").await.as_f64().unwrap();
    hands.ctrl("Larger", "=").await;
    hands.until("larger", &format!("return innerWidth < {plain}")).await;
    hands.ctrl("Smaller", "-").await;
    hands.until("as before", &format!("return innerWidth === {plain}")).await;
    hands.ctrl("Larger", "=").await;
    hands.until("larger", &format!("return innerWidth < {plain}")).await;
    hands.ctrl("Actual size", "0").await;
    hands.until("as before", &format!("return innerWidth === {plain}")).await;
    hands.window.press_with_control("=").await;
    hands.until("larger", &format!("return innerWidth < {plain}")).await;
    settled(hands.window).await;
    hands.press(TAB).await;
    look(hands.window).await
}

/// Columns in their order with their widths, the height of a row, and the zoom.
async fn look(window: &Window) -> serde_json::Value {
    let script = "return [[...document.querySelectorAll('[role=columnheader]')].map((one) => [one.dataset.column, Math.round(one.getBoundingClientRect().width)]), \
                  document.querySelector('[data-row-id]').getBoundingClientRect().height, innerWidth, innerHeight]";
    window.run(script).await
}

async fn locking(hands: &mut Hands<'_>, guid: &str) {
    hands.shifted("Lock now", "l").await;
    hands.until("the log-in page", "return document.activeElement?.id === 'guid'").await;
    hands.all_reached("locked").await;
    hands.tab_to("#guid").await;
    hands.write(guid).await;
    hands.press(ENTER).await;
    listed(hands.window).await;
}
