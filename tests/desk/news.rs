//! What changed since the person last said that all is seen, told from what the sandbox did.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use desk::{Code, Desk, News, NewsKind, NewsRow};
use desk_core::query::{ClientQuery, EarningsQuery, Window};
use desk_core::stage::Stage;
use partner_desk_sandbox::InvoicingMode;

use crate::computer::{ALL, Computer, rows};

pub(crate) async fn news(desk: &Desk) -> News {
    desk.news(None, ALL).await.unwrap()
}

pub(crate) fn totals(news: &News) -> BTreeMap<NewsKind, u64> {
    news.groups.iter().map(|group| (group.kind, group.total)).collect()
}

/// A day at Debitura: how much of each kind it brings.
pub(crate) async fn a_day(computer: &Computer) -> BTreeMap<NewsKind, u64> {
    computer.server.with_state(|state| {
        let unsigned = state.clients().find(|row| !row.onboarding_done && !row.archived && row.tenant.is_some());
        let tenant = unsigned.unwrap().tenant.clone().unwrap();
        let owner = unsigned.unwrap().id;
        let waiting = state
            .cases()
            .filter(|row| row.creditor_id == owner && row.lifecycle.as_deref() == Some("Pending contract signing"));
        let moved = waiting.count() as u64;
        let closed = state.close_many(3, "Paid").len() as u64;
        state.sign_client(&tenant).unwrap();
        let paid = state.pay_many(4).len() as u64;
        let new = state.insert_new_cases(5).len() as u64;
        let payments = state.insert_new_transactions(2).len() as u64;
        let clients = state.insert_new_clients(1).len() as u64;
        BTreeMap::from([
            (NewsKind::NewCases, new),
            (NewsKind::Closed, closed),
            (NewsKind::Moved, moved),
            (NewsKind::Onboarded, 1),
            (NewsKind::Fees, paid),
            (NewsKind::Payments, payments),
            (NewsKind::NewClients, clients),
        ])
        .into_iter()
        .filter(|(_, total)| *total > 0)
        .collect()
    })
}

/// Rows that the three tables mark.
async fn marked(desk: &Desk) -> usize {
    let cases = desk.cases(crate::computer::search(""), ALL).await.unwrap().news;
    let clients = desk.clients(ClientQuery::default(), ALL).await.unwrap().news;
    let fees = desk.earnings(EarningsQuery::default(), ALL).await.unwrap().page.news;
    [cases, clients, fees].concat().into_iter().filter(|is_marked| *is_marked).count()
}

#[tokio::test]
async fn what_the_first_sync_brings_is_no_news_and_a_day_at_debitura_is() {
    let computer = Computer::new(400).await;
    let desk = computer.start().await;
    computer.log_in(&desk).await.unwrap();
    assert_eq!(news(&desk).await.total, 0, "asked as soon as somebody is signed in");
    desk.sync().await.unwrap();
    let first = news(&desk).await;
    assert_eq!((first.total, first.groups.len(), first.since), (0, 0, None));
    assert_eq!(marked(&desk).await, 0);

    let expected = a_day(&computer).await;
    computer.clock.advance(TimeDelta::minutes(20));
    desk.sync().await.unwrap();
    let told = news(&desk).await;
    let mut others = totals(&told);
    let also = others.remove(&NewsKind::Other).unwrap_or_default();
    assert_eq!(others, expected);
    assert_eq!(told.total, told.groups.iter().map(|group| group.total).sum::<u64>());
    assert_eq!(told.total, expected.values().sum::<u64>() + also);
    assert_eq!(marked(&desk).await as u64, told.total, "what is told is marked in its table, and nothing else");
    for group in &told.groups {
        assert!(group.items.windows(2).all(|pair| pair[0].entry > pair[1].entry), "the newest first");
        assert_eq!(group.items.len() as u64, group.total);
    }

    let fees = told.groups.iter().find(|group| group.kind == NewsKind::Fees).unwrap();
    for item in &fees.items {
        let NewsRow::Payment(row, case) = &item.row else { panic!("{item:?}") };
        assert_eq!(row.stage, Some(Stage::Paid));
        assert!(matches!(item.stage_before, Some(Some(Stage::ReadyToInvoice | Stage::AwaitingDebitura))), "{item:?}");
        assert!(case.is_some());
    }
}

#[tokio::test]
async fn all_is_seen_when_the_person_says_so_and_unseen_when_that_was_a_mistake() {
    let computer = Computer::new(300).await;
    let desk = computer.synced().await;
    assert_eq!(news(&desk).await.total, 0);
    computer.server.with_state(|state| state.insert_new_cases(3));
    desk.sync().await.unwrap();
    let told = news(&desk).await;
    // What comes after it was told stays news.
    computer.server.with_state(|state| state.insert_new_cases(2));
    desk.sync().await.unwrap();
    computer.clock.advance(TimeDelta::minutes(1));
    desk.see_news(told.until).await.unwrap();
    let left = news(&desk).await;
    assert_eq!((told.total, left.total, left.since.is_some()), (3, 2, true));
    assert_eq!(marked(&desk).await, 2);
    // The mark outlives the program.
    drop(desk);
    let desk = computer.start().await;
    assert_eq!(news(&desk).await, left);
    desk.see_news(told.mark).await.unwrap();
    let back = news(&desk).await;
    assert_eq!((back.total, back.since), (5, None));
    // What is not there cannot be seen, and a mark does not go back further than one step.
    for wrong in [back.until + 1, -1] {
        assert_eq!(desk.see_news(wrong).await.unwrap_err().code, Code::InvalidRequest);
    }
}

