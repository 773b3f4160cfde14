//! The timeline: what past syncs saw of a case, a client and its payments, dated when they saw it.

use chrono::TimeDelta;
use desk::{Changed, Desk, SeenChange};
use desk_core::ids::{CaseId, ClientKey, TenantId};
use desk_core::money::Micros;
use desk_core::stage::Stage;

use crate::computer::Computer;

fn whats(history: &[SeenChange]) -> Vec<&Changed> {
    history.iter().map(|seen| &seen.what).collect()
}

async fn later(computer: &Computer, desk: &Desk) {
    computer.clock.advance(TimeDelta::days(1) + TimeDelta::minutes(1));
    desk.sync().await.unwrap();
}

#[tokio::test]
async fn a_case_tells_what_was_seen_and_when() {
    let computer = Computer::new(200).await;
    let desk = computer.synced().await;
    let id = computer.server.with_state(|state| {
        let open = state.cases().find(|case| case.lifecycle.as_deref() == Some("Active") && case.remainder > 0);
        open.unwrap().id
    });
    assert_eq!(desk.case_detail(CaseId(id)).await.unwrap().history, [], "the first sync is no news");
    let left = computer.server.with_state(|state| {
        state.update_case(id, |case| {
            case.lifecycle = Some("Paused".into());
        });
        state.case(id).unwrap().remainder
    });
    later(&computer, &desk).await;
    let paused = desk.case_detail(CaseId(id)).await.unwrap();
    assert_eq!(whats(&paused.history), [&Changed::Status(Some("Active".into()), Some("Paused".into()))]);
    computer.server.with_state(|state| {
        state.update_case(id, |case| {
            case.lifecycle = Some("Closed".into());
            case.close_code = Some("Paid".into());
            case.remainder = 0;
        });
    });
    later(&computer, &desk).await;
    let detail = desk.case_detail(CaseId(id)).await.unwrap();
    let currency = detail.row.case.currency.clone();
    assert_eq!(
        whats(&detail.history),
        [
            &Changed::Status(Some("Paused".into()), Some("Closed".into())),
            &Changed::CloseCode(None, Some("Paid".into())),
            &Changed::Remaining(Some(Micros(left)), Some(Micros(0)), currency),
            &Changed::Status(Some("Active".into()), Some("Paused".into())),
        ],
        "newest first, and what one sync saw together in the order of the fields"
    );
    assert_eq!(detail.history[0].seen, detail.history[2].seen);
    assert!(detail.history[0].seen - detail.history[3].seen >= TimeDelta::days(1));
    let about = (detail.row.case.id, detail.row.case.reference.clone());
    assert!(detail.history.iter().all(|seen| seen.case.as_ref() == Some(&about)));
}

#[tokio::test]
async fn a_fee_moves_by_stages_however_many_statuses_that_takes() {
    let computer = Computer::new(400).await;
    let desk = computer.synced().await;
    let (id, case) = computer.server.with_state(|state| {
        let row =
            state.transactions().find(|row| state.stage(row) == Some(0) && row.referral.as_deref() == Some("Pending"));
        let row = row.unwrap();
        (row.id, row.case_id)
    });
    let set = |commission: &'static str, platform: &'static str, referral: &'static str| {
        computer.server.with_state(|state| {
            state.update_transaction(id, |row| {
                (row.commission, row.platform, row.referral) =
                    (Some(commission.into()), Some(platform.into()), Some(referral.into()));
            })
        })
    };
    // Two statuses at once, one that moves nothing, and the end.
    set("Paid", "PaymentReceived", "Pending");
    later(&computer, &desk).await;
    set("Credited", "PaymentReceived", "Invoiced");
    later(&computer, &desk).await;
    set("Paid", "PaymentReceived", "Invoiced");
    later(&computer, &desk).await;
    set("Paid", "PaymentReceived", "Paid");
    later(&computer, &desk).await;
    let detail = desk.case_detail(CaseId(case)).await.unwrap();
    let mut moves = Vec::new();
    let mut statuses = 0;
    for seen in &detail.history {
        match &seen.what {
            Changed::FeeMoved(payment, before, after) if payment.id.0 == id => moves.push((*before, *after)),
            Changed::PaymentStatus(payment, ..) if payment.id.0 == id => statuses += 1,
            _ => {}
        }
    }
    let at = |stage: Stage| Some(stage);
    assert_eq!(
        moves,
        [
            (at(Stage::AwaitingDebitura), at(Stage::Paid)),
            (at(Stage::ReadyToInvoice), at(Stage::AwaitingDebitura)),
            (at(Stage::Pending), at(Stage::ReadyToInvoice)),
        ]
    );
    assert_eq!(statuses, 1, "a status that moved no stage is told as itself");
    let tenant = detail.row.case.tenant.clone();
    let key = ClientKey::of(tenant.as_ref(), detail.row.case.creditor).unwrap();
    if let Ok(client) = desk.client_detail(key).await {
        let of_client = client
            .history
            .iter()
            .filter(|seen| matches!(&seen.what, Changed::FeeMoved(payment, ..) if payment.id.0 == id));
        assert_eq!(of_client.count(), 3, "the client's page tells them too");
    }
}

#[tokio::test]
async fn a_client_tells_of_itself_and_of_its_cases() {
    let computer = Computer::new(400).await;
    let desk = computer.synced().await;
    let (tenant, case) = computer.server.with_state(|state| {
        let unsigned: Vec<_> =
            state.clients().filter(|row| !row.onboarding_done && !row.archived && row.tenant.is_some()).collect();
        let found = unsigned.into_iter().find_map(|client| {
            let case = state.cases().find(|case| case.creditor_id == client.id && !case.client_hidden)?;
            Some((client.tenant.clone().unwrap(), case.id))
        });
        found.unwrap()
    });
    computer.server.with_state(|state| {
        state.sign_client(&tenant);
        state.update_case(case, |case| case.collection_partner = Some("Änderung & Partner".into()));
    });
    later(&computer, &desk).await;
    let key = ClientKey::of(Some(&TenantId(tenant)), None).unwrap();
    let history = desk.client_detail(key).await.unwrap().history;
    let onboarded = history.iter().find(|seen| seen.what == Changed::Onboarding(true)).unwrap();
    assert_eq!(onboarded.case, None);
    let partner = history
        .iter()
        .find(|seen| matches!(&seen.what, Changed::CollectionPartner(_, Some(name)) if name == "Änderung & Partner"));
    assert_eq!(partner.unwrap().case.as_ref().map(|(id, _)| id.0), Some(case));
    assert!(history.windows(2).all(|pair| pair[0].seen >= pair[1].seen));
}
