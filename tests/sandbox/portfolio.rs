//! The generator: believable, complete, the same for a seed.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use partner_desk_sandbox::{CLOSE_CODES, LIFECYCLES, SandboxConfig, State, Tab, UNKNOWN_LIFECYCLE};

use crate::ask::{all, json, state};

fn seeds() -> impl Iterator<Item = State> {
    (1..=3).map(|seed| State::generate(&SandboxConfig::new(5_000, seed)))
}

#[test]
fn a_seed_makes_the_same_portfolio_every_time() {
    let (one, two) = (state(300, &[]), state(300, &[]));
    assert!(one.cases().eq(two.cases()) && one.clients().eq(two.clients()));
    assert!(one.transactions().eq(two.transactions()));
    let other = State::generate(&SandboxConfig::new(300, 8));
    assert!(!one.cases().eq(other.cases()));
}

#[test]
fn the_mix_is_the_one_that_benches_assume() {
    for state in seeds() {
        let cases = state.cases().count() as f64;
        assert_eq!(cases, 5_000.0);
        assert_eq!(state.clients().count(), 125);
        assert_eq!(state.transactions().count(), 1_666);
        let share = |count: usize, of: f64| count as f64 / of;
        let open = share(state.cases().filter(|row| state.tab(row) != Tab::Closed).count(), cases);
        assert!((0.16..0.24).contains(&open), "open: {open}");
        let unpaid = share(state.transactions().filter(|row| row.referral.as_deref() != Some("Paid")).count(), 1_666.0);
        assert!((0.12..0.18).contains(&unpaid), "not yet paid: {unpaid}");
        let unsigned = share(state.clients().filter(|row| !row.onboarding_done).count(), 125.0);
        assert!((0.08..0.12).contains(&unsigned), "unsigned: {unsigned}");
    }
    assert_eq!(state(3, &[]).clients().count(), 5, "a handful at least");
}

#[test]
fn every_label_code_and_stage_appears() {
    for state in seeds() {
        let labels: BTreeSet<_> = state.cases().map(|row| row.lifecycle.clone().unwrap_or_default()).collect();
        for (label, _, _) in LIFECYCLES {
            assert!(labels.contains(label), "{label}");
        }
        assert!(labels.contains(UNKNOWN_LIFECYCLE) && labels.contains(""), "unknown and null");
        assert!(labels.contains("pending contract signing"), "labels differ in case");
        let codes: BTreeSet<_> = state.cases().filter_map(|row| row.close_code.as_deref()).collect();
        assert_eq!(codes, CLOSE_CODES.into_iter().collect());
        let stages: BTreeSet<_> = state.transactions().map(|row| state.stage(row)).collect();
        assert_eq!(stages, (0..7).map(Some).chain([None]).collect());
        let phases: BTreeSet<_> = state.cases().map(|row| row.phase.as_deref().unwrap_or("none")).collect();
        assert_eq!(phases, ["Enforcement", "Legal", "Pre-legal", "none"].into());
    }
}

#[test]
fn every_oddity_of_transactions_appears() {
    let state = state(5_000, &[]);
    let has = |c: Option<&str>, p: Option<&str>, r: Option<&str>| {
        let wanted = (c, p, r);
        let found = state
            .transactions()
            .any(|row| (row.commission.as_deref(), row.platform.as_deref(), row.referral.as_deref()) == wanted);
        assert!(found, "{wanted:?}");
    };
    has(Some("Credited"), Some("NotInvoiced"), None);
    has(Some("Credited"), Some("PaymentReceived"), Some("Paid"));
    has(Some("Paid"), Some("InvoiceCredited"), Some("Pending"));
    has(Some("Paid"), Some("InvoiceCredited"), Some("Paid"));
    has(Some("Paid"), Some("NotInvoiced"), Some("Invoiced"));
    has(Some("Paid"), Some("PaymentReceived"), Some("Disputed"));
    has(None, None, None);
    has(None, None, Some("Paid"));
    assert!(state.transactions().any(|row| row.fee_percentage == 0));
    assert!(state.transactions().any(|row| row.date != row.payment_date));
    assert!(state.transactions().all(|row| row.amount >= 0), "corrections are Q23=B");
}

