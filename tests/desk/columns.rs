//! Columns are as they were left, whatever version left them.

use desk::{ArrangedColumn, ArrangedColumns, COLUMN_WIDTH_MAX, COLUMN_WIDTH_MIN, Code, Kept};
use desk_core::query::{CaseColumn, ClientColumn, EarningsColumn};
use serde::{Deserialize, Serialize};

use crate::computer::{Computer, keep};

fn column(name: &str, width: Option<u32>, shown: bool) -> ArrangedColumn {
    ArrangedColumn { name: name.to_owned(), width, shown }
}

#[tokio::test]
async fn they_outlast_a_restart_and_end_with_the_log_in() {
    let computer = Computer::new(20).await;
    let desk = computer.synced().await;
    assert_eq!(desk.columns().await.unwrap(), ArrangedColumns::default());
    let arranged = ArrangedColumns {
        cases: CaseColumn::ALL.iter().rev().map(|one| column(one.name(), Some(120), true)).collect(),
        clients: ClientColumn::ALL.iter().map(|one| column(one.name(), None, *one == ClientColumn::Email)).collect(),
        earnings: EarningsColumn::ALL.iter().map(|one| column(one.name(), None, true)).collect(),
    };
    desk.keep_columns(arranged.clone()).await.unwrap();
    drop(desk);
    let desk = computer.start().await;
    assert_eq!(desk.columns().await.unwrap(), arranged);
    desk.keep_columns(ArrangedColumns { cases: Vec::new(), ..arranged.clone() }).await.unwrap();
    assert_eq!(desk.columns().await.unwrap(), ArrangedColumns { cases: Vec::new(), ..arranged });
    desk.log_out().await.unwrap();
    assert_eq!(desk.columns().await.unwrap_err().code, Code::NotSignedIn);
    assert_eq!(desk.keep_columns(ArrangedColumns::default()).await.unwrap_err().code, Code::NotSignedIn);
}

#[tokio::test]
async fn what_makes_no_sense_is_refused_and_widths_are_bounded() {
    let computer = Computer::new(20).await;
    let desk = computer.synced().await;
    for cases in [
        vec![column("mood", None, true)],
        // A column of another table.
        vec![column("email", None, true)],
        vec![column("debtor", None, true), column("debtor", None, false)],
        vec![column("debtor", None, false)],
        vec![column(&"x".repeat(100_000), None, true)],
    ] {
        let wish = ArrangedColumns { cases, ..ArrangedColumns::default() };
        assert_eq!(desk.keep_columns(wish).await.unwrap_err().code, Code::InvalidRequest);
    }
    assert_eq!(desk.columns().await.unwrap(), ArrangedColumns::default());
    let cases = vec![column("debtor", Some(0), true), column("amount", Some(u32::MAX), false)];
    desk.keep_columns(ArrangedColumns { cases, ..ArrangedColumns::default() }).await.unwrap();
    let widths: Vec<_> = desk.columns().await.unwrap().cases.into_iter().map(|one| one.width).collect();
    assert_eq!(widths, [Some(COLUMN_WIDTH_MIN), Some(COLUMN_WIDTH_MAX)]);
}

/// As another version writes it.
#[derive(Default, Serialize, Deserialize)]
struct Written(serde_json::Value);

impl Kept for Written {
    const NAME: &'static str = "columns";
}

#[tokio::test]
async fn columns_of_a_newer_version_are_left_out_and_kept() {
    let computer = Computer::new(20).await;
    let desk = computer.synced().await;
    let newer = serde_json::json!({
        "cases": [
            { "name": "mood", "width": 70, "shown": true, "colour": "red" },
            { "name": "debtor", "width": 7, "shown": true },
            { "name": "debtor", "width": 300, "shown": false },
            { "name": "amount" },
        ],
        "clients": [{ "name": "mood", "shown": true }],
        "payouts": [{ "name": "bank", "shown": true }],
    });
    keep(&desk, Written(newer)).await;
    let read = desk.columns().await.unwrap();
    assert_eq!(read.cases, [column("debtor", Some(COLUMN_WIDTH_MIN), true), column("amount", None, false)]);
    assert_eq!(read.clients, [], "nothing that it knows would be seen");
    desk.keep_columns(ArrangedColumns { cases: vec![column("due", None, true)], ..ArrangedColumns::default() })
        .await
        .unwrap();
    let kept = desk.kept::<ArrangedColumns>().await.unwrap();
    assert_eq!(kept.cases, [column("due", None, true), column("mood", Some(70), true)]);
    assert_eq!(kept.clients, [column("mood", None, true)]);
    assert_eq!(desk.columns().await.unwrap().cases, [column("due", None, true)]);
}

#[tokio::test]
async fn what_cannot_be_read_is_as_the_program_comes() {
    let computer = Computer::new(20).await;
    let desk = computer.synced().await;
    for strange in [serde_json::json!(5), serde_json::json!({ "cases": 5 }), serde_json::json!([])] {
        keep(&desk, Written(strange)).await;
        assert_eq!(desk.columns().await.unwrap(), ArrangedColumns::default());
        desk.keep_columns(ArrangedColumns::default()).await.unwrap();
    }
}
