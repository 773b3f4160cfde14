//! Debitura's own sums of the fees, which come with every page of the transactions.

use desk_core::remote::{EarningsSummary, RemoteError};
use desk_core::time::Instant;
use desk_store::Table;

use crate::fake::{Fake, Lists, Twist, failing, once, summary_of};
use crate::fixture::{Bench, table};

fn kept(bench: &Bench) -> Option<(EarningsSummary, Instant)> {
    bench.ask(|reader| reader.earnings_summary())
}

fn proved_at(bench: &Bench) -> Instant {
    bench.freshness().transactions.last_complete.unwrap().started
}

#[tokio::test]
async fn a_complete_walk_keeps_the_sums_of_its_last_look_as_of_its_beginning() {
    let fake = Fake::still(Lists::new(1, 10, 3, 301));
    let bench = Bench::new();
    assert_eq!(kept(&bench), None);
    assert!(bench.pass(&fake).await.is_complete());
    // The sums may follow the filters, dates too (question Q6): only those of the list's first page are of all of it.
    let first = (summary_of(1, Some(301)), proved_at(&bench));
    assert_eq!(kept(&bench), Some(first));

    fake.change(|lists| lists.transactions.truncate(290));
    assert!(bench.pass(&fake).await.is_complete());
    assert_eq!(kept(&bench), Some((summary_of(1, Some(290)), proved_at(&bench))));
    assert!(proved_at(&bench) > first.1);
}

#[tokio::test]
async fn the_sums_of_a_sweep_that_proves_nothing_are_not_kept() {
    let fake = Fake::still(Lists::new(2, 10, 3, 250));
    let bench = Bench::new();
    assert!(bench.pass(&fake).await.is_complete());
    let proved = kept(&bench);
    assert!(proved.is_some());
    // The list says that it has more than it shows, in every sweep.
    fake.script(|asked, _| {
        let total = (asked.table == Table::Transactions).then_some(Some(999));
        Twist { total, ..Twist::default() }
    });
    let outcome = bench.pass(&fake).await;
    assert!(!table(&outcome, Table::Transactions).complete);
    assert_eq!(kept(&bench), proved);
    // It breaks off in the middle.
    fake.forget();
    fake.script(once(Table::Transactions, 1, failing(RemoteError::Server { status: 500 })));
    let outcome = bench.pass(&fake).await;
    assert!(outcome.error.is_some());
    assert_eq!(kept(&bench), proved);
    // Another list in trouble does not speak against this one.
    fake.forget();
    fake.script(once(Table::Cases, 0, failing(RemoteError::Server { status: 500 })));
    assert!(bench.pass(&fake).await.error.is_some());
    assert_eq!(kept(&bench), Some((summary_of(1, Some(250)), proved_at(&bench))));
    assert_ne!(kept(&bench), proved);
}

#[tokio::test]
async fn of_several_looks_the_last_one_tells_the_sums() {
    let fake = Fake::new(
        Lists::new(3, 10, 3, 250),
        once(Table::Transactions, 0, Twist { total: Some(Some(240)), ..Twist::default() }),
    );
    let bench = Bench::new();
    assert!(bench.pass(&fake).await.is_complete());
    assert!(fake.pages_of(Table::Transactions).len() > 3, "read again");
    assert_eq!(kept(&bench), Some((summary_of(1, Some(250)), proved_at(&bench))));
}
