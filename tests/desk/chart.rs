//! The chart of the earnings: its months are the months of the computer's time zone, and its sums are those of the rows.

use chrono::{Datelike as _, Local, NaiveDate, TimeDelta};
use desk::{ChartMonths, Desk, EarningsChart, EarningsSums, days};
use desk_core::query::{EarningsFilter, EarningsQuery, Span};
use desk_core::stage::{EarningsTab, Stage};
use desk_core::time::Clock as _;

use crate::computer::{ALL, Computer};

async fn page_sums(desk: &Desk, search: &str, filter: EarningsFilter) -> EarningsSums {
    let query = EarningsQuery { search: search.to_owned(), filter, ..EarningsQuery::default() };
    desk.earnings(query, ALL).await.unwrap().page.sums
}

async fn chart(desk: &Desk, search: &str, filter: EarningsFilter, months: ChartMonths) -> EarningsChart {
    let query = EarningsQuery {
        search: search.to_owned(),
        // Neither has a say.
        tab: EarningsTab::Disputed,
        filter: EarningsFilter {
            paid: days(NaiveDate::from_ymd_opt(1999, 1, 1), NaiveDate::from_ymd_opt(1999, 1, 2)),
            ..filter
        },
        ..EarningsQuery::default()
    };
    desk.earnings_chart(query, months).await.unwrap()
}

/// Every month says what the table says when it is narrowed to that month's days, and nothing is left over.
async fn agrees(desk: &Desk, search: &str, filter: EarningsFilter, months: ChartMonths) -> EarningsChart {
    let chart = chart(desk, search, filter.clone(), months).await;
    let within = |paid: Span| page_sums(desk, search, EarningsFilter { paid, ..filter.clone() });
    for month in &chart.months {
        assert_eq!((month.first.day(), month.last.succ_opt().unwrap().day()), (1, 1));
        let sums = within(days(Some(month.first), Some(month.last))).await;
        assert_eq!(month.sums, sums, "{} {search}", month.first);
    }
    for (one, next) in chart.months.iter().zip(chart.months.iter().skip(1)) {
        assert_eq!(one.last.succ_opt(), Some(next.first), "no gap");
    }
    let (first, last) = (chart.months[0].first, chart.months.last().unwrap().last);
    assert_eq!(chart.before, within(days(None, first.pred_opt())).await);
    assert_eq!(chart.after, within(days(last.succ_opt(), None)).await);
    let whole = page_sums(desk, search, filter.clone()).await;
    for tab in EarningsTab::ALL {
        let parts = chart.months.iter().map(|month| &month.sums).chain([&chart.before, &chart.after, &chart.undated]);
        let sums: Vec<_> = parts.map(|sums| sums.of(tab)).collect();
        let of = |value: fn(&desk::TabSum) -> i64| sums.iter().map(value).sum::<i64>();
        let all = whole.of(tab);
        assert_eq!(of(|sum| sum.count.cast_signed()), all.count.cast_signed(), "{tab:?}");
        assert_eq!(of(|sum| sum.fee_usd.unwrap().0), all.fee_usd.unwrap().0, "{tab:?}");
        assert_eq!(of(|sum| sum.estimate_usd.unwrap().0), all.estimate_usd.unwrap().0, "{tab:?}");
    }
    chart
}

#[tokio::test]
async fn its_sums_are_those_of_the_rows() {
    let computer = Computer::new(1_500).await;
    let desk = computer.synced().await;
    let none = EarningsFilter::default;
    let stages = EarningsFilter { stages: vec![Some(Stage::Pending), Some(Stage::Disputed), None], ..none() };
    let nobody = EarningsFilter { customers: vec![Some("Nobody Ltd".to_owned())], ..none() };
    for months in [ChartMonths::Twelve, ChartMonths::TwentyFour, ChartMonths::All] {
        let whole = agrees(&desk, "", none(), months).await;
        assert!(whole.months.iter().any(|month| month.sums.all.count > 0));
        agrees(&desk, "1", none(), months).await;
        agrees(&desk, "", stages.clone(), months).await;
        let empty = agrees(&desk, "", nobody.clone(), months).await;
        assert!(empty.months.iter().all(|month| month.sums.all.count == 0));
        assert_eq!(empty.months.len(), whole.months.len(), "the months stand still while one types");
    }
    let this_month = computer.clock.now().with_timezone(&Local).date_naive().with_day(1).unwrap();
    for (months, count) in [(ChartMonths::Twelve, 12), (ChartMonths::TwentyFour, 24)] {
        let chart = chart(&desk, "", none(), months).await;
        assert_eq!(chart.months.len(), count);
        assert_eq!(chart.months.last().unwrap().first, this_month);
    }
    let all = chart(&desk, "", none(), ChartMonths::All).await;
    assert_eq!(all.before.all.count, 0, "all is all");
    assert!((12..=120).contains(&all.months.len()));
    // Ten years at most, and what lies before them is said.
    computer.clock.advance(TimeDelta::days(366 * 13));
    computer.log_in(&desk).await.unwrap();
    assert_eq!(desk.sync().await.unwrap().error, None);
    let late = chart(&desk, "", none(), ChartMonths::All).await;
    assert_eq!(late.months.len(), 120);
    assert!(late.before.all.count > 0);
}

/// The zone of this process, whichever it is; the next test runs it in several.
#[tokio::test]
async fn months_begin_when_they_begin_here() {
    let computer = Computer::new(300).await;
    let desk = computer.synced().await;
    for _ in 0..3 {
        agrees(&desk, "", EarningsFilter::default(), ChartMonths::All).await;
        computer.clock.advance(TimeDelta::days(29));
        computer.log_in(&desk).await.unwrap();
    }
}

/// Where a month begins half a day early or late, and where its first midnight is skipped (Asunción, October 2017, and many
/// others in the zone's history, which the chart of ten years passes).
#[cfg(unix)]
#[test]
fn months_begin_when_they_begin_elsewhere() {
    for zone in
        ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Asuncion", "Asia/Kathmandu", "Europe/Berlin"]
    {
        let own = std::env::current_exe().unwrap();
        let run = std::process::Command::new(own)
            .args(["--exact", "chart::months_begin_when_they_begin_here"])
            .env("TZ", zone)
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&run.stdout);
        assert!(run.status.success() && told.contains("1 passed"), "{zone}: {told}");
    }
}

#[tokio::test]
async fn nobody_signed_in_has_no_chart() {
    let desk = Computer::new(1).await.start().await;
    let error = desk.earnings_chart(EarningsQuery::default(), ChartMonths::Twelve).await.unwrap_err();
    assert_eq!(error.code, desk::Code::NotSignedIn);
}
