//! Saved views and recent pages: in the encrypted cache, through restarts and rebuilds, and gone at log-out.

use desk::{
    ArrangedColumn, Code, Desk, Kept, Opened, RECENT_MAX, RecentRow, SAVED_VIEWS_MAX, SavedCaseFilters, SavedCases,
    SavedClientFilters, SavedClients, SavedEarnings, SavedEarningsFilters, SavedQuery, SavedView,
};
use desk_core::ids::ClientKey;
use desk_core::lifecycle::{CaseGroup, CaseTab};
use desk_core::query::{CaseColumn, ClientColumn, ClientQuery, ClientTab, EarningsColumn, Sort};
use desk_core::stage::{EarningsTab, Stage};
use desk_core::time::parse_civil_date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::computer::{ALL, Computer, keep, rows};

/// What is kept, as it is.
macro_rules! raw {
    ($name:ident, $kept:literal) => {
        #[derive(Debug, Default, Serialize, Deserialize)]
        #[serde(transparent)]
        struct $name(Value);

        impl Kept for $name {
            const NAME: &'static str = $kept;
        }
    };
}

raw!(RawViews, "views");
raw!(RawRecent, "recent");

fn cases(id: u32, name: &str) -> SavedView {
    let filters = SavedCaseFilters {
        client: Some(ClientKey::stored("t:Ærø:1".to_owned())),
        customers: vec![Some("=cmd|' /C calc'!A0".to_owned()), None, Some("شركة".to_owned())],
        collection_partners: vec![None],
        countries: vec![Some("Denmark".to_owned())],
        created_from: parse_civil_date("2026-02-28"),
        created_to: None,
        needs_info: true,
    };
    let sort = Sort { column: CaseColumn::LastActivity, descending: true };
    let tab = CaseTab::Group(CaseGroup::Pending);
    let column = |name: &str, width, shown| ArrangedColumn { name: name.to_owned(), width, shown };
    // One of a newer version among them.
    let columns = Some(vec![column("debtor", Some(240), true), column("mood", None, true), column("due", None, false)]);
    let shows = SavedQuery::Cases(SavedCases { search: "mül 🦀".to_owned(), tab, filters, sort, columns });
    SavedView { id, name: name.to_owned(), shows }
}

fn clients(id: u32, name: &str) -> SavedView {
    let filters = SavedClientFilters { attributed: Some(false), countries: vec![None] };
    let sort = Sort { column: ClientColumn::Earned, descending: false };
    let tab = ClientTab::Unsigned;
    let shows = SavedQuery::Clients(SavedClients { search: String::new(), tab, filters, sort, columns: None });
    SavedView { id, name: name.to_owned(), shows }
}

fn earnings(id: u32, name: &str) -> SavedView {
    let filters = SavedEarningsFilters {
        client: None,
        stages: vec![None, Some(Stage::AwaitingCollectionPartner)],
        customers: Vec::new(),
        paid_from: None,
        paid_to: parse_civil_date("2026-12-31"),
    };
    let sort = Sort { column: EarningsColumn::FeePercent, descending: true };
    let tab = EarningsTab::Ready;
    let shows = SavedQuery::Earnings(SavedEarnings { search: String::new(), tab, filters, sort, columns: None });
    SavedView { id, name: name.to_owned(), shows }
}

async fn views(desk: &Desk) -> Vec<SavedView> {
    desk.saved_views().await.unwrap().into_iter().map(|(view, _)| view).collect()
}

#[tokio::test]
async fn what_was_saved_is_there_after_a_restart_without_a_network_in_its_order() {
    let computer = Computer::new(40).await;
    let desk = computer.synced().await;
    assert_eq!(views(&desk).await, []);
    let saved = vec![earnings(7, "Zuletzt"), cases(2, "Ærø & Söhne 🦀"), clients(9, "Clients")];
    desk.keep_saved_views(saved.clone()).await.unwrap();
    assert_eq!(views(&desk).await, saved);
    desk.sync().await.unwrap();
    drop(desk);

    let computer = computer.unplugged().await;
    let desk = computer.start().await;
    assert_eq!(views(&desk).await, saved);
    desk.log_out().await.unwrap();
    assert_eq!(desk.saved_views().await.unwrap_err().code, Code::NotSignedIn);
}

