//! The palette's question to all three lists.

use desk::{Code, Found};
use desk_core::query::{ClientQuery, EarningsQuery};
use desk_core::search::{FieldKind, Terms};
use partner_desk_sandbox::{Reading, SandboxConfig};

use crate::computer::{ALL, Computer, search};

#[tokio::test]
async fn it_finds_what_the_views_find_and_begins_with_the_reference_that_was_typed() {
    let computer = Computer::new(400).await;
    let desk = computer.synced().await;
    let text = "an";
    let found = desk.find(text.to_owned()).await.unwrap();
    assert_eq!(found.cases_total, desk.cases(search(text), ALL).await.unwrap().total);
    let clients = ClientQuery { search: text.to_owned(), ..ClientQuery::default() };
    assert_eq!(found.clients_total, desk.clients(clients, ALL).await.unwrap().total);
    let fees = EarningsQuery { search: text.to_owned(), ..EarningsQuery::default() };
    assert_eq!(found.fees_total, desk.earnings(fees, ALL).await.unwrap().page.total);
    assert!(found.cases.len() <= 6 && found.clients.len() <= 4 && found.fees.len() <= 4);
    assert!(found.cases_total > 6, "or nothing is left out here");
    let terms = Terms::parse(text);
    for row in &found.cases {
        let fields = [&row.case.reference, &row.case.creditor_reference, &row.case.customer, &row.case.debtor];
        let kinds = [FieldKind::Reference, FieldKind::Reference, FieldKind::Text, FieldKind::Text];
        let hit = |(text, kind): (&Option<String>, FieldKind)| {
            text.as_deref().is_some_and(|text| !terms.hits(text, kind).is_empty())
        };
        assert!(fields.into_iter().zip(kinds).any(hit), "{row:?}");
    }
}

#[tokio::test]
async fn a_reference_is_found_however_it_is_spelled() {
    for reading in [Reading::A, Reading::B] {
        let mut config = SandboxConfig::new(150, 11);
        config.readings.q18 = reading;
        let computer = Computer::of(config).await;
        let desk = computer.synced().await;
        for row in desk.cases(search(""), ALL).await.unwrap().rows {
            let Some(reference) = row.case.reference else { continue };
            let mut spellings = vec![reference.clone(), reference.to_lowercase().replace('-', " ")];
            if reading == Reading::B {
                spellings.push(reference.replace("DEB-", ""));
            }
            for typed in spellings {
                let found = desk.find(typed.clone()).await.unwrap();
                let first = found.cases.first().and_then(|row| row.case.reference.as_deref());
                assert_eq!(first, Some(&*reference), "{typed}");
                assert_eq!(found.cases.iter().filter(|one| one.case.id == row.case.id).count(), 1);
            }
        }
    }
}

#[tokio::test]
async fn the_oldest_of_a_thousand_cases_is_first_when_its_number_is_typed() {
    let computer = Computer::new(700).await;
    // Fifty-one newer cases hold the number as a part of theirs, and in their debtors' names.
    computer.server.with_state(|state| {
        let mut cases: Vec<_> = state.cases().map(|case| (case.date_created, case.id)).collect();
        cases.sort_unstable();
        for (at, (_, id)) in cases.iter().enumerate() {
            state.update_case(*id, |case| {
                case.reference = Some(if at == 0 { "DEB-77".to_owned() } else { format!("DEB-{}77", at + 1) });
                case.debtor_name = Some("77 Ltd".to_owned());
            });
        }
    });
    let desk = computer.synced().await;
    let found = desk.find("77".to_owned()).await.unwrap();
    assert_eq!(found.cases_total, 700);
    assert_eq!(found.cases[0].case.reference.as_deref(), Some("DEB-77"));
}