#[tokio::test]
async fn a_kind_is_told_in_portions_with_the_honest_total() {
    let computer = Computer::new(300).await;
    let desk = computer.synced().await;
    news(&desk).await;
    computer.server.with_state(|state| state.insert_new_cases(9));
    desk.sync().await.unwrap();
    let counts = desk.news(None, Window { offset: 0, limit: 0 }).await.unwrap();
    assert_eq!((counts.total, counts.groups[0].total, counts.groups[0].items.len()), (9, 9, 0));
    let mut seen = Vec::new();
    for offset in [0, 4, 8, 12] {
        let part = desk.news(Some(NewsKind::NewCases), Window { offset, limit: 4 }).await.unwrap();
        assert_eq!((part.groups.len(), part.groups[0].total), (1, 9));
        seen.extend(part.groups[0].items.iter().map(|item| item.entry));
    }
    assert_eq!(seen.len(), 9);
    assert!(seen.windows(2).all(|pair| pair[0] > pair[1]));
}

#[tokio::test]
async fn another_invoicing_mode_is_no_change_of_a_fee_and_decides_what_is() {
    let computer = Computer::new(400).await;
    let desk = computer.synced().await;
    news(&desk).await;
    computer.server.with_state(|state| state.set_mode(InvoicingMode::ConfirmedPipeline));
    desk.sync().await.unwrap();
    assert_eq!(news(&desk).await.total, 0, "no fee moved, though many have another stage now");
    // Debitura invoices a confirmed fee: under this mode it was ready before and is so after.
    let id = computer.server.with_state(|state| {
        let confirmed = |row: &&partner_desk_sandbox::TransactionRow| {
            row.commission.as_deref() == Some("Paid")
                && row.platform.as_deref() == Some("NotInvoiced")
                && row.referral.as_deref() == Some("Pending")
        };
        let id = state.transactions().find(confirmed).unwrap().id;
        state.update_transaction(id, |row| row.platform = Some("InvoiceIssued".into()));
        id
    });
    desk.sync().await.unwrap();
    assert_eq!(news(&desk).await.total, 0, "{id} stayed at its stage");
    assert_eq!(marked(&desk).await, 0, "a dot that no press on Mark all as seen could take away");
    computer.server.with_state(|state| state.set_mode(InvoicingMode::PayWhenPaid));
    desk.sync().await.unwrap();
    let told = news(&desk).await;
    assert_eq!(totals(&told), BTreeMap::from([(NewsKind::Fees, 1)]), "under the present mode it moved");
    assert_eq!(told.groups[0].items[0].stage_before, Some(Some(Stage::Confirmed)));
    assert_eq!(marked(&desk).await, 1, "and what is told has its dot");
}

/// The badge: how much there is of each kind, and of nothing anything else.
async fn badge(desk: &Desk) -> News {
    desk.news(None, Window { offset: 0, limit: 0 }).await.unwrap()
}

#[tokio::test]
async fn the_badge_reads_the_log_again_only_when_what_it_says_may_have_changed() {
    let computer = Computer::new(300).await;
    let desk = computer.synced().await;
    let agrees = async || {
        let told = badge(&desk).await;
        assert_eq!(totals(&told), totals(&news(&desk).await));
        told
    };
    agrees().await;
    computer.server.with_state(|state| {
        state.insert_new_cases(3);
        state.pay_many(2);
    });
    desk.sync().await.unwrap();
    let first = agrees().await;
    assert!(first.total >= 5);
    let walks = desk.news_walks().unwrap();
    for _ in 0..5 {
        assert_eq!(badge(&desk).await, first);
    }
    assert_eq!(desk.news_walks().unwrap(), walks, "nothing has changed");
    // What is not watched is no entry.
    computer.server.with_state(|state| {
        let id = state.cases().next().unwrap().id;
        state.update_case(id, |case| case.debtor_name = Some("Another".into()));
    });
    desk.sync().await.unwrap();
    assert_eq!(badge(&desk).await.total, first.total);
    assert_eq!(desk.news_walks().unwrap(), walks, "nor has anything that is told");
    // Another mode, another mark, another entry: each is counted anew.
    computer.server.with_state(|state| state.set_mode(InvoicingMode::ConfirmedPipeline));
    desk.sync().await.unwrap();
    agrees().await;
    computer.server.with_state(|state| state.close_many(2, "Paid"));
    desk.sync().await.unwrap();
    let more = agrees().await;
    assert!(more.total > first.total);
    desk.see_news(more.until).await.unwrap();
    assert_eq!(agrees().await.total, 0);
    desk.see_news(more.mark).await.unwrap();
    assert_eq!(agrees().await.total, more.total);
    assert!(desk.news_walks().unwrap() > walks);
    // Another log-in has a log of its own.
    desk.log_out().await.unwrap();
    computer.log_in(&desk).await.unwrap();
    assert_eq!((badge(&desk).await.total, desk.news_walks().unwrap()), (0, 1));
}

