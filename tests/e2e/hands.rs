//! A person at the keyboard, who never touches the pointer and keeps a list of the commands given.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::driver::{CONTROL, SHIFT, Window, picture};

pub(crate) const TAB: &str = "\u{e004}";
pub(crate) const ENTER: &str = "\u{e007}";
pub(crate) const ESCAPE: &str = "\u{e00c}";
pub(crate) const SPACE: &str = " ";
pub(crate) const PAGE_DOWN: &str = "\u{e00f}";
pub(crate) const END: &str = "\u{e010}";
pub(crate) const HOME: &str = "\u{e011}";
pub(crate) const LEFT: &str = "\u{e012}";
pub(crate) const UP: &str = "\u{e013}";
pub(crate) const RIGHT: &str = "\u{e014}";
pub(crate) const DOWN: &str = "\u{e015}";
const F1: &str = "\u{e031}";
pub(crate) const F5: &str = "\u{e035}";
pub(crate) const F10: &str = "\u{e03a}";
pub(crate) const ALT: &str = "\u{e00a}";

/// More stops than any view has on the way round.
const STOPS_MAX: usize = 160;

/// What can be pressed, typed into or chosen, and is in sight. A dialog that is open hides the rest.
const CONTROLS: &str = "
    const within = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
    const all = 'a[href], button, input, select, textarea, summary, [role=button], [role=tab], [role=menuitem], [role=option]';
    const controls = [...within.querySelectorAll(all)].filter((one) => !one.disabled && one.getClientRects().length > 0 && one.closest('details:not([open]) > :not(summary)') === null);
    window.walked = new Set([document.activeElement]);
    window.controls = controls;
    if (!window.isWatched) document.addEventListener('focusin', ({ target }) => window.walked.add(target));
    window.isWatched = true;
    return controls.length";

/// Those that neither the Tab key stopped at nor the arrow keys lead to from where it stopped.
const UNREACHED: &str = "
    const composites = '[role=grid], [role=tablist], [role=menu], [role=radiogroup], [role=listbox], svg[role=group], ul[aria-label^=Columns], main.today';
    const isByArrows = (one) => {
        if (one.type === 'radio') return [...window.walked].some((other) => other.type === 'radio' && other.name === one.name);
        const whole = one.closest(composites);
        return one.tabIndex < 0 && whole !== null && [...window.walked].some((other) => other !== whole && whole.contains(other));
    };
    return window.controls.filter((one) => one.isConnected && !window.walked.has(one) && !isByArrows(one))
        .map((one) => one.outerHTML.slice(0, 120))";

pub(crate) struct Hands<'w> {
    pub(crate) window: &'w Window,
    given: BTreeSet<String>,
}

impl<'w> Hands<'w> {
    /// Hands that have given these commands before, in an earlier window perhaps.
    pub(crate) fn new(window: &'w Window, given: BTreeSet<String>) -> Self {
        Self { window, given }
    }

    /// The commands that they gave.
    pub(crate) fn given(self) -> BTreeSet<String> {
        self.given
    }

    pub(crate) async fn press(&self, key: &str) {
        self.window.press(key).await;
    }

    pub(crate) async fn write(&self, text: &str) {
        for letter in text.chars() {
            self.press(&letter.to_string()).await;
        }
    }

    /// Gives a command by one key.
    pub(crate) async fn key(&mut self, command: &str, key: &str) {
        self.press(key).await;
        self.given.insert(command.to_owned());
    }

    /// Gives a command by a key while Control is held.
    pub(crate) async fn ctrl(&mut self, command: &str, key: &str) {
        self.window.press_with(&[CONTROL], key).await;
        self.given.insert(command.to_owned());
    }

    /// Gives a command by a key while Control and Shift are held.
    pub(crate) async fn shifted(&mut self, command: &str, key: &str) {
        self.window.press_with(&[CONTROL, SHIFT], key).await;
        self.given.insert(command.to_owned());
    }

    /// Gives a command by its name.
    pub(crate) async fn by_name(&mut self, command: &str) {
        self.ctrl("Find or do anything", "k").await;
        self.until("the palette", "return document.activeElement?.id === 'palette-input'").await;
        self.write(&format!(">{}", command.trim_end_matches('…'))).await;
        let meant = format!(
            "const meant = document.querySelector('[role=option][aria-selected=true]'); \
             return meant?.querySelector('.main')?.textContent === {command:?} && document.querySelector('#palette-list').ariaBusy !== 'true'"
        );
        self.until(command, &meant).await;
        self.press(ENTER).await;
        self.given.insert(command.to_owned());
    }

    pub(crate) async fn until(&self, what: &str, script: &str) -> Value {
        self.window.until(what, script).await
    }

    pub(crate) async fn there(&self, selector: &str) {
        self.until(selector, &format!("return document.querySelector({selector:?}) !== null")).await;
    }

    pub(crate) async fn gone(&self, selector: &str) {
        self.until(selector, &format!("return document.querySelector({selector:?}) === null")).await;
    }

    pub(crate) async fn said(&self, words: &str) {
        let script = format!(
            "return [...document.querySelectorAll('[data-testid=toast], dialog [data-testid=said]')].some((said) => said.textContent.includes({words:?}))"
        );
        self.until(words, &script).await;
    }

    /// Goes on with the Tab key until the focus is there.
    pub(crate) async fn tab_to(&self, selector: &str) {
        let at = format!("return document.activeElement?.matches({selector:?}) === true");
        for _ in 0..STOPS_MAX {
            if self.window.run(&at).await == true {
                return;
            }
            self.press(TAB).await;
        }
        picture("gave-up");
        panic!("the Tab key does not lead to {selector}");
    }

    /// Presses what the Tab key leads to.
    pub(crate) async fn press_at(&self, selector: &str) {
        self.tab_to(selector).await;
        self.press(ENTER).await;
    }

    /// Goes round once with the Tab key: everything that can be used is a stop, or the arrow keys lead to it from one.
    pub(crate) async fn all_reached(&self, state: &str) {
        let controls = self.window.run(CONTROLS).await.as_u64().unwrap();
        assert!(controls > 0, "{state}: nothing to reach");
        let count = "return window.walked.size";
        let (mut seen, mut still) = (0, 0);
        // As many stops in a row that were known already as two fields of dates have parts: it went round.
        while still < 9 {
            self.press(TAB).await;
            let now = self.window.run(count).await.as_u64().unwrap();
            still = if now == seen { still + 1 } else { 0 };
            seen = now;
            assert!(usize::try_from(seen).unwrap() < STOPS_MAX, "{state}: the Tab key does not come round");
        }
        let missed = self.window.run(UNREACHED).await;
        if missed != serde_json::json!([]) {
            picture("gave-up");
        }
        assert_eq!(missed, serde_json::json!([]), "{state}: no key leads there");
    }

    /// The commands that the help lists, and what of them was not given.
    pub(crate) async fn never_given(&mut self) -> Vec<String> {
        self.key("Keyboard shortcuts", F1).await;
        self.there("dialog[open] dl").await;
        let named = "return [...document.querySelectorAll('dialog[open] dt')].map((one) => one.textContent.trim())";
        let named: Vec<String> = serde_json::from_value(self.window.run(named).await).unwrap();
        self.press(ESCAPE).await;
        self.gone("dialog[open]").await;
        assert!(named.len() > 40, "{} commands and moves", named.len());
        named.into_iter().filter(|name| !self.given.contains(name)).collect()
    }

    /// Notes a move that no command stands for.
    pub(crate) fn moved(&mut self, name: &str) {
        self.given.insert(name.to_owned());
    }
}
