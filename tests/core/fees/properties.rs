//! What holds for every combination of facts and gaps. The rules are written down a second time here, from the facts to
//! what may be claimed, so that the module cannot vouch for itself.

use std::collections::BTreeSet;

use desk_core::close_code::category;
use desk_core::fee::{ClientFacts, Payments, Standing, of_client};
use desk_core::lifecycle::{CaseGroup, group_of};
use proptest::option::{of as maybe, weighted};
use proptest::prelude::*;
use proptest::sample::select;

use super::*;

fn label(labels: &'static [&'static str]) -> impl Strategy<Value = Option<String>> {
    maybe(select(labels).prop_map(str::to_owned))
}

fn percent() -> impl Strategy<Value = Option<Micros>> {
    maybe(select(vec![0, 1, 50_000_000, -1, i64::MIN, i64::MAX]).prop_map(Micros))
}

fn amount() -> impl Strategy<Value = Option<Micros>> {
    maybe(select(vec![0, 1, 2, 1_000_000, -1, i64::MIN, i64::MAX]).prop_map(Micros))
}

fn instant() -> impl Strategy<Value = Option<Instant>> {
    weighted(0.8, (0_u32..3).prop_map(|day_of_month| day(&format!("2026-01-0{}", day_of_month + 1))))
}

fn payments() -> impl Strategy<Value = Vec<Transaction>> {
    let statuses = (
        label(&["Unpaid", "Paid", "Credited", "?"]),
        label(&["NotInvoiced", "InvoiceIssued", "PaymentReceived", "InvoiceCredited", "?"]),
        label(&["Pending", "Invoiced", "Paid", "Disputed", "?"]),
    );
    let row = (statuses, amount(), percent()).prop_map(|((commission, platform, referral), fee_usd, fee_percent)| {
        let statuses = Statuses { commission, platform, referral };
        Transaction { statuses, fee_usd, fee_percent, ..payment(None, None, None) }
    });
    prop_oneof![Just(Vec::new()), prop::collection::vec(row, 0..4)]
}

fn any_case() -> impl Strategy<Value = Case> {
    let status = (
        label(&[
            "Active",
            "Paused",
            "Closed",
            "Merged",
            "Pending contract signing",
            "More Info Required",
            "Leads",
            "?",
        ]),
        label(&["Paid", "Partially paid", "Debtor Untraceable", "Other", "A retired code"]),
        label(&["Legal"]),
    );
    let who = (label(&["Inkasso"]), percent(), any::<bool>(), any::<bool>(), any::<bool>());
    let known = (amount(), amount(), any::<bool>());
    (status, known, instant(), instant(), who).prop_map(|(status, known, created, started, who)| {
        let (lifecycle, close_code, phase) = status;
        let (amount, remaining, equal) = known;
        let (collection_partner, expected_fee_percent, needs_info, tenant, creditor) = who;
        let base = case();
        Case {
            lifecycle,
            close_code,
            phase,
            amount,
            remaining: if equal { amount } else { remaining },
            created,
            collection_started: started,
            collection_partner,
            expected_fee_percent,
            needs_info,
            tenant: base.tenant.clone().filter(|_| tenant),
            creditor: base.creditor.filter(|_| creditor),
            ..base
        }
    })
}

fn any_client() -> impl Strategy<Value = Client> {
    let total = maybe(select(vec![0, 1, 3, -1, i64::MAX]));
    (any::<bool>(), label(&["https://x", " "]), any::<bool>(), instant(), total).prop_map(
        |(onboarding_done, onboarding_url, attributed, linked, cases_total)| Client {
            onboarding_done,
            onboarding_url,
            attributed,
            linked,
            cases_total,
            ..client()
        },
    )
}

/// What a standing has to show to be certain.
fn a_payment_stands_there(rows: &[Transaction], standing: Standing, count: u64, mode: InvoicingMode) -> bool {
    let stands = |row: &&Transaction| {
        let is = |status: &Option<String>, name: &str| status.as_deref() == Some(name);
        let stage = row.statuses.stage(mode).map(|stage| stage.number());
        match standing {
            Standing::Disputed => is(&row.statuses.referral, "Disputed"),
            Standing::Credited => {
                is(&row.statuses.commission, "Credited") || is(&row.statuses.platform, "InvoiceCredited")
            }
            Standing::ZeroRate => row.fee_percent == units(0),
            Standing::ZeroFee => row.fee_usd == units(0) && !row.statuses.is_estimate(mode),
            Standing::Pending => stage == Some(0),
            Standing::Confirmed => stage == Some(1) && mode == PayWhenPaid,
            Standing::AwaitingCollectionPartner => stage == Some(2),
            Standing::Ready => stage == Some(3),
            Standing::AwaitingDebitura => stage == Some(4),
            Standing::Paid => stage == Some(5),
            Standing::CreditedLate | Standing::Correction | Standing::NotClassified => false,
        }
    };
    count > 0 && u64::try_from(rows.iter().filter(stands).count()).unwrap() >= count
}