#[tokio::test]
async fn a_view_of_one_client_is_called_as_the_client_is_now() {
    let computer = Computer::new(60).await;
    let desk = computer.synced().await;
    let row = desk.clients(ClientQuery::default(), ALL).await.unwrap().rows.remove(0);
    let mut view = cases(1, "One client");
    let SavedQuery::Cases(of) = &mut view.shows else { panic!("a view of cases") };
    of.filters.client = Some(row.client.key.clone());
    desk.keep_saved_views(vec![view, cases(2, "Nobody")]).await.unwrap();
    let names: Vec<_> = desk.saved_views().await.unwrap().into_iter().map(|(_, name)| name).collect();
    assert_eq!(names, [row.client.name, None]);
}

#[tokio::test]
async fn what_cannot_be_kept_is_refused_and_the_old_stays() {
    let computer = Computer::new(5).await;
    let desk = computer.synced().await;
    let before = vec![cases(1, "Before")];
    desk.keep_saved_views(before.clone()).await.unwrap();
    let many = (0..=u32::try_from(SAVED_VIEWS_MAX).unwrap()).map(|id| clients(id, &format!("View {id}"))).collect();
    let mut endless = cases(3, "Endless");
    let SavedQuery::Cases(of) = &mut endless.shows else { panic!("a view of cases") };
    of.search = "x".repeat(201);
    let mut crowded = clients(3, "Crowded");
    let SavedQuery::Clients(of) = &mut crowded.shows else { panic!("a view of clients") };
    of.filters.countries = vec![None; 101];
    let refused: [Vec<SavedView>; 8] = [
        many,
        vec![cases(1, "One"), cases(1, "Two")],
        vec![cases(1, "Müller"), clients(2, " MULLER ")],
        vec![cases(1, " \u{a0} ")],
        vec![cases(1, &"ä".repeat(81))],
        vec![cases(1, "two\nlines")],
        vec![endless],
        vec![crowded],
    ];
    for views in refused {
        let error = desk.keep_saved_views(views).await.unwrap_err();
        assert_eq!(error.code, Code::InvalidRequest, "{error}");
        assert!(error.message.ends_with('.'), "{error}");
    }
    assert_eq!(views(&desk).await, before);
    desk.keep_saved_views(vec![cases(1, &format!("  {}  ", "🦀".repeat(80)))]).await.unwrap();
    assert_eq!(views(&desk).await[0].name, "🦀".repeat(80));
}

#[tokio::test]
async fn of_what_cannot_be_read_that_view_alone_is_dropped() {
    let computer = Computer::new(5).await;
    let desk = computer.synced().await;
    desk.keep_saved_views(vec![cases(1, "Good"), clients(2, "Better")]).await.unwrap();
    let RawViews(kept) = desk.kept().await.unwrap();
    let good = kept["views"][0].clone();
    let with = |change: fn(&mut Value)| {
        let mut view = good.clone();
        view["id"] = json!(99);
        change(&mut view);
        view
    };
    let odd = [
        with(|view| view["shows"]["view"] = json!("invoices")),
        with(|view| view["shows"]["query"]["tab"] = json!("group")),
        with(|view| view["shows"]["query"]["sort"]["column"] = json!("password")),
        with(|view| view["shows"]["query"]["filters"]["createdFrom"] = json!("2026-02-30")),
        with(|view| view["name"] = json!("")),
        with(|view| view["name"] = json!("x".repeat(81))),
        with(|view| view["shows"]["query"]["columns"] = json!(["debtor"])),
        with(|view| view["shows"]["query"]["columns"] = json!([{ "name": "x".repeat(41) }])),
        with(|view| view["shows"]["query"]["sort"]["column"] = json!("feeOutlook")),
        with(|view| view["id"] = json!(-1)),
        // Its number is the first one's.
        with(|view| view["id"] = json!(1)),
        json!(null),
        json!("view"),
    ];
    for one in odd {
        let (first, last) = (kept["views"][0].clone(), kept["views"][1].clone());
        keep(&desk, RawViews(json!({ "views": [first, one, last] }))).await;
        let names: Vec<_> = views(&desk).await.into_iter().map(|view| view.name).collect();
        assert_eq!(names, ["Good", "Better"], "{one}");
    }
    // Nor does it get lost when the others are changed.
    let newer = with(|view| view["shows"]["query"]["sort"]["column"] = json!("mood"));
    keep(&desk, RawViews(json!({ "views": [kept["views"][0], newer, kept["views"][1]] }))).await;
    desk.keep_saved_views(vec![cases(1, "Renamed")]).await.unwrap();
    let RawViews(after) = desk.kept().await.unwrap();
    assert_eq!((&after["views"][0]["name"], &after["views"][1]), (&json!("Renamed"), &newer));
    assert_eq!(views(&desk).await.len(), 1);
    // What a newer version adds to a view is no reason to lose it, and columns may be missing.
    let newer = with(|view| {
        view["pinned"] = json!(true);
        view["shows"]["query"].as_object_mut().unwrap().remove("columns");
    });
    keep(&desk, RawViews(json!({ "views": [newer], "folders": [] }))).await;
    assert_eq!(views(&desk).await.len(), 1);
    for whole in [json!(null), json!([]), json!({}), json!({ "views": 5 })] {
        keep(&desk, RawViews(whole)).await;
        assert_eq!(views(&desk).await, []);
    }
}

