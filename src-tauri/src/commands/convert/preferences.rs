//! Preferences, there and back.

use desk::{ChartMonths, CsvProfile, Density, Preferences};

use crate::commands::types as t;

pub(in crate::commands) fn preferences(from: Preferences) -> t::Preferences {
    t::Preferences {
        idle_lock_minutes: from.idle_lock_minutes,
        sync_minutes: from.sync_minutes,
        csv_profile: match from.csv_profile {
            CsvProfile::Excel => t::ExportProfile::Excel,
            CsvProfile::Plain => t::ExportProfile::Plain,
        },
        density: match from.density {
            Density::Comfortable => t::Density::Comfortable,
            Density::Compact => t::Density::Compact,
        },
        unsigned_days: from.unsigned_days,
        stuck_days: from.stuck_days,
        escalation_recipient: from.escalation_recipient,
        notify: from.notify,
        sidebar: from.sidebar,
        chart_open: from.chart_open,
        chart_months: match from.chart_months {
            ChartMonths::Twelve => t::ChartMonths::Twelve,
            ChartMonths::TwentyFour => t::ChartMonths::TwentyFour,
            ChartMonths::All => t::ChartMonths::All,
        },
        chart_as_table: from.chart_as_table,
    }
}

pub(in crate::commands) fn chosen_preferences(from: t::Preferences) -> Preferences {
    Preferences {
        idle_lock_minutes: from.idle_lock_minutes,
        sync_minutes: from.sync_minutes,
        csv_profile: match from.csv_profile {
            t::ExportProfile::Excel => CsvProfile::Excel,
            t::ExportProfile::Plain => CsvProfile::Plain,
        },
        density: match from.density {
            t::Density::Comfortable => Density::Comfortable,
            t::Density::Compact => Density::Compact,
        },
        unsigned_days: from.unsigned_days,
        stuck_days: from.stuck_days,
        escalation_recipient: from.escalation_recipient,
        notify: from.notify,
        sidebar: from.sidebar,
        chart_open: from.chart_open,
        chart_months: chart_months(from.chart_months),
        chart_as_table: from.chart_as_table,
    }
}

pub(in crate::commands) fn chart_months(from: t::ChartMonths) -> ChartMonths {
    match from {
        t::ChartMonths::Twelve => ChartMonths::Twelve,
        t::ChartMonths::TwentyFour => ChartMonths::TwentyFour,
        t::ChartMonths::All => ChartMonths::All,
    }
}