/// Whether the facts are there that let this cause be certain for a case.
fn may_be_certain(cause: &Cause, facts: &CaseFacts<'_>, rows: &[Transaction]) -> bool {
    let case = facts.case;
    let ends = case.lifecycle.as_deref().is_none_or(|label| group_of(Some(label)) == CaseGroup::Closed);
    match cause {
        Cause::OutsideChosenDates => facts.outside_chosen_dates && !facts.payments.is_empty(),
        Cause::Payments { standing, count, mode } => {
            *mode == facts.payments.mode() && a_payment_stands_there(rows, *standing, *count, *mode)
        }
        Cause::OlderThanLink { created, linked, attributed } => {
            let client = facts.client.unwrap();
            !attributed
                && !client.attributed
                && *created == case.created
                && Some(*linked) == client.linked
                && created.unwrap() < *linked
        }
        Cause::ZeroRate => case.expected_fee_percent == units(0),
        Cause::ClosedWithoutRecovery { category: told, .. } => {
            let sent = case.close_code.as_deref().and_then(category);
            ends && sent == Some(*told)
                && *told != CloseCategory::Success
                && case.recovered().is_none_or(|recovered| recovered.0 <= 0)
        }
        Cause::OnboardingOpen { .. } => {
            let client = facts.client.unwrap();
            !client.onboarding_done
                && client.onboarding_url.as_deref() == Some("https://x")
                && case.lifecycle.as_deref() == Some("Pending contract signing")
        }
        Cause::NoCollectionPartner { .. } => {
            group_of(case.lifecycle.as_deref()) == CaseGroup::Pending && case.collection_partner.is_none()
        }
        Cause::NothingCollected { .. } => {
            facts.complete && facts.payments.is_empty() && case.amount.unwrap() == case.remaining.unwrap()
        }
        _ => false,
    }
}

/// One name per cause; payments are told apart by where they stand.
fn names(answer: &FeeAnswer) -> Vec<String> {
    let name = |cause: &Cause| match cause {
        Cause::Payments { standing, .. } => format!("{standing:?}"),
        other => format!("{:?}", std::mem::discriminant(other)),
    };
    answer.reasons.iter().map(|reason| name(&reason.cause)).collect()
}

fn holds_always(answer: &FeeAnswer, rows: &[Transaction], mode: InvoicingMode) -> Result<(), TestCaseError> {
    prop_assert!(!answer.reasons.is_empty());
    let names = names(answer);
    prop_assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "twice: {:?}", answer);
    prop_assert!(answer.reasons.is_sorted_by_key(|reason| reason.certainty == CannotBeTold));
    for reason in &answer.reasons {
        for text in [reason.explanation(), reason.next_step()] {
            prop_assert!(text.ends_with('.') && !text.contains("  ") && !text.contains('\n'), "{}", text);
        }
        let who = ["You ", "you ", "your ", "The customer ", "Debitura ", "Nobody "];
        prop_assert!(who.iter().any(|who| reason.next_step().contains(who)), "who? {}", reason.next_step());
    }
    let earned = |row: &Transaction| {
        matches!(row.statuses.stage(mode).map(|stage| stage.number()), Some(3..=5)) && !row.statuses.is_estimate(mode)
    };
    prop_assert!(!answer.verdict.is_earned() || rows.iter().any(earned), "{:?}", answer);
    let outlook = answer.outlook();
    let text = outlook.text();
    prop_assert!(text.starts_with(answer.verdict.label()) && text.chars().count() <= 52, "{}", text);
    prop_assert!(!text.contains('.') && text.trim() == text, "{}", text);
    let speaks_for_itself = matches!(
        answer.verdict,
        Verdict::Disputed | Verdict::Ready | Verdict::Invoiced | Verdict::Paid | Verdict::Credited
    );
    prop_assert!(speaks_for_itself || outlook.because().is_some(), "{:?}", answer);
    // Never surer than what it rests on.
    prop_assert!(text.ends_with("likely") == (outlook.certainty == Likely), "{}", text);
    prop_assert!(answer.verdict != Verdict::NoneExpected || outlook.certainty == Certain, "{:?}", answer);
    if answer.verdict == Verdict::NoneExpected {
        prop_assert!(answer.reasons.iter().any(|reason| reason.certainty == Certain));
    }
    Ok(())
}

