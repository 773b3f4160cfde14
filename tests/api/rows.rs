//! Wire JSON to rows: what full answers mean, and what odd ones still mean.

use chrono::{NaiveDate, TimeZone, Utc};
use desk_api::wire;
use desk_core::lifecycle::{CaseGroup, group_of};
use desk_core::money::Micros;
use desk_core::stage::{InvoicingMode, Stage};
use serde_json::{Value, json};

const ID: &str = "0f8fad5b-d9cb-469f-a165-70867728950e";
const OTHER_ID: &str = "7c9e6679-7425-40de-944b-e07fc1f90ae7";

pub(crate) fn full_case() -> Value {
    json!({
        "id": ID, "reference": "AB12CD34", "creditorReference": "INV-7",
        "client": { "externalTenantId": "acme", "creditorId": OTHER_ID, "companyName": "Acme ApS",
                    "contacts": { "onboardingUser": { "email": "a@b.c", "name": "A" }, "officeEmail": null, "otherUsers": [] } },
        "debtor": { "name": "Müller GmbH", "country": "Germany" },
        "grossAmount": 1234567.89, "remainder": 0.1, "currency": "eur", "lifecycle": "Pending contract signing",
        "closeCode": null, "currentEngagementPhase": "Pre-legal",
        "dateCreated": "2026-05-11T08:42:17.513", "dueDate": "2026-03-31T00:00:00+02:00",
        "dateCollectionStarted": "2026-05-12T00:00:00Z", "dateFinished": null,
        "validation": { "needsInfo": true, "creditorRespondedAt": "2026-05-11T10:42:17+02:00",
                        "items": [{ "resolutionArea": "ProvideDocuments", "description": "The invoice" }, null, {}, 7] },
        "collectionPartner": "Inkasso AG", "expectedReferralRatePercentage": 70.0, "potentialRevenue": null
    })
}

pub(crate) fn full_client() -> Value {
    json!({
        "externalTenantId": "acme", "onboardingDone": false,
        "onboardingLinks": { "url": "https://referral.debitura.com/companydetails/1" },
        "client": { "id": OTHER_ID, "companyName": "Acme ApS", "officeEmail": "o@acme.example", "country": "Denmark",
                    "address": "Street 1", "city": "Århus", "zipCode": "8000", "companyRegistrationNumber": "12345678" },
        "users": [{ "id": 1, "email": "u@acme.example", "firstName": "U", "lastName": "Ser" }],
        "isAttributedClient": true, "dateLinked": "2026-01-02T03:04:05",
        "caseStats": { "casesTotal": 12, "casesClosed": 3, "earningsUsd": 99.95 }, "kycStatus": "NotRequired",
        "kycVerification": { "directorFullName": "Canary Director", "directorHomeAddress": "Canary Road",
                             "directorDateOfBirth": "1970-01-01", "verificationStatus": null },
        "caseResults": null
    })
}

pub(crate) fn full_transaction() -> Value {
    json!({
        "transactionId": ID, "date": "2026-05-11T08:42:17", "client": { "externalTenantId": "acme", "companyName": "Acme ApS", "creditorId": OTHER_ID },
        "case": { "invoiceId": OTHER_ID, "caseReference": "AB12CD34", "debtorName": "Müller GmbH", "originalAmount": 1000, "currency": "EUR" },
        "payment": { "amount": 500.5, "currency": "EUR", "paymentDate": "2026-05-10T00:00:00" },
        "earnings": { "currency": "EUR", "debituraRevenue": 50.05, "debituraRevenueUsd": 54.1, "referralFeePercentage": 40,
                      "referralFeeAmount": 20.02, "referralFeeAmountUsd": 21.64, "isEstimate": true },
        "recognition": { "isRecognized": false, "referralFeeRecognizedUsd": 0 },
        "status": { "commissionPaymentStatus": "Unpaid", "platformInvoicingStatus": "NotInvoiced", "referralInvoicingStatus": null }
    })
}

