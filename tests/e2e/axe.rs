//! axe looks at every view and state in the real window, where colours, sizes and what covers what are real; in jsdom, where the
//! interface's own tests run it, they are not.

use partner_desk_sandbox::{SandboxConfig, Server};
use serde_json::Value;

use crate::driver::{CONTROL, SHIFT, Window, picture};
use crate::place::{Place, log_in, log_out, place, search, settled, show};

const CASES: usize = 400;

const ESCAPE: &str = "\u{e00c}";
const ENTER: &str = "\u{e007}";
const ARROW_DOWN: &str = "\u{e015}";
const F5: &str = "\u{e035}";

/// WCAG 2.2 AA and what axe holds to be good practice.
const LOOK: &str = "
    const done = arguments[arguments.length - 1];
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];
    axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }).then(
        ({ violations }) => done(violations.map(({ id, help, nodes }) =>
            `${id}: ${help}\\n` + nodes.map(({ html, failureSummary }) => `  ${html.slice(0, 160)}\\n  ${failureSummary}`).join('\\n'))),
        (error) => done([String(error)]),
    )";

/// Collects what axe finds, so that one run names all of it.
struct Eyes<'w> {
    window: &'w Window,
    theme: &'static str,
    found: Vec<String>,
    looks: usize,
}

impl Eyes<'_> {
    /// That it would find something.
    async fn see(&mut self) {
        let hide = "const line = document.createElement('p'); line.id = 'pale'; line.textContent = 'hard to read'; \
                    line.style.color = '#888'; line.style.background = '#999'; \
                    Object.assign(line.style, { position: 'fixed', inset: '0 auto auto 0', zIndex: '9' }); document.body.append(line)";
        self.window.run(hide).await;
        self.look("pale").await;
        let found = std::mem::take(&mut self.found).concat();
        assert!(found.contains("color-contrast") && found.contains("hard to read"), "{found}");
        self.window.run("document.querySelector('#pale').remove()").await;
    }

    async fn look(&mut self, state: &str) {
        if self.window.run("return typeof axe").await != "object" {
            let axe =
                std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/ui/node_modules/axe-core/axe.min.js"));
            self.window.run(&axe.unwrap()).await;
        }
        // What fades in is not looked at halfway.
        let still = "return document.getAnimations().every(one => one.playState !== 'running' || one.effect?.getTiming().iterations === Infinity)";
        self.window.until("nothing moves", still).await;
        let violations = self.window.run_async(LOOK).await;
        let violations: Vec<Value> = serde_json::from_value(violations).unwrap();
        let lines = violations.iter().map(|one| format!("{} ({}): {}", state, self.theme, one.as_str().unwrap_or("?")));
        self.found.extend(lines);
        self.looks += 1;
        picture(&format!("axe-{}-{state}", self.theme));
    }
}

#[tokio::test]
async fn axe_finds_nothing_in_any_view_and_state_in_light() {
    walk(|place| place, "light").await;
}

#[tokio::test]
async fn axe_finds_nothing_in_any_view_and_state_in_dark() {
    walk(Place::dark, "dark").await;
}

async fn walk(dressed: impl Fn(Place) -> Place, theme: &'static str) {
    let server = Server::start(SandboxConfig::new(CASES, 7), 0).await;
    let place = dressed(place(server.url()));
    let window = place.window().await;
    let dark = window.run("return matchMedia('(prefers-color-scheme: dark)').matches").await;
    assert_eq!(dark, theme == "dark", "the desktop's theme reaches the page");
    let mut eyes = Eyes { window: &window, theme, found: Vec::new(), looks: 0 };
    eyes.see().await;
    log_in_page(&mut eyes).await;
    let guid = server.guid().to_string();
    log_in(&window, &guid).await;
    settled(&window).await;
    let synced = "return /as of/i.test(document.querySelector('#freshness')?.textContent ?? '')";
    window.until("the first sync is complete", synced).await;
    cases(&mut eyes).await;
    clients(&mut eyes).await;
    show(&window, "earnings").await;
    window.until("the chart", "return document.querySelector('#earnings-chart svg') !== null").await;
    eyes.look("chart").await;
    window.press_with(&[CONTROL], "g").await;
    window.until("folded", "return document.querySelector('#earnings-chart') === null").await;
    eyes.look("earnings").await;
    today(&mut eyes).await;
    dialogs(&mut eyes).await;

    server.stop().await;
    window.press(F5).await;
    window.until("offline", "return /offline/i.test(document.querySelector('#freshness').textContent)").await;
    eyes.look("offline").await;
    window.press_with(&[CONTROL, SHIFT], "l").await;
    window.until("locked", "return document.querySelector('#guid') !== null").await;
    eyes.look("locked").await;
    log_in(&window, &guid).await;
    settled(&window).await;
    log_out(&window).await;
    let Eyes { found, looks, .. } = eyes;
    window.close().await;
    assert!(looks >= 25, "{looks} looks");
    assert!(found.is_empty(), "{}", found.join("\n\n"));
}

