//! News for the window.

use desk::{ChangedField, NewsRow};
use desk_core::ids::{ClientKey, CreditorId, TenantId};
use desk_core::money::{Currency, Micros};

use super::cases::case_status;
use super::filters::revenue_stage;
use super::{amount, count, instant, sync_table};
use crate::commands::types::{AlsoChanged, ChangedWhat, FeeNews, News, NewsGroup, NewsItem, NewsKind};

pub(in crate::commands) fn news_kind(kind: NewsKind) -> desk::NewsKind {
    match kind {
        NewsKind::NewCases => desk::NewsKind::NewCases,
        NewsKind::Closed => desk::NewsKind::Closed,
        NewsKind::Moved => desk::NewsKind::Moved,
        NewsKind::Onboarded => desk::NewsKind::Onboarded,
        NewsKind::Fees => desk::NewsKind::Fees,
        NewsKind::Payments => desk::NewsKind::Payments,
        NewsKind::NewClients => desk::NewsKind::NewClients,
        NewsKind::Other => desk::NewsKind::Other,
    }
}

fn kind(kind: desk::NewsKind) -> NewsKind {
    match kind {
        desk::NewsKind::NewCases => NewsKind::NewCases,
        desk::NewsKind::Closed => NewsKind::Closed,
        desk::NewsKind::Moved => NewsKind::Moved,
        desk::NewsKind::Onboarded => NewsKind::Onboarded,
        desk::NewsKind::Fees => NewsKind::Fees,
        desk::NewsKind::Payments => NewsKind::Payments,
        desk::NewsKind::NewClients => NewsKind::NewClients,
        desk::NewsKind::Other => NewsKind::Other,
    }
}

pub(in crate::commands) fn news(news: desk::News) -> News {
    let group = |group: desk::NewsGroup| NewsGroup {
        kind: kind(group.kind),
        total: count(group.total),
        items: group.items.into_iter().map(item).collect(),
    };
    News {
        since: news.since.map(instant),
        mark: news.mark.to_string(),
        until: news.until.to_string(),
        total: count(news.total),
        is_trimmed: news.is_trimmed,
        groups: news.groups.into_iter().map(group).collect(),
    }
}

/// A row that Debitura no longer lists leads nowhere: its page could not be shown.
fn item(item: desk::NewsItem) -> NewsItem {
    let changed = |field| item.fields.iter().find(|(name, ..)| *name == field).map(|(_, before, _)| before.clone());
    let mut told = NewsItem {
        entry: item.entry.to_string(),
        table: sync_table(table_of(&item.row)),
        seen_at: instant(item.seen),
        case_id: None,
        client_id: None,
        reference: None,
        customer: None,
        debtor: None,
        amount: None,
        status: None,
        status_before: changed(ChangedField::Status).map(case_status),
        outcome: None,
        fee: None,
        also: item.fields.iter().filter_map(also).collect(),
    };
    match item.row {
        NewsRow::Case(row) => {
            let case = row.case;
            told.case_id = item.is_listed.then(|| case.id.to_string());
            told.amount = amount(case.amount, case.currency.as_ref());
            told.status = Some(case_status(case.lifecycle));
            (told.reference, told.customer, told.debtor) = (case.reference, case.customer, case.debtor);
            told.outcome = case.close_code;
        }
        NewsRow::Client(row) => {
            told.client_id = item.is_listed.then(|| row.client.key.as_str().to_owned());
            told.customer = row.client.name;
        }
        NewsRow::Payment(row, case) => {
            let payment = row.transaction;
            told.case_id = case.map(|case| case.to_string());
            told.client_id = client_of(payment.tenant.as_ref(), payment.creditor);
            told.amount = amount(payment.collected, payment.collected_currency.as_ref());
            told.fee = Some(FeeNews {
                amount: amount(payment.fee_usd, Some(&Currency::usd())),
                is_estimate: row.is_estimate,
                stage: row.stage.map(revenue_stage),
                stage_before: item.stage_before.flatten().map(revenue_stage),
            });
            (told.reference, told.customer, told.debtor) = (payment.case_reference, payment.customer, payment.debtor);
        }
        NewsRow::NotHeld(_) => {}
    }
    told
}

fn client_of(tenant: Option<&TenantId>, creditor: Option<CreditorId>) -> Option<String> {
    ClientKey::of(tenant, creditor).map(|key| key.as_str().to_owned())
}

fn table_of(row: &NewsRow) -> desk::Table {
    match row {
        NewsRow::Case(_) => desk::Table::Cases,
        NewsRow::Client(_) => desk::Table::Clients,
        NewsRow::Payment(..) => desk::Table::Transactions,
        NewsRow::NotHeld(table) => *table,
    }
}

/// What the kind of the news does not say already.
fn also((field, before, after): &(ChangedField, Option<String>, Option<String>)) -> Option<AlsoChanged> {
    let as_it_is = |text: &Option<String>| text.clone();
    let flag = |text: &Option<String>| text.clone().filter(|flag| flag == "1");
    let money = |text: &Option<String>| Some(Micros(text.as_deref()?.parse().ok()?).to_string());
    let told = |what, read: &dyn Fn(&Option<String>) -> Option<String>| {
        Some(AlsoChanged { what, before: read(before), after: read(after) })
    };
    match field {
        ChangedField::Listed => told(ChangedWhat::Listed, &flag),
        ChangedField::CloseCode => told(ChangedWhat::Outcome, &as_it_is),
        ChangedField::Phase => told(ChangedWhat::Phase, &as_it_is),
        ChangedField::CollectionPartner => told(ChangedWhat::CollectionPartner, &as_it_is),
        ChangedField::Remaining => told(ChangedWhat::Remaining, &money),
        ChangedField::NeedsInfo => told(ChangedWhat::NeedsInfo, &flag),
        ChangedField::OnboardingDone => told(ChangedWhat::OnboardingDone, &flag),
        // The ids mean nothing to a person.
        ChangedField::DebituraId => told(ChangedWhat::MadeAnew, &|_| None),
        ChangedField::Status | ChangedField::Commission | ChangedField::Platform | ChangedField::Referral => None,
    }
}