proptest! {
    #[test]
    fn of_a_case(
        case in any_case(), client in weighted(0.8, any_client()), rows in payments(), mode in select(&MODES),
        client_gone: bool, complete: bool, outside_chosen_dates: bool,
    ) {
        let held = Payments::of(&rows, mode);
        let facts = CaseFacts {
            case: &case, client: client.as_ref(), client_gone, payments: &held, complete, outside_chosen_dates,
        };
        let answer = of_case(&facts);
        holds_always(&answer, &rows, mode)?;
        for reason in &answer.reasons {
            prop_assert!(reason.certainty != Certain || may_be_certain(&reason.cause, &facts, &rows), "{:?}", reason);
            let unseen = matches!(reason.cause, Cause::LinkNotApproved | Cause::NotAttributed { .. } | Cause::NotAllRead);
            prop_assert!(!unseen || reason.certainty == CannotBeTold);
        }
        if answer.reasons.iter().any(|reason| reason.cause == Cause::LinkNotApproved) {
            prop_assert!(answer.reasons.iter().all(|reason| reason.certainty != Certain));
        }
        let attributed = client.as_ref().is_some_and(|client| client.attributed);
        if rows.is_empty() && answer.verdict.is_fee_expected() == Some(true) {
            prop_assert!(attributed && complete && !client_gone, "a fee is promised without proof: {:?}", answer);
        }
    }

    #[test]
    fn of_a_client(
        client in any_client(), rows in payments(), mode in select(&MODES), counts in any::<[u8; 6]>(),
        client_gone: bool, complete: bool, outside_chosen_dates: bool,
    ) {
        // Few values, so that counts agree now and then; nothing says that they make sense.
        let [cases, cases_open, cases_before_link, cases_awaiting_signature, cases_uncollected, cases_with_money] =
            counts.map(|count| [0, 1, 3, u64::MAX][usize::from(count % 4)]);
        let payments = Payments::of(&rows, mode);
        let facts = ClientFacts {
            client: &client, client_gone, cases, cases_open, cases_before_link, cases_awaiting_signature,
            cases_uncollected, cases_with_money, payments: &payments, complete, outside_chosen_dates,
        };
        let answer = of_client(&facts);
        holds_always(&answer, &rows, mode)?;
        if rows.is_empty() && answer.verdict.is_fee_expected() == Some(true) {
            prop_assert!(client.attributed && complete && !client_gone, "a fee is promised without proof: {:?}", answer);
        }
        for reason in answer.reasons.iter().filter(|reason| reason.certainty == Certain) {
            let all = complete && rows.is_empty();
            let there = match &reason.cause {
                Cause::OutsideChosenDates => outside_chosen_dates && !rows.is_empty(),
                Cause::Payments { standing, count, .. } => a_payment_stands_there(&rows, *standing, *count, mode),
                Cause::OlderThanLink { linked, .. } => {
                    all && cases > 0 && cases_before_link >= cases && client.linked == Some(*linked) && !client.attributed
                }
                Cause::OnboardingOpen { .. } => {
                    !client.onboarding_done && client.onboarding_url.as_deref() == Some("https://x")
                        && cases_awaiting_signature > 0
                }
                Cause::NoCases => all && cases == 0 && client.cases_total.is_none_or(|total| total <= 0),
                Cause::NothingCollected { .. } => all && cases > 0 && cases_uncollected >= cases,
                _ => false,
            };
            prop_assert!(there, "{:?}", reason);
        }
    }
}

#[test]
fn labels_are_short_and_differ() {
    let verdicts = Verdict::ALL.map(Verdict::label);
    assert_eq!(verdicts.iter().collect::<BTreeSet<_>>().len(), Verdict::ALL.len());
    assert!(verdicts.iter().all(|label| label.len() <= 16));
    assert_eq!(Certainty::CannotBeTold.label(), "cannot be told from the synced data");
    assert_eq!([Certain, Likely].map(Certainty::label), ["certain", "likely"]);
    let earned: Vec<_> = Verdict::ALL.into_iter().filter(|verdict| verdict.is_earned()).collect();
    assert_eq!(earned, [Verdict::Ready, Verdict::Invoiced, Verdict::Paid]);
    assert_eq!(Standing::ALL.iter().collect::<BTreeSet<_>>().len(), 13);
}