#[tokio::test]
async fn of_cases_that_answer_as_closely_the_open_ones_come_first_however_old() {
    let computer = Computer::new(400).await;
    // Every case is of one debtor; all but three are closed, and those three are the oldest.
    let open = computer.server.with_state(|state| {
        let mut cases: Vec<_> = state.cases().map(|case| (case.date_created, case.id)).collect();
        cases.sort_unstable();
        for (at, (_, id)) in cases.iter().enumerate() {
            let status = ["Active", "Pending Verification", "Paused"].get(at).copied().unwrap_or("Closed");
            state.update_case(*id, |case| {
                case.debtor_name = Some("Nordmann".into());
                case.lifecycle = Some(status.into());
                (case.date_finished, case.close_code) = (None, None);
            });
        }
        cases[..3].iter().map(|(_, id)| *id).collect::<Vec<_>>()
    });
    let desk = computer.synced().await;
    let found = desk.find("nordm".to_owned()).await.unwrap();
    assert_eq!((found.cases_total, found.cases.len()), (400, 6));
    let first: std::collections::BTreeSet<_> = found.cases[..3].iter().map(|row| row.case.id.0).collect();
    assert_eq!(first, open.into_iter().collect());
    assert!(found.cases[3..].iter().all(|row| row.case.lifecycle.as_deref() == Some("Closed")));
    // What was typed exactly still comes before what is open.
    let closed = found.cases[5].case.reference.clone().unwrap();
    assert_eq!(desk.find(closed.clone()).await.unwrap().cases[0].case.reference, Some(closed));
}

#[tokio::test]
async fn a_fee_leads_to_its_case() {
    let computer = Computer::new(300).await;
    let desk = computer.synced().await;
    let rows = desk.earnings(EarningsQuery::default(), ALL).await.unwrap().page.rows;
    let reference = rows.into_iter().find_map(|row| row.transaction.case_reference).unwrap();
    let found = desk.find(reference.clone()).await.unwrap();
    let (fee, case) = &found.fees[0];
    assert_eq!(fee.transaction.case_reference.as_deref(), Some(&*reference));
    assert_eq!(case.unwrap(), found.cases[0].case.id);
}

#[tokio::test]
async fn nothing_is_found_for_nothing_and_for_nobody() {
    let computer = Computer::new(30).await;
    let desk = computer.start().await;
    assert_eq!(desk.find("a".to_owned()).await.unwrap_err().code, Code::NotSignedIn);
    let desk = computer.synced().await;
    for nothing in ["", "   ", "\u{200b}", "\n\t"] {
        assert_eq!(desk.find(nothing.to_owned()).await.unwrap(), Found::default(), "{nothing:?}");
    }
    for hostile in ["'; DROP TABLE cases; --", "%", "_", "\"", "\0", "\u{202e}", "🦀", &"x ".repeat(50_000)] {
        desk.find(hostile.to_owned()).await.unwrap();
    }
    assert_eq!(desk.case_cards().await.unwrap().total, 30);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_text_ends_an_older_question_and_none_of_a_views() {
    let computer = Computer::new(600).await;
    let desk = computer.synced().await;
    let palette = tokio::spawn({
        let desk = desk.clone();
        async move {
            for round in 0..120 {
                let asked = ["a", "an", "and"].map(|text| {
                    tokio::spawn({
                        let (desk, text) = (desk.clone(), format!("{text}{}", " ".repeat(round % 7)));
                        async move { desk.find(text).await }
                    })
                });
                for question in asked {
                    let answer = question.await.unwrap();
                    assert!(answer.as_ref().map_or_else(|error| error.code == Code::Cancelled, |_| true), "{answer:?}");
                }
            }
            desk.find("and".to_owned()).await.unwrap()
        }
    });
    let mut rounds = 0;
    while !palette.is_finished() {
        // One view's question at a time, each another one: whatever ended it would be the palette's doing.
        desk.cases(search(&format!("e{}", " ".repeat(rounds % 5))), ALL).await.unwrap();
        desk.clients(ClientQuery { search: "e".repeat(1 + rounds % 2), ..ClientQuery::default() }, ALL).await.unwrap();
        rounds += 1;
    }
    palette.await.unwrap();
    assert!(rounds > 5, "{rounds}");
}