#[test]
fn a_full_case() {
    let case = wire::case(&full_case().to_string()).unwrap().case;
    assert_eq!((case.id.to_string().as_str(), case.reference.as_deref()), (ID, Some("AB12CD34")));
    assert_eq!(case.creditor_reference.as_deref(), Some("INV-7"));
    assert_eq!(case.tenant.unwrap().0, "acme");
    assert_eq!(case.creditor.unwrap().to_string(), OTHER_ID);
    assert_eq!((case.customer.as_deref(), case.debtor.as_deref()), (Some("Acme ApS"), Some("Müller GmbH")));
    assert_eq!(case.debtor_country.as_deref(), Some("Germany"));
    assert_eq!((case.amount, case.remaining), (Some(Micros(1_234_567_890_000)), Some(Micros(100_000))));
    assert_eq!(case.currency.unwrap().as_str(), "EUR");
    assert_eq!(case.lifecycle.as_deref(), Some("Pending contract signing"));
    assert_eq!((case.close_code, case.phase.as_deref()), (None, Some("Pre-legal")));
    let created = Utc.with_ymd_and_hms(2026, 5, 11, 8, 42, 17).unwrap() + chrono::TimeDelta::milliseconds(513);
    assert_eq!(case.created, Some(created));
    assert_eq!(case.due, NaiveDate::from_ymd_opt(2026, 3, 31));
    assert_eq!(case.collection_started, Some(Utc.with_ymd_and_hms(2026, 5, 12, 0, 0, 0).unwrap()));
    assert_eq!(case.closed, None);
    assert!(case.needs_info);
    assert_eq!(case.client_answered, Some(Utc.with_ymd_and_hms(2026, 5, 11, 8, 42, 17).unwrap()));
    assert_eq!(case.missing_items.len(), 1);
    assert_eq!(case.missing_items[0].area.as_deref(), Some("ProvideDocuments"));
    assert_eq!(case.collection_partner.as_deref(), Some("Inkasso AG"));
    assert_eq!(case.expected_fee_percent, Some(Micros(70_000_000)));
}

#[test]
fn a_case_of_nothing_but_an_id() {
    let case = wire::case(&json!({ "id": ID }).to_string()).unwrap().case;
    assert_eq!((case.reference, case.tenant, case.amount, case.created), (None, None, None, None));
    assert!(!case.needs_info && case.missing_items.is_empty());
    let nulls = r#"{"id":"{0F8FAD5B-D9CB-469F-A165-70867728950E}","client":null,"debtor":null,"validation":null,"currency":""}"#;
    let case = wire::case(nulls).unwrap().case;
    assert_eq!((case.id.to_string().as_str(), case.currency), (ID, None));
}

#[test]
fn a_full_client() {
    let client = wire::client(&full_client().to_string()).unwrap();
    assert!(!format!("{client:?}").contains("Canary"));
    assert_eq!((client.tenant.unwrap().0.as_str(), client.creditor.unwrap().to_string().as_str()), ("acme", OTHER_ID));
    assert_eq!((client.name.as_deref(), client.email.as_deref()), (Some("Acme ApS"), Some("o@acme.example")));
    assert_eq!((client.country.as_deref(), client.address.as_deref()), (Some("Denmark"), Some("Street 1")));
    assert_eq!((client.city.as_deref(), client.zip_code.as_deref()), (Some("Århus"), Some("8000")));
    assert_eq!(client.registration_number.as_deref(), Some("12345678"));
    assert!(!client.onboarding_done && client.attributed);
    assert_eq!(client.onboarding_url.as_deref(), Some("https://referral.debitura.com/companydetails/1"));
    assert_eq!(client.linked, Some(Utc.with_ymd_and_hms(2026, 1, 2, 3, 4, 5).unwrap()));
    assert_eq!((client.cases_total, client.cases_closed), (Some(12), Some(3)));
    assert_eq!(client.earnings_usd, Some(Micros(99_950_000)));
    assert_eq!(client.kyc_status.as_deref(), Some("not_required"));
}

