//! Texts that people type, drawn from a sandbox's own data.

use partner_desk_sandbox::State;

use crate::fold::fold;

/// What is typed by habit, by mistake or on purpose, whatever the data is.
const FIXED: [&str; 24] = [
    "mül",
    "muller",
    "MUELLER gmbh",
    "oster",
    "strasse",
    "zzzz-nobody",
    "   ",
    "%",
    "_",
    "100%",
    "_gmbh",
    "'",
    "\"",
    "O'Brien",
    "o\u{2019}brien",
    "\\",
    "' OR 1=1 --",
    "🍕",
    "\u{202e}drawkcab",
    "<img src=x",
    "a b c d e",
    "tab\tmit",
    "null",
    "*",
];

/// At least fifty different ones.
pub(crate) fn searches(state: &State) -> Vec<String> {
    let mut cases: Vec<_> =
        state.cases().filter(|case| case.debtor_name.is_some() && case.reference.is_some()).collect();
    cases.sort_by_key(|case| case.id);
    let mut texts: Vec<String> = FIXED.iter().map(|text| (*text).to_owned()).collect();
    texts.push("x".repeat(300));
    let mut add = |text: String| {
        if !text.trim().is_empty() && !texts.contains(&text) {
            texts.push(text);
        }
    };
    let marked = |name: &&str| !name.is_ascii();
    for name in cases.iter().filter_map(|case| case.debtor_name.as_deref()).filter(marked).step_by(97).take(3) {
        add(fold(name, false));
        add(fold(name, true));
        add(name.to_uppercase());
    }
    for (at, case) in cases.iter().step_by(131).take(3).enumerate() {
        let (debtor, reference) = (case.debtor_name.as_deref().unwrap(), case.reference.as_deref().unwrap());
        let letters: Vec<char> = debtor.chars().collect();
        add(letters.iter().skip(at).take(3 + at % 3).collect());
        add(reference.to_lowercase());
        add(reference.chars().skip(2).take(4).collect());
        add(format!("{}-{}", &reference[..3], &reference[3..]).replace("--", "-"));
        add(reference.replace('-', " "));
        let customer = state.client(case.creditor_id).and_then(|client| client.company_name.as_deref()).unwrap_or("a");
        let first = |text: &str| text.split(' ').next().unwrap().to_owned();
        add(format!("{} {}", first(customer), first(debtor)));
        add(format!("{} {}", &reference[..4], first(debtor)));
        add(case.creditor_reference.as_deref().unwrap_or("inv").replace(['-', '/', ' '], ""));
    }
    for client in state.clients().take(30).step_by(16) {
        add(client.tenant.clone().unwrap_or_default());
        add(client.registration_number.clone().unwrap_or_default());
    }
    assert!(texts.len() >= 50, "{}", texts.len());
    texts
}
