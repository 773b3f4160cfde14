//! Random rows from a seed: few different values, so that ties, missing values and oddities all occur.

use desk_core::ids::{CaseId, ClientKey, CreditorId, TenantId, TransactionId};
use desk_core::money::{Currency, Micros};
use desk_core::rows::{Case, Client, MissingItem, Transaction};
use desk_core::stage::Statuses;
use desk_core::time::{CivilDate, Instant};
use uuid::Uuid;

use crate::fixture::at;

/// SplitMix64.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn uuid(&mut self) -> Uuid {
        Uuid::from_u64_pair(self.next(), self.next())
    }

    /// One of four is missing.
    fn maybe<T>(&mut self, value: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(4) != 0).then(|| value(self))
    }

    fn one_of(&mut self, texts: &[&str]) -> String {
        texts[usize::try_from(self.below(texts.len() as u64)).unwrap()].to_owned()
    }

    fn instant(&mut self) -> Instant {
        at("2026-03-01T00:00:00Z") + chrono::Duration::hours(i64::try_from(self.below(60)).unwrap())
    }

    fn date(&mut self) -> CivilDate {
        CivilDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(self.below(20))
    }

    fn amount(&mut self) -> Micros {
        const AMOUNTS: [i64; 7] = [0, 1, -1_500_000, 2_000_000, 10_000_000, i64::MAX, i64::MIN];
        Micros(AMOUNTS[usize::try_from(self.below(7)).unwrap()])
    }

    fn currency(&mut self) -> Currency {
        Currency::new(&self.one_of(&["EUR", "USD", "JPY", "Beans"])).unwrap()
    }

    fn name(&mut self) -> String {
        if self.below(60) == 0 {
            return "Långt namn ".repeat(900);
        }
        self.one_of(&[
            "Müller GmbH",
            "muller gmbh",
            "Øster Strasse ApS",
            "Straße & Söhne",
            "Åkesson AB",
            "Zebra",
            "aardvark",
            "Ørsted",
            "50% _off_ Ltd",
            "O'Brien \"quoted\"",
            "شركة النور",
            "חברה בע״מ",
            "🦊 Fox 🦊",
            "株式会社",
            "Item 2",
            "Item 10",
            "   ",
            "",
            "nul\0inside",
            "two\nlines",
        ])
    }

    fn reference(&mut self) -> String {
        format!("DEB-{}", 12_300 + self.below(60))
    }
}

const STATUSES: [&str; 15] = [
    "Active",
    "ACTIVE",
    "Closed",
    "Closed",
    "Paused",
    "Pending contract signing",
    "Pending Verification",
    "More Info Required",
    "Collecting Quotes",
    "Leads",
    "Pending Quote Selection",
    "Merged",
    "Teleported",
    " ",
    "active ",
];

pub(crate) fn case(dice: &mut Dice, tenants: u64) -> Case {
    Case {
        id: CaseId(dice.uuid()),
        reference: dice.maybe(Dice::reference),
        creditor_reference: dice.maybe(|dice| format!("K/{} {}", dice.below(9), dice.below(3))),
        tenant: dice.maybe(|dice| TenantId(format!("tenant-{}", dice.below(tenants)))),
        creditor: dice.maybe(|dice| CreditorId(dice.uuid())),
        customer: dice.maybe(Dice::name),
        debtor: dice.maybe(Dice::name),
        debtor_country: dice.maybe(|dice| dice.one_of(&["Denmark", "Åland Islands", "Germany", " "])),
        amount: dice.maybe(Dice::amount),
        remaining: dice.maybe(Dice::amount),
        currency: dice.maybe(Dice::currency),
        lifecycle: dice.maybe(|dice| dice.one_of(&STATUSES)),
        close_code: dice.maybe(|dice| dice.one_of(&["Paid", "Quotes Expired – Not Accepted", "Other"])),
        phase: dice.maybe(|dice| dice.one_of(&["Pre-legal", "Legal", "Enforcement"])),
        created: dice.maybe(Dice::instant),
        due: dice.maybe(Dice::date),
        collection_started: dice.maybe(Dice::instant),
        closed: dice.maybe(Dice::instant),
        needs_info: dice.below(2) == 0,
        client_answered: dice.maybe(Dice::instant),
        missing_items: (0..dice.below(3))
            .map(|_| MissingItem { area: dice.maybe(Dice::name), description: dice.maybe(Dice::name) })
            .collect(),
        collection_partner: dice.maybe(Dice::name),
        expected_fee_percent: dice.maybe(Dice::amount),
    }
}