#[test]
fn a_full_transaction() {
    let row = wire::transactions_page(&json!({ "data": [full_transaction()] }).to_string()).unwrap().rows.remove(0);
    assert_eq!((row.id.to_string().as_str(), row.tenant.unwrap().0.as_str()), (ID, "acme"));
    assert_eq!(
        (row.case.unwrap().to_string().as_str(), row.creditor.unwrap().to_string().as_str()),
        (OTHER_ID, OTHER_ID)
    );
    assert_eq!((row.case_reference.as_deref(), row.debtor.as_deref()), (Some("AB12CD34"), Some("Müller GmbH")));
    assert_eq!(row.customer.as_deref(), Some("Acme ApS"));
    assert_eq!((row.collected, row.collected_currency.unwrap().as_str()), (Some(Micros(500_500_000)), "EUR"));
    assert_eq!(row.date, Some(Utc.with_ymd_and_hms(2026, 5, 11, 8, 42, 17).unwrap()));
    assert_eq!(row.paid, Some(Utc.with_ymd_and_hms(2026, 5, 10, 0, 0, 0).unwrap()));
    assert_eq!((row.fee_usd, row.fee_percent), (Some(Micros(21_640_000)), Some(Micros(40_000_000))));
    assert_eq!((row.api_estimate, row.recognized), (Some(true), Some(false)));
    assert_eq!(row.statuses.stage(InvoicingMode::PayWhenPaid), Some(Stage::Pending));
}