#[test]
fn every_property_that_may_be_null_is_null_or_missing_somewhere() {
    let state = state(5_000, &[]);
    let mut nulls: BTreeMap<&str, usize> = BTreeMap::new();
    let lists = [
        (
            "/cases",
            &[
                "/reference",
                "/creditorReference",
                "/client",
                "/client/externalTenantId",
                "/client/companyName",
                "/client/contacts",
                "/client/contacts/onboardingUser",
                "/client/contacts/officeEmail",
                "/client/contacts/otherUsers",
                "/debtor",
                "/debtor/country",
                "/currency",
                "/lifecycle",
                "/closeCode",
                "/currentEngagementPhase",
                "/dateCollectionStarted",
                "/dateFinished",
                "/validation",
                "/validation/items",
                "/validation/creditorRespondedAt",
                "/collectionPartner",
                "/expectedReferralRatePercentage",
            ][..],
        ),
        (
            "/clients",
            &[
                "/externalTenantId",
                "/onboardingLinks",
                "/onboardingLinks/url",
                "/client",
                "/client/companyName",
                "/client/officeEmail",
                "/client/country",
                "/client/address",
                "/client/city",
                "/client/zipCode",
                "/client/companyRegistrationNumber",
                "/users",
                "/kycStatus",
                "/kycVerification",
                "/caseStats",
                "/kycVerification/verificationStatus",
                "/kycVerification/verificationStatusUpdatedAt",
            ],
        ),
        (
            "/reporting/transactions",
            &[
                "/client",
                "/case",
                "/payment",
                "/earnings",
                "/recognition",
                "/status",
                "/payment/currency",
                "/status/commissionPaymentStatus",
                "/status/platformInvoicingStatus",
                "/status/referralInvoicingStatus",
                "/client/externalTenantId",
                "/client/companyName",
                "/case/debtorName",
            ],
        ),
    ];
    for (path, pointers) in lists {
        for row in all(&state, path, "") {
            for pointer in pointers {
                let (parent, _) = pointer.rsplit_once('/').unwrap();
                let parent = row.pointer(parent).is_some_and(|parent| parent.is_object());
                let empty = row.pointer(pointer).is_none_or(serde_json::Value::is_null);
                *nulls.entry(pointer).or_default() += usize::from(parent && empty);
            }
        }
        for pointer in pointers {
            assert!(nulls[pointer] > 0, "{path} {pointer} is never null");
        }
    }
}

#[test]
fn names_are_hard_and_one_debtor_is_mueller() {
    let small = state(50, &[]);
    assert!(small.cases().any(|row| row.debtor_name.as_deref().is_some_and(|name| name.starts_with("Müller "))));
    let state = state(5_000, &[]);
    let names: Vec<&str> = state.cases().filter_map(|row| row.debtor_name.as_deref()).collect();
    for part in [
        "Øster",
        "Stra",
        "Łodzki",
        "Åkesson",
        "Gül",
        "Nuñez",
        "<img src=x onerror=alert(1)>",
        "=HYPERLINK(",
        "🍕",
        "山田",
        "محمد",
    ] {
        assert!(names.iter().any(|name| name.contains(part)), "{part}");
    }
    assert!(names.iter().any(|name| name.chars().count() > 180), "a long one");
    let countries: BTreeSet<_> = state.cases().filter_map(|row| row.country.as_deref()).collect();
    assert!(countries.len() >= 12, "{countries:?}");
    let currencies: BTreeSet<_> = state.cases().filter_map(|row| row.currency.as_deref()).collect();
    for code in ["EUR", "USD", "GBP", "DKK", "NOK", "SEK", "PLN", "CHF", "JPY", "KWD"] {
        assert!(currencies.contains(code), "{code}");
    }
    let amounts: Vec<i64> = state.cases().map(|row| row.gross_amount).collect();
    assert!(amounts.contains(&0) && amounts.iter().any(|amount| *amount < 0));
    assert!(amounts.contains(&9_000_000_000_000_000_000));
}

#[test]
fn rows_agree_with_each_other() {
    let state = state(5_000, &[]);
    let references: HashSet<_> = state.cases().filter_map(|row| row.reference.as_deref()).collect();
    assert_eq!(references.len(), state.cases().filter(|row| row.reference.is_some()).count());
    for row in state.cases() {
        let client = state.client(row.creditor_id).unwrap();
        let label = row.lifecycle.as_deref();
        if !client.onboarding_done {
            assert_eq!(label, Some("Pending contract signing"));
        }
        assert_eq!(row.close_code.is_some(), label == Some("Closed"));
        if row.close_code.as_deref() == Some("Paid") {
            assert_eq!(row.remainder, 0);
        }
        assert!(row.date_created <= state.config().now && row.due_date < row.date_created.date_naive());
        assert!(row.date_collection_started.is_none_or(|started| started >= row.date_created));
        assert!(row.date_finished.is_none_or(|at| at >= row.date_created && at <= state.config().now));
    }
    for row in state.transactions() {
        let case = state.case(row.case_id).unwrap();
        assert_eq!(row.creditor_id, case.creditor_id);
        assert!(row.date >= case.date_created && row.date <= state.config().now);
    }
    for client in state.clients() {
        if let Some(url) = &client.link_url {
            assert!(!client.onboarding_done && url.starts_with("https://referral.debitura.com/"));
        }
    }
    assert!(json(&state, "/clients?PageSize=100").to_string().contains("Directors Close"), "a canary for caches");
}

#[test]
fn a_large_portfolio_is_made_and_served() {
    let state = State::generate(&SandboxConfig::new(100_000, 1));
    assert_eq!(state.cases().count(), 100_000);
    assert_eq!(state.transactions().count(), 33_333);
    let page = json(&state, "/cases?PageSize=100&Page=1000&Sort=DateCreated:asc");
    assert_eq!(page["page"]["responseCount"], 100);
}
