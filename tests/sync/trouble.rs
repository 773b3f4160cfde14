//! Passes that meet errors, are stopped, or cannot write.

use desk_core::query::{CaseQuery, Window};
use desk_core::remote::{BadBody, RemoteError};
use desk_store::{StoreError, Table, cases};
use desk_sync::PassError;

use crate::fake::{Fake, Lists, Twist, failing, once};
use crate::fixture::{Bench, table};

fn remote(error: Option<PassError>) -> RemoteError {
    match error {
        Some(PassError::Remote(error)) => error,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_error_in_the_middle_keeps_what_arrived_and_the_age_of_the_last_whole_pass() {
    let fake = Fake::still(Lists::new(1, 900, 5, 5));
    let bench = Bench::new();
    assert!(bench.pass(&fake).await.is_complete());
    let before = bench.freshness();
    fake.change(|lists| {
        for case in &mut lists.cases {
            case.debtor = Some("Zzyzx".to_owned());
        }
    });
    fake.forget();
    fake.script(once(Table::Cases, 4, failing(RemoteError::Timeout)));
    let outcome = bench.pass(&fake).await;
    assert_eq!(remote(outcome.error), RemoteError::Timeout);
    assert_eq!(outcome.tables.len(), 2, "nothing is asked of a server that does not answer");
    let after = bench.freshness();
    assert_eq!(after.cases.last_complete, before.cases.last_complete);
    let started = |pass: Option<desk_store::CompletePass>| pass.unwrap().started;
    assert!(started(after.clients.last_complete) > started(before.clients.last_complete));
    assert_eq!(after.transactions, before.transactions);
    let attempt = after.cases.last_attempt.unwrap();
    let sentence = "Not all cases were read. Debitura did not answer in time.";
    assert_eq!((attempt.complete, attempt.problem.as_deref()), (false, Some(sentence)));
    assert!(attempt.held >= 100 && attempt.held < 900, "{attempt:?}");
    let renamed = CaseQuery { search: "zzyzx".to_owned(), ..CaseQuery::default() };
    let written = bench.ask(move |reader| cases::page(reader, &renamed, Window { offset: 0, limit: 0 })).total;
    assert_eq!(written, attempt.held, "every row that was counted was written");
    assert_eq!(bench.count(Table::Cases), 900);
    // The next pass gets the rest.
    fake.script(|_, _| Twist::default());
    assert!(bench.pass(&fake).await.is_complete());
    assert_eq!(bench.freshness().cases.last_attempt.unwrap().problem, None);
}

#[tokio::test]
async fn trouble_with_one_list_leaves_the_others_readable() {
    for error in [
        RemoteError::Server { status: 500 },
        RemoteError::BadBody(BadBody::Shape),
        RemoteError::Rejected { status: 400 },
        RemoteError::Forbidden,
        RemoteError::NotFound,
    ] {
        let fake = Fake::new(Lists::new(2, 150, 150, 150), {
            let error = error.clone();
            move |asked, _| if asked.table == Table::Clients { failing(error.clone()) } else { Twist::default() }
        });
        let bench = Bench::new();
        let outcome = bench.pass(&fake).await;
        assert!(!outcome.is_complete());
        assert_eq!(table(&outcome, Table::Clients).partial, Some(format!("Not all clients were read. {error}")));
        assert!(table(&outcome, Table::Cases).complete && table(&outcome, Table::Transactions).complete);
        assert_eq!(remote(outcome.error), error);
        assert_eq!((bench.count(Table::Cases), bench.count(Table::Clients)), (150, 0));
    }
}

#[tokio::test]
async fn trouble_with_the_way_or_the_credential_ends_the_pass() {
    for error in [
        RemoteError::Unreachable,
        RemoteError::Tls,
        RemoteError::Unauthorized,
        RemoteError::RateLimited { retry_after: None },
        RemoteError::BadBody(BadBody::WebPage),
        RemoteError::Redirected,
    ] {
        let fake = Fake::new(Lists::new(3, 150, 150, 150), {
            let error = error.clone();
            move |asked, _| if asked.table == Table::Clients { failing(error.clone()) } else { Twist::default() }
        });
        let bench = Bench::new();
        let outcome = bench.pass(&fake).await;
        assert_eq!(outcome.tables.len(), 1);
        assert_eq!(remote(outcome.error), error);
        assert_eq!(fake.pages_of(Table::Transactions), [0_u32; 0]);
        assert_eq!(bench.count(Table::Cases), 100, "the early look at the newest page had come");
    }
}

#[tokio::test]
async fn an_early_look_that_fails_because_of_the_list_is_not_the_last_word() {
    let fake = Fake::new(Lists::new(4, 150, 5, 5), once(Table::Cases, 0, failing(RemoteError::Server { status: 502 })));
    let bench = Bench::new();
    assert!(bench.pass(&fake).await.is_complete());
    assert_eq!(bench.count(Table::Cases), 150);
}

#[tokio::test]
async fn a_wish_to_stop_takes_effect_within_a_page() {
    for after in [0, 1, 2, 7, 15] {
        let bench = Bench::new();
        let fake = Fake::new(Lists::new(5, 2_000, 5, 5), {
            let cancel = bench.cancel.clone();
            move |asked, _| {
                if asked.table == Table::Cases && asked.nth == after {
                    cancel.cancel();
                }
                Twist::default()
            }
        });
        let outcome = bench.pass(&fake).await;
        assert_eq!(remote(outcome.error), RemoteError::Cancelled);
        // Only what was under way when the wish came may still have been answered.
        let answered = fake.pages_of(Table::Cases).len();
        assert!(answered <= after + 6, "{answered} after {after}");
        assert_eq!(fake.pages_of(Table::Transactions).len(), 0);
        assert!(bench.freshness().cases.last_complete.is_none());
        let held = bench.count(Table::Cases);
        assert!(held >= 100 * after.saturating_sub(6) as u64, "{held} after {after}");
        if after > 0 {
            let attempt = bench.freshness().cases.last_attempt.unwrap();
            assert_eq!(attempt.problem.as_deref(), Some("Not all cases were read. Stopped."));
        }
    }
}

#[tokio::test]
async fn a_wish_that_came_before_the_beginning_asks_nobody() {
    let (bench, fake) = (Bench::new(), Fake::still(Lists::new(6, 100, 1, 1)));
    bench.cancel.cancel();
    let outcome = bench.pass(&fake).await;
    assert_eq!((remote(outcome.error), fake.asked().len()), (RemoteError::Cancelled, 0));
}

#[tokio::test]
async fn a_full_disk_is_reported_and_the_cache_stays_valid() {
    let fake = Fake::still(Lists::new(7, 3_000, 50, 0));
    let bench = Bench::limited(Some(900_000));
    let outcome = bench.pass(&fake).await;
    assert!(matches!(outcome.error, Some(PassError::Store(StoreError::DiskFull))), "{:?}", outcome.error);
    assert!(!outcome.is_complete());
    let held = bench.count(Table::Cases);
    assert!(held > 0 && held < 3_000, "{held}");
    // Whole pages only, each a transaction of its own: some of 100, and for each that follows another 99.
    assert!((0..6).any(|starts| held.checked_sub(100 * starts).is_some_and(|rest| rest % 99 == 0)), "{held}");
    let freshness = bench.freshness();
    assert!(freshness.clients.last_complete.is_some());
    assert_eq!(freshness.cases.last_complete, None);
}