#[test]
fn the_partner() {
    let me = |text: &str| wire::me(text).unwrap();
    let full = me(&json!({ "id": ID, "companyName": "Northwind Ltd", "shortName": " ", "isActive": false,
        "isPublicDemo": true, "invoicingTriggerMode": "ConfirmedPipeline", "logoUrl": 5 })
    .to_string());
    assert_eq!((full.id.unwrap().to_string().as_str(), full.name()), (ID, Some("Northwind Ltd")));
    assert!(!full.is_active && full.is_public_demo);
    assert_eq!(full.invoicing_mode, Some(InvoicingMode::ConfirmedPipeline));
    let none = me("{}");
    assert!(none.is_active && !none.is_public_demo);
    assert_eq!((none.id, none.invoicing_mode), (None, None));
    assert_eq!(me(r#"{"invoicingTriggerMode":"SomethingNew","isActive":null}"#).invoicing_mode, None);
}

#[test]
fn amounts_are_taken_from_the_digits() {
    let max = i64::MAX;
    for (sent, micros) in [
        ("0.1", Some(100_000)),
        ("0.2", Some(200_000)),
        ("1e3", Some(1_000_000_000)),
        ("1.5E-2", Some(15_000)),
        ("1234567.89", Some(1_234_567_890_000)),
        ("999999999999.99", Some(999_999_999_999_990_000)),
        ("123456789012", Some(123_456_789_012_000_000)),
        ("-42.005", Some(-42_005_000)),
        ("0.30000000000000004", Some(300_000)),
        ("9223372036854.775807", Some(max)),
        ("9223372036854.775808", None),
        ("1e300", None),
        ("\"12.5\"", Some(12_500_000)),
        ("\" 12.5 \"", Some(12_500_000)),
        ("\"twelve\"", None),
        ("true", None),
        ("[1]", None),
        ("{}", None),
        ("null", None),
    ] {
        let case = wire::case(&format!(r#"{{"id":"{ID}","grossAmount":{sent}}}"#)).unwrap().case;
        assert_eq!(case.amount, micros.map(Micros), "{sent}");
    }
}

#[test]
fn texts_are_kept_as_sent() {
    for (sent, text) in [
        ("\" Müller  \"", Some(" Müller  ")),
        ("\"\"", None),
        ("\" \\t \"", None),
        ("12345", Some("12345")),
        ("1.50", Some("1.50")),
        ("true", Some("true")),
        ("{\"name\":\"x\"}", None),
        ("[\"x\"]", None),
        ("\"a\\u0000b\\u202ec\"", Some("a\0b\u{202e}c")),
        ("\"\\ud83d\\ude00\"", Some("😀")),
    ] {
        let case = wire::case(&format!(r#"{{"id":"{ID}","debtor":{{"name":{sent}}}}}"#)).unwrap().case;
        assert_eq!(case.debtor.as_deref(), text, "{sent}");
    }
    let half = wire::case(&format!(r#"{{"\ud800":1,"id":"{ID}","reference":"AB\ud83d"}}"#)).unwrap().case;
    assert!(half.reference.unwrap().starts_with("AB\u{fffd}"));
    let long =
        |count: usize| wire::case(&json!({ "id": ID, "reference": "ø".repeat(count) }).to_string()).unwrap().case;
    assert_eq!(long(20_000).reference.unwrap().chars().count(), 20_000);
    assert_eq!(long(200_000).reference.unwrap().chars().count(), 100_000);
}

#[test]
fn truth_and_counts_in_odd_clothes() {
    for (sent, done) in
        [("true", true), ("\"True\"", true), ("1", true), ("null", false), ("\"no\"", false), ("{}", false)]
    {
        let client = wire::client(&format!(r#"{{"externalTenantId":7,"onboardingDone":{sent}}}"#)).unwrap();
        assert_eq!((client.onboarding_done, client.tenant.unwrap().0.as_str()), (done, "7"), "{sent}");
    }
    for (sent, total) in
        [("12", Some(12)), ("12.0", Some(12)), ("\"12\"", Some(12)), ("1.2e1", Some(12)), ("12.5", None), ("[]", None)]
    {
        let client =
            wire::client(&format!(r#"{{"externalTenantId":"t","caseStats":{{"casesTotal":{sent}}}}}"#)).unwrap();
        assert_eq!(client.cases_total, total, "{sent}");
    }
}

#[test]
fn both_spellings_of_kyc_and_both_forms_of_no_link() {
    for (sent, kept) in [
        ("NotRequired", "not_required"),
        ("not_required", "not_required"),
        ("Pending", "pending"),
        ("verified", "verified"),
        ("OnHold", "OnHold"),
    ] {
        let client = wire::client(&json!({ "externalTenantId": "t", "kycStatus": sent }).to_string()).unwrap();
        assert_eq!(client.kyc_status.as_deref(), Some(kept));
    }
    for links in [json!(null), json!({ "url": null }), json!({}), json!([]), json!("x")] {
        let client = wire::client(&json!({ "externalTenantId": "t", "onboardingLinks": links }).to_string()).unwrap();
        assert_eq!(client.onboarding_url, None);
    }
}

#[test]
fn the_scale_of_a_fee() {
    for (name, sent, fee, revenue, percent) in [
        ("a percentage", "50", "10", "20", Some(50_000_000)),
        ("a fraction", "0.5", "10", "20", Some(50_000_000)),
        ("half a percent", "0.5", "0.1", "20", Some(500_000)),
        ("one percent", "1", "0.2", "20", Some(1_000_000)),
        ("the whole as a fraction", "1", "20", "20", Some(100_000_000)),
        ("the whole as a percentage", "100", "20", "20", Some(100_000_000)),
        ("rounded to cents", "33.3", "4.11", "12.34", Some(33_300_000)),
        ("a correction", "40", "-8", "-20", Some(40_000_000)),
        ("no revenue yet, fraction", "0.4", "0", "0", Some(40_000_000)),
        ("no revenue yet, percentage", "40", "0", "0", Some(40_000_000)),
        ("amounts that fit neither", "40", "1", "2000", Some(40_000_000)),
        ("zero", "0", "0", "20", Some(0)),
        ("no amounts", "0.25", "null", "null", Some(25_000_000)),
        ("nothing", "null", "10", "20", None),
    ] {
        let body = format!(
            r#"{{"data":[{{"transactionId":"{ID}","earnings":{{"referralFeePercentage":{sent},"referralFeeAmount":{fee},"debituraRevenue":{revenue}}}}}]}}"#
        );
        assert_eq!(wire::transactions_page(&body).unwrap().rows[0].fee_percent, percent.map(Micros), "{name}");
    }
    let usd = format!(
        r#"{{"data":[{{"transactionId":"{ID}","earnings":{{"referralFeePercentage":0.5,"referralFeeAmount":null,"debituraRevenue":0,"referralFeeAmountUsd":0.1,"debituraRevenueUsd":20}}}}]}}"#
    );
    assert_eq!(wire::transactions_page(&usd).unwrap().rows[0].fee_percent, Some(Micros(500_000)));
}

#[test]
fn unknown_values_survive() {
    let body = json!({ "id": ID, "lifecycle": "Awaiting Moon", "closeCode": "Retired code 3", "currentEngagementPhase": "Appeal",
        "currency": "Kroner", "brandNew": { "deep": [1, 2, { "x": null }] } });
    let case = wire::case(&body.to_string()).unwrap().case;
    assert_eq!(case.lifecycle.as_deref(), Some("Awaiting Moon"));
    assert_eq!(group_of(case.lifecycle.as_deref()), CaseGroup::Other);
    assert_eq!((case.close_code.as_deref(), case.phase.as_deref()), (Some("Retired code 3"), Some("Appeal")));
    assert_eq!(case.currency.unwrap().as_str(), "Kroner");
    let mut row = full_transaction();
    row["status"]["platformInvoicingStatus"] = json!("Reversed");
    let row = wire::transactions_page(&json!({ "data": [row] }).to_string()).unwrap().rows.remove(0);
    assert_eq!(row.statuses.platform.as_deref(), Some("Reversed"));
}

#[test]
fn totals() {
    let cases = wire::cases_page(
        &json!({ "cases": [], "page": { "totalResults": 7 }, "summary": { "totalCases": 7,
        "casesThisMonth": 1, "byLifecycle": { "active": 2, "pending": 3, "closed": 1, "paused": "1" } } })
        .to_string(),
    )
    .unwrap();
    let summary = cases.summary.unwrap();
    assert_eq!((cases.total_results, summary.total, summary.this_month), (Some(7), Some(7), Some(1)));
    assert_eq!((summary.active, summary.pending, summary.closed, summary.paused), (Some(2), Some(3), Some(1), Some(1)));

    let clients = wire::clients_page(
        &json!({ "clients": [], "page": { "totalResults": -1 }, "summary": { "totalClients": 5,
        "attributedClients": 4, "onboardingComplete": 3, "onboardingPending": 2, "totalCases": null } })
        .to_string(),
    )
    .unwrap();
    let summary = clients.summary.unwrap();
    assert_eq!((clients.total_results, summary.total, summary.attributed), (None, Some(5), Some(4)));
    assert_eq!((summary.complete, summary.pending, summary.cases), (Some(3), Some(2), None));

    let revenue = json!({ "pendingReferralFeeUsd": 0.1, "pendingCount": 1, "confirmedPendingInvoiceReferralFeeUsd": 1,
        "confirmedPendingInvoiceCount": 2, "awaitingCollectionPartnerPaymentReferralFeeUsd": 2,
        "awaitingCollectionPartnerPaymentCount": 3, "readyToInvoiceDebituraReferralFeeUsd": 3, "readyToInvoiceDebituraCount": 4,
        "awaitingDebituraPaymentReferralFeeUsd": 4, "awaitingDebituraPaymentCount": 5, "paidReferralFeeUsd": 5, "paidCount": 6,
        "disputedReferralFeeUsd": 6, "disputedCount": 7 });
    let page = wire::transactions_page(&json!({ "data": [], "summary": { "revenue": revenue } }).to_string()).unwrap();
    let summary = page.summary.unwrap();
    assert_eq!(
        summary.fee_usd,
        [100_000, 1_000_000, 2_000_000, 3_000_000, 4_000_000, 5_000_000, 6_000_000].map(|n| Some(Micros(n)))
    );
    assert_eq!(summary.count, [1, 2, 3, 4, 5, 6, 7].map(Some));
    assert_eq!(wire::transactions_page(r#"{"data":[],"summary":null}"#).unwrap().summary, None);
}

#[test]
fn rows_without_an_id_are_counted_and_cost_no_other() {
    let page = json!({ "cases": [full_case(), null, 5, {}, { "id": "not-an-id" }, { "id": null }, { "id": ID }] });
    let page = wire::cases_page(&page.to_string()).unwrap();
    assert_eq!((page.rows.len(), page.unusable_rows), (2, 5));
    let page = json!({ "clients": [full_client(), { "externalTenantId": " " }, { "client": { "id": ID } }] });
    let page = wire::clients_page(&page.to_string()).unwrap();
    assert_eq!((page.rows.len(), page.unusable_rows), (2, 1), "a client without a tenant id is held under its own id");
    assert_eq!(page.rows[1].key.as_str(), format!("i:{ID}"));
    let twice = format!(r#"{{"cases":[{{"id":"{OTHER_ID}","reference":"a","id":"{ID}","reference":"b"}}]}}"#);
    let page = wire::cases_page(&twice).unwrap();
    assert_eq!((page.rows[0].id.to_string().as_str(), page.rows[0].reference.as_deref()), (ID, Some("b")));
}
