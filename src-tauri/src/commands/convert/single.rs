//! The pages of one case and one client for the window.

use desk_core::ids::CaseId;
use desk_core::link;
use desk_core::money::Micros;

use super::{Hits, amount, case_row, client_row, earnings_row, earnings_sums, fee_answer, instant, seen_change};
use crate::commands::types::{CaseDetail, ClientDetail, LinkTrouble, MissingItem, Onboarding, PotentialRevenue};

pub(in crate::commands) fn case_detail(detail: desk::CaseDetail) -> CaseDetail {
    let none = Hits::none();
    let case = &detail.row.case;
    let id: CaseId = case.id;
    CaseDetail {
        recovered: amount(case.recovered(), case.currency.as_ref()),
        missing: case
            .missing_items
            .iter()
            .map(|item| MissingItem { area: item.area.clone(), description: item.description.clone() })
            .collect(),
        client_answered: case.client_answered.map(instant),
        client: detail.client.map(|client| client_row(client, &none)),
        transactions: detail.transactions.into_iter().map(|row| earnings_row(row, Some(id), &none)).collect(),
        earnings: earnings_sums(&detail.sums),
        potential: detail.potential.map(|(potential, read_at)| {
            let text = |number: Option<Micros>| number.map(|number| number.to_string());
            PotentialRevenue {
                read_at: instant(read_at),
                gross_usd: text(potential.gross_usd),
                success_fee_percent: text(potential.success_fee_percent),
                collection_partner_usd: text(potential.collection_partner_usd),
                platform_share_percent: text(potential.platform_share_percent),
                platform_usd: text(potential.platform_usd),
                referral_percent: text(potential.referral_percent),
                referral_usd: text(potential.referral_usd),
            }
        }),
        fee: fee_answer(&detail.fee, case.currency.as_ref()),
        history: detail.history.into_iter().map(seen_change).collect(),
        confirmed_at: detail.confirmed.map(instant),
        case: case_row(detail.row, &none),
    }
}

pub(in crate::commands) fn client_detail(detail: desk::ClientDetail) -> ClientDetail {
    let client = &detail.row.client;
    let place =
        [client.zip_code.as_deref(), client.city.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let lines = client.address.clone().into_iter().chain(Some(place).filter(|place| !place.is_empty()));
    ClientDetail {
        address: lines.collect(),
        kyc_status: client.kyc_status.clone(),
        cases: detail.cases.into_iter().map(|row| case_row(row, &Hits::none())).collect(),
        earnings: earnings_sums(&detail.sums),
        payments: detail.payments.into_iter().map(|(row, case)| earnings_row(row, case, &Hits::none())).collect(),
        fee: fee_answer(&detail.fee, None),
        history: detail.history.into_iter().map(seen_change).collect(),
        confirmed_at: detail.confirmed.map(instant),
        client: client_row(detail.row, &Hits::none()),
    }
}

pub(in crate::commands) fn onboarding(onboarding: desk::Onboarding) -> Onboarding {
    Onboarding {
        url: onboarding.row.client.onboarding_url.clone(),
        trouble: onboarding.trouble.map(|trouble| match trouble {
            link::LinkTrouble::Missing => LinkTrouble::Missing,
            link::LinkTrouble::Malformed => LinkTrouble::Malformed,
            link::LinkTrouble::NotHttps => LinkTrouble::NotHttps,
            link::LinkTrouble::ForeignHost => LinkTrouble::ForeignHost,
        }),
        trouble_words: onboarding.trouble.map(|trouble| trouble.to_string()),
        message: onboarding.message,
        confirmed_at: onboarding.confirmed.map(instant),
        client: client_row(onboarding.row, &Hits::none()),
    }
}