/// The ids of the pages, as they are listed.
async fn recent(desk: &Desk) -> Vec<String> {
    let of = |row: RecentRow| match row {
        RecentRow::Case(row) => row.case.id.to_string(),
        RecentRow::Client(row) => row.client.key.as_str().to_owned(),
    };
    desk.recent().await.unwrap().into_iter().map(of).collect()
}

#[tokio::test]
async fn the_pages_opened_last_are_remembered_by_id_alone_and_through_a_restart() {
    let computer = Computer::new(60).await;
    let desk = computer.synced().await;
    let cases: Vec<_> = rows(&desk).await.unwrap().into_iter().map(|row| row.case).collect();
    let client = desk.clients(ClientQuery::default(), ALL).await.unwrap().rows.remove(0).client;
    for case in &cases[..25] {
        desk.note_opened(vec![Opened::Case(case.id)]).await.unwrap();
    }
    desk.note_opened(vec![Opened::Client(client.key.clone()), Opened::Case(cases[24].id)]).await.unwrap();
    let mut expected = vec![client.key.as_str().to_owned()];
    expected.extend(cases[6..25].iter().rev().map(|case| case.id.to_string()));
    assert_eq!(expected.len(), RECENT_MAX);
    assert_eq!(recent(&desk).await, expected);
    let RawRecent(kept) = desk.kept().await.unwrap();
    let kept = kept.to_string();
    for name in [&client.name, &cases[24].debtor, &cases[24].reference, &cases[24].customer].into_iter().flatten() {
        assert!(!kept.contains(name.as_str()), "{name}");
    }
    drop(desk);
    let computer = computer.unplugged().await;
    assert_eq!(recent(&computer.start().await).await, expected);
}

#[tokio::test]
async fn what_is_gone_or_unreadable_disappears_from_the_recent_pages() {
    let computer = Computer::new(40).await;
    let desk = computer.synced().await;
    let cases: Vec<_> = rows(&desk).await.unwrap().into_iter().map(|row| row.case.id).collect();
    desk.note_opened(vec![Opened::Case(cases[0]), Opened::Case(cases[1])]).await.unwrap();
    computer.server.with_state(|state| state.remove_case(cases[0].0));
    desk.sync().await.unwrap();
    assert_eq!(recent(&desk).await, [cases[1].to_string()]);
    let odd = json!({ "opened": [{ "case": "no id" }, 5, { "letter": "x" }, { "client": "t:nobody" }, { "case": cases[2] }] });
    keep(&desk, RawRecent(odd)).await;
    assert_eq!(recent(&desk).await, [cases[2].to_string()]);
}

#[tokio::test]
async fn notes_that_cross_each_other_lose_no_page() {
    let computer = Computer::new(30).await;
    let desk = computer.synced().await;
    let cases: Vec<_> = rows(&desk).await.unwrap().into_iter().map(|row| row.case.id).take(RECENT_MAX).collect();
    let notes = cases.iter().map(|id| {
        let (desk, id) = (desk.clone(), *id);
        tokio::spawn(async move { desk.note_opened(vec![Opened::Case(id)]).await })
    });
    for note in notes.collect::<Vec<_>>() {
        note.await.unwrap().unwrap();
    }
    let (mut found, mut expected) = (recent(&desk).await, cases.iter().map(ToString::to_string).collect::<Vec<_>>());
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}