async fn log_in_page(eyes: &mut Eyes<'_>) {
    eyes.look("log-in").await;
    log_in(eyes.window, "not a GUID").await;
    eyes.window
        .until("what is wrong is said", "return document.querySelector('[role=alert], [aria-invalid=true]') !== null")
        .await;
    eyes.look("log-in-refused").await;
    eyes.window.run("const box = document.querySelector('#guid'); box.value = ''; box.dispatchEvent(new Event('input', { bubbles: true }))").await;
}

async fn cases(eyes: &mut Eyes<'_>) {
    let window = eyes.window;
    eyes.look("cases").await;
    window.press_with(&[CONTROL], "l").await;
    window
        .until("the filters are open", "return document.querySelector('#filters[aria-expanded=true]') !== null")
        .await;
    eyes.look("filters").await;
    window.press(ESCAPE).await;
    search(window, "zzzzqqq").await;
    window.until("nothing is found", "return document.querySelectorAll('[data-row-id]').length === 0").await;
    eyes.look("nothing-found").await;
    search(window, "").await;
    settled(window).await;
    window.run("document.querySelector('#search').focus()").await;
    window.press(ARROW_DOWN).await;
    window.press(ENTER).await;
    window.until("the case is open", "return document.querySelector('[data-panel=status]') !== null").await;
    eyes.look("case").await;
    window.press_with(&[CONTROL, SHIFT], "e").await;
    window
        .until("the e-mail", "return (document.querySelector('dialog[open] textarea')?.value.length ?? 0) > 40")
        .await;
    eyes.look("escalate").await;
    window.press(ESCAPE).await;
    window.until("gone", "return document.querySelector('dialog[open]') === null").await;
    window.press(ESCAPE).await;
    settled(window).await;
    for (button, state) in [("#columns", "columns"), ("#views", "views")] {
        window.click(button).await;
        let open = format!("return document.querySelector('{button}[aria-expanded=true]') !== null");
        window.until(state, &open).await;
        eyes.look(state).await;
        window.press(ESCAPE).await;
    }
    window.press_with(&[CONTROL], "k").await;
    window.until("the palette", "return document.querySelector('[data-testid=palette]') !== null").await;
    eyes.look("palette").await;
    window.press("m").await;
    window.until("it found something", "return document.querySelector('[role=option] mark') !== null").await;
    eyes.look("palette-found").await;
    window.press(ESCAPE).await;
    window.until("gone", "return document.querySelector('dialog[open]') === null").await;
    window.press_with(&[CONTROL], "a").await;
    window.until("rows are picked", "return document.querySelector('[role=row][aria-selected=true]') !== null").await;
    eyes.look("picked").await;
    window.press(ESCAPE).await;
    window.click("#account").await;
    eyes.look("account-menu").await;
    window.press(ESCAPE).await;
}

async fn clients(eyes: &mut Eyes<'_>) {
    let window = eyes.window;
    show(window, "clients").await;
    eyes.look("clients").await;
    for (tab, there, state) in [
        (
            "unsigned",
            "return document.querySelector('dialog[open] [data-testid=link-age], dialog[open] [data-testid=suspect]') !== null",
            "onboarding",
        ),
        (
            "complete",
            "return document.querySelector('h1') !== null && document.querySelector('[role=grid]') === null",
            "client",
        ),
    ] {
        window.click(&format!("[data-tab={tab}]")).await;
        settled(window).await;
        window.click("[data-row-id] [data-cell=customer]").await;
        window.until(state, there).await;
        eyes.look(state).await;
        window.press(ESCAPE).await;
        window.until("the list is back", "return document.querySelector('dialog[open]') === null && document.querySelector('[role=grid]') !== null").await;
    }
}

async fn today(eyes: &mut Eyes<'_>) {
    let window = eyes.window;
    window.press_with(&[CONTROL], "t").await;
    window.until("Today", "return document.querySelector('main.today') !== null && document.querySelector('[aria-busy=true]') === null").await;
    eyes.look("today").await;
    show(window, "cases").await;
}

async fn dialogs(eyes: &mut Eyes<'_>) {
    let window = eyes.window;
    window.press("?").await;
    window.until("the shortcuts", "return document.querySelector('dialog[open]') !== null").await;
    eyes.look("shortcuts").await;
    window.press(ESCAPE).await;
    window.until("gone", "return document.querySelector('dialog[open]') === null").await;
    window.press_with(&[CONTROL], ",").await;
    window.until("the settings", "return document.querySelector('dialog[open] #sync-minutes') !== null").await;
    eyes.look("settings").await;
    window.press(ESCAPE).await;
    window.until("gone", "return document.querySelector('dialog[open]') === null").await;
    for (item, state) in [("diagnostics", "diagnostics"), ("log-out", "log-out")] {
        window.click("#account").await;
        window.click(&format!("#{item}")).await;
        window.until(state, "return document.querySelector('dialog[open]') !== null").await;
        eyes.look(state).await;
        window.press(ESCAPE).await;
        window.until("gone", "return document.querySelector('dialog[open]') === null").await;
    }
}
