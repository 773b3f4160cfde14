//! What happens at Debitura meanwhile.

use desk_core::ids::CaseId;
use desk_core::lifecycle::OPEN_STATUSES;
use partner_desk_sandbox::{InvoicingMode, Mutation};

use crate::dice::Dice;
use crate::world::World;

impl World {
    /// Somebody works on this case.
    pub(crate) fn touch(&mut self, id: CaseId, dice: &mut Dice) {
        let remainder = i64::try_from(dice.below(1_000)).unwrap() * 1_000_000;
        self.state.update_case(id.0, |row| row.remainder = remainder);
        self.look();
    }

    /// A day at Debitura, in one blow.
    pub(crate) fn happen(&mut self, dice: &mut Dice) {
        for _ in 0..=dice.below(2) {
            self.one_change(dice);
        }
        self.show_companies();
        self.look();
    }

    /// Whether a client without a company can be kept at all is another question.
    pub(crate) fn show_companies(&mut self) {
        let hidden: Vec<_> = self.state.clients().filter(|row| row.company_hidden).map(|row| row.id).collect();
        for id in hidden {
            self.state.update_client(id, |row| row.company_hidden = false);
        }
    }

    fn one_change(&mut self, dice: &mut Dice) {
        let tenants: Vec<String> = self.state.clients().filter_map(|row| row.tenant.clone()).collect();
        let tenant = tenants.get(dice.below(tenants.len())).cloned();
        let cases: Vec<_> = self.state.cases().map(|row| row.id).collect();
        let transactions: Vec<_> = self.state.transactions().map(|row| row.id).collect();
        let few = 1 + dice.below(3);
        let mutation = match dice.below(24) {
            0..=3 => Mutation::InsertCases { count: few },
            4 | 5 => Mutation::InsertTransactions { count: few },
            6 => Mutation::InsertClients { count: 1 },
            7 | 8 => Mutation::CloseCases { count: few, close_code: None },
            9 if dice.chance(150) => Mutation::CloseCases { count: 90, close_code: Some("Other".to_owned()) },
            10 | 11 => match dice.pick(&cases) {
                Some(id) => Mutation::RemoveCase { id },
                None => return,
            },
            12 if dice.chance(100) => Mutation::RemoveCases { count: 60 },
            13..=15 => match dice.pick(&cases) {
                Some(id) => {
                    let status = OPEN_STATUSES[dice.below(8)];
                    let label = if dice.chance(30) { "Awaiting Court Date" } else { label_of(status) };
                    let remainder = Some(i64::try_from(dice.below(1_000)).unwrap() * 1_000_000);
                    Mutation::UpdateCase { id, lifecycle: Some(label.to_owned()), debtor_name: None, remainder }
                }
                None => return,
            },
            16 => match dice.pick(&transactions) {
                Some(id) => Mutation::RemoveTransaction { id },
                None => return,
            },
            17 => Mutation::PayTransactions { count: few },
            18 => match dice.pick(&transactions) {
                Some(id) => {
                    let some = |text: &str| Some(text.to_owned());
                    let referral = ["Pending", "Invoiced", "Paid", "Disputed"][dice.below(4)];
                    Mutation::UpdateTransaction {
                        id,
                        commission: some("Paid"),
                        platform: some("InvoiceIssued"),
                        referral: some(referral),
                    }
                }
                None => return,
            },
            19 if dice.chance(400) => match tenant {
                Some(tenant) => Mutation::ArchiveClient { tenant },
                None => return,
            },
            20 if dice.chance(400) => match tenant {
                Some(tenant) => Mutation::RecreateClient { tenant },
                None => return,
            },
            21 => match tenant {
                Some(tenant) => Mutation::SignClient { tenant },
                None => return,
            },
            22 => {
                // Entered late: it lands in the middle.
                if let (Some(mut case), Some(old)) = (self.state.draft_case(), dice.pick(&cases)) {
                    case.date_created = self.state.case(old).unwrap().date_created;
                    self.state.insert_case(case);
                }
                return;
            }
            23 if dice.chance(100) => Mutation::SetMode {
                mode: if dice.chance(500) { InvoicingMode::PayWhenPaid } else { InvoicingMode::ConfirmedPipeline },
            },
            _ => return,
        };
        self.state.apply(&mutation);
    }
}

fn label_of(status: &str) -> &'static str {
    match status {
        "PendingContractSigning" => "Pending contract signing",
        "PendingVerificationInternal" => "Pending Verification Internal",
        "PendingVerification" => "Pending Verification",
        "NeedsAdditionalDetails" => "More Info Required",
        "Leads" => "Collecting Quotes",
        "LeadsQuoteGiven" => "Pending Quote Selection",
        "Paused" => "Paused",
        _ => "Active",
    }
}