pub(crate) fn client(dice: &mut Dice, tenant: u64) -> Client {
    let tenant = TenantId(format!("tenant-{tenant}"));
    let creditor = CreditorId(dice.uuid());
    // Now and then the server sends no tenant id.
    let tenant = Some(tenant).filter(|_| dice.below(9) > 0);
    Client {
        key: ClientKey::of(tenant.as_ref(), Some(creditor)).unwrap(),
        tenant,
        creditor: Some(creditor),
        name: dice.maybe(Dice::name),
        email: dice.maybe(|dice| format!("post{}@example.test", dice.below(9))),
        country: dice.maybe(|dice| dice.one_of(&["Denmark", "Åland Islands", "Germany"])),
        address: dice.maybe(Dice::name),
        city: dice.maybe(Dice::name),
        zip_code: dice.maybe(|dice| dice.below(9_999).to_string()),
        registration_number: dice.maybe(|dice| format!("HRB {}-{}", dice.below(20), dice.below(3))),
        onboarding_done: dice.below(2) == 0,
        onboarding_url: dice.maybe(|_| "https://example.test/onboarding".to_owned()),
        attributed: dice.below(2) == 0,
        linked: dice.maybe(Dice::instant),
        cases_total: dice.maybe(|dice| i64::try_from(dice.below(5)).unwrap()),
        cases_closed: dice.maybe(|dice| i64::try_from(dice.below(5)).unwrap()),
        earnings_usd: dice.maybe(Dice::amount),
        kyc_status: dice.maybe(|dice| dice.one_of(&["pending", "verified", "not_required"])),
    }
}

pub(crate) fn transaction(dice: &mut Dice, cases: &[Case]) -> Transaction {
    let case = usize::try_from(dice.below(cases.len() as u64)).unwrap();
    Transaction {
        id: TransactionId(dice.uuid()),
        date: dice.maybe(Dice::instant),
        tenant: dice.maybe(|dice| TenantId(format!("tenant-{}", dice.below(9)))),
        creditor: dice.maybe(|dice| CreditorId(dice.uuid())),
        customer: dice.maybe(Dice::name),
        case: dice.maybe(|_| cases[case].id),
        case_reference: dice.maybe(Dice::reference),
        debtor: dice.maybe(Dice::name),
        collected: dice.maybe(Dice::amount),
        collected_currency: dice.maybe(Dice::currency),
        paid: dice.maybe(Dice::instant),
        fee_usd: dice.maybe(Dice::amount),
        fee_percent: dice.maybe(Dice::amount),
        api_estimate: dice.maybe(|dice| dice.below(2) == 0),
        recognized: dice.maybe(|dice| dice.below(2) == 0),
        statuses: Statuses {
            commission: dice.maybe(|dice| dice.one_of(&["Unpaid", "Paid", "Credited", "paid", "Strange", ""])),
            platform: dice
                .maybe(|dice| dice.one_of(&["NotInvoiced", "InvoiceIssued", "PaymentReceived", "InvoiceCredited"])),
            referral: dice
                .maybe(|dice| dice.one_of(&["Pending", "Invoiced", "Paid", "Disputed", "Pending", "", "Odd"])),
        },
    }
}

pub(crate) fn cases(seed: u64, count: usize) -> Vec<Case> {
    let mut dice = Dice::new(seed);
    (0..count).map(|_| case(&mut dice, 9)).collect()
}
