//! Arranged columns for the window, and back.

use crate::commands::types::{ArrangedColumn, ArrangedColumns};

pub(in crate::commands) fn arranged_columns(columns: desk::ArrangedColumns) -> ArrangedColumns {
    ArrangedColumns { cases: told(columns.cases), clients: told(columns.clients), earnings: told(columns.earnings) }
}

fn told(columns: Vec<desk::ArrangedColumn>) -> Vec<ArrangedColumn> {
    let told = |desk::ArrangedColumn { name, width, shown }| ArrangedColumn { name, width, shown };
    columns.into_iter().map(told).collect()
}

pub(in crate::commands) fn arranged(columns: ArrangedColumns) -> desk::ArrangedColumns {
    desk::ArrangedColumns {
        cases: wished(columns.cases),
        clients: wished(columns.clients),
        earnings: wished(columns.earnings),
    }
}

fn wished(columns: Vec<ArrangedColumn>) -> Vec<desk::ArrangedColumn> {
    let wished = |ArrangedColumn { name, width, shown }| desk::ArrangedColumn { name, width, shown };
    columns.into_iter().map(wished).collect()
}