#[tokio::test]
async fn a_clock_set_back_by_years_loses_nothing_and_repeats_nothing() {
    let computer = Computer::new(300).await;
    let desk = computer.synced().await;
    news(&desk).await;
    computer.server.with_state(|state| state.insert_new_cases(2));
    desk.sync().await.unwrap();
    let told = news(&desk).await;
    desk.see_news(told.until).await.unwrap();
    // Back, but not so far that the session ends.
    computer.clock.advance(TimeDelta::minutes(-4));
    assert_eq!(news(&desk).await.total, 0);
    computer.server.with_state(|state| state.close_many(2, "Paid"));
    desk.sync().await.unwrap();
    assert_eq!(totals(&news(&desk).await), BTreeMap::from([(NewsKind::Closed, 2)]));
}

#[tokio::test]
async fn what_changed_and_changed_back_is_no_news_and_leaves_no_dot() {
    let computer = Computer::new(100).await;
    let desk = computer.synced().await;
    news(&desk).await;
    let (id, status) = computer.server.with_state(|state| {
        let open = state.cases().find(|row| row.lifecycle.as_deref() == Some("Active")).unwrap();
        (open.id, open.lifecycle.clone())
    });
    for status in [Some("Paused".into()), status] {
        computer.server.with_state(|state| state.update_case(id, |row| row.lifecycle = status));
        desk.sync().await.unwrap();
    }
    assert_eq!(marked(&desk).await, 0, "whether or not somebody has looked at Today");
    assert_eq!(news(&desk).await.total, 0);
    assert_eq!(marked(&desk).await, 0);
    computer.server.with_state(|state| state.close_many(1, "Paid"));
    desk.sync().await.unwrap();
    let told = news(&desk).await;
    desk.see_news(told.until).await.unwrap();
    desk.see_news(told.until).await.unwrap();
    desk.see_news(told.mark).await.unwrap();
    assert_eq!(news(&desk).await.total, 1, "said twice, and taken back all the same");
}

#[tokio::test]
async fn news_and_attention_need_no_debitura_and_somebody_who_is_signed_in() {
    let computer = Computer::new(200).await;
    let desk = computer.synced().await;
    let there = (news(&desk).await, desk.attention().await.unwrap());
    drop(desk);
    let unplugged = computer.unplugged().await;
    let desk = unplugged.start().await;
    assert_eq!((news(&desk).await, desk.attention().await.unwrap()), there);
    desk.lock();
    assert_eq!(desk.news(None, ALL).await.unwrap_err().code, Code::NotSignedIn);
    assert_eq!(desk.see_news(0).await.unwrap_err().code, Code::NotSignedIn);
    assert_eq!(desk.attention().await.unwrap_err().code, Code::NotSignedIn);
}

#[tokio::test]
async fn what_needs_attention_is_what_the_views_count() {
    let computer = Computer::new(600).await;
    let desk = computer.synced().await;
    let found = desk.attention().await.unwrap();
    let sums = desk.earnings_cards().await.unwrap().sums;
    assert_eq!((found.ready, found.disputed), (sums.ready, sums.disputed));
    assert!(found.ready.count > 0);
    let all = rows(&desk).await.unwrap();
    assert_eq!(found.needs_info.all, all.iter().filter(|row| row.case.needs_info).count() as u64);
    let before = desk_core::time::Clock::now(&computer.clock) - TimeDelta::days(14);
    let clients = desk.clients(ClientQuery::default(), ALL).await.unwrap().rows;
    let unsigned = clients
        .iter()
        .filter(|row| !row.client.onboarding_done && row.client.linked.is_some_and(|linked| linked < before));
    assert_eq!(found.unsigned.total, unsigned.count() as u64);
    assert!(found.unsigned.rows.windows(2).all(|pair| pair[0].since <= pair[1].since));
    assert!(found.stuck.rows.windows(2).all(|pair| pair[0].1.since() <= pair[1].1.since()));
    assert!(found.stuck.total > 0 && found.stuck.rows.len() as u64 == found.stuck.total.min(100));
    // A case whose status a sync sees change is stuck no longer.
    let (first, _) = &found.stuck.rows[0];
    computer.server.with_state(|state| state.update_case(first.case.id.0, |row| row.lifecycle = Some("Paused".into())));
    desk.sync().await.unwrap();
    let after = desk.attention().await.unwrap();
    assert_eq!(after.stuck.total, found.stuck.total - 1);
    assert_ne!(after.stuck.rows[0].0.case.id, first.case.id);
}
