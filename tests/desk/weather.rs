//! Syncs over real HTTP in bad weather: every fault that the network, a proxy or a tired server is capable of, while the
//! portfolio changes. The simulation judges every step without a network; this shows that with one nothing is different.

use std::collections::BTreeMap;
use std::time::Duration;

use desk::Desk;
use desk_core::query::{ClientQuery, EarningsQuery};
use partner_desk_sandbox::{Fault, Mutation};
use uuid::Uuid;

use crate::computer::{ALL, Computer, rows};
use crate::dice::Dice;

fn fault(dice: &mut Dice) -> Fault {
    match dice.below(15) {
        0 => Fault::Status([500, 502, 503][dice.below(3)]),
        1 => Fault::Status(403),
        2 => Fault::RateLimited { retry_after_s: 0.1, body: true, header: true, garbage: false },
        3 => Fault::RateLimited { retry_after_s: 0.3, body: true, header: false, garbage: true },
        4 => Fault::Hang,
        5 => Fault::SlowMs(40),
        6 => Fault::CutBody,
        7 => Fault::EmptyBody,
        8 => Fault::HtmlBody,
        9 => Fault::InvalidJson,
        10 => Fault::Redirect("https://example.com/".to_owned()),
        11 => Fault::ShiftPage,
        12 => Fault::DuplicateRow,
        13 => Fault::DropRow,
        _ => Fault::LyingTotal([-3, -1, 1, 2][dice.below(4)]),
    }
}

fn change(dice: &mut Dice) -> Mutation {
    let count = 1 + dice.below(4);
    match dice.below(6) {
        0 => Mutation::InsertCases { count },
        1 => Mutation::InsertTransactions { count },
        2 => Mutation::CloseCases { count, close_code: None },
        3 => Mutation::RemoveCases { count },
        4 => Mutation::TouchCases { count },
        _ => Mutation::PayTransactions { count },
    }
}

async fn held(desk: &Desk) -> BTreeMap<Uuid, String> {
    let cases = rows(desk).await.unwrap().into_iter().map(|row| {
        let remaining = row.case.remaining.map_or(0, |amount| amount.0);
        (row.case.id.0, format!("{} {remaining}", row.case.lifecycle.unwrap_or_default()))
    });
    let clients = desk.clients(ClientQuery::default(), ALL).await.unwrap().rows;
    let clients =
        clients.into_iter().map(|row| (row.client.creditor.unwrap().0, row.client.onboarding_done.to_string()));
    let earnings = desk.earnings(EarningsQuery::default(), ALL).await.unwrap().page.rows;
    let earnings =
        earnings.into_iter().map(|row| (row.transaction.id.0, row.transaction.statuses.referral.unwrap_or_default()));
    cases.chain(clients).chain(earnings).collect()
}

fn truth(computer: &Computer) -> BTreeMap<Uuid, String> {
    computer.server.with_state(|state| {
        let cases = state
            .cases()
            .map(|row| (row.id, format!("{} {}", row.lifecycle.as_deref().unwrap_or_default(), row.remainder)));
        let clients = state.clients().map(|row| (row.id, row.onboarding_done.to_string()));
        let earnings = state.transactions().map(|row| (row.id, row.referral.as_deref().unwrap_or_default().to_owned()));
        cases.chain(clients).chain(earnings).collect()
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_storm_the_cache_is_debituras_exactly() {
    let mut played = 0;
    for seed in 0..6 {
        let mut dice = Dice::new(seed);
        let mut computer = Computer::new(700).await;
        // In good weather a slow computer has all the time that it needs.
        drop(computer.synced().await);
        let good_weather = computer.api.clone();
        computer.api.request_timeout = Duration::from_millis(150);
        computer.api.wait_max = Duration::from_millis(200);
        let desk = computer.start().await;
        let visible: Vec<Uuid> = computer
            .server
            .with_state(|state| state.clients().filter(|row| row.company_hidden).map(|row| row.id).collect());
        computer.server.with_state(|state| {
            for id in visible {
                state.update_client(id, |row| row.company_hidden = false);
            }
        });
        for _ in 0..6 {
            for _ in 0..2 + dice.below(4) {
                let path = ["/cases", "/clients", "/reporting/transactions", "/"][dice.below(4)];
                let (skip, count) = (u32::try_from(dice.below(6)).unwrap(), 1 + u32::try_from(dice.below(4)).unwrap());
                computer.server.faults().add_after(path, skip, fault(&mut dice), count);
            }
            computer.server.with_state(|state| drop(state.apply(&change(&mut dice))));
            let before = held(&desk).await;
            let report = desk.sync().await.unwrap();
            played += usize::from(!report.complete);
            let (held, truth) = (held(&desk).await, truth(&computer));
            // What is there and was there is never lost, whatever came over the line.
            let lost = before.keys().find(|id| truth.contains_key(id) && !held.contains_key(id));
            assert_eq!(lost, None, "seed {seed}: after {report:?}");
        }
        computer.server.faults().clear();
        drop(desk);
        computer.api = good_weather;
        let desk = computer.start().await;
        let mut report = desk.sync().await.unwrap();
        for _ in 0..2 {
            // What a pass could not be sure of it says, and a second one settles.
            if report.complete {
                break;
            }
            report = desk.sync().await.unwrap();
        }
        assert!(report.complete, "seed {seed}: {report:?}");
        assert_eq!(held(&desk).await, truth(&computer), "seed {seed}");
    }
    assert!(played > 10, "a storm in which {played} of 36 syncs fail is none");
}
