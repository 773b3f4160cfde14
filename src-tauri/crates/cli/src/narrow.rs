//! The options that narrow a list beside search and tab, as filters of the view that is asked. An option that means nothing
//! to a view is refused: an answer that quietly left it out would be taken for the narrow one.

use chrono::NaiveDate;
use clap::Args;
use desk_core::query::{CaseFilter, ClientFilter, EarningsFilter, FILTER_NAMES_MAX, Names};
use desk_core::stage::Stage;

use crate::failure::Failure;

#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Filters")]
pub(crate) struct Narrow {
    /// Cases, earnings: of this customer; an empty name means without one; may come several times
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    customer: Vec<String>,
    /// Cases: worked by this collection partner; as above
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    partner: Vec<String>,
    /// Cases: with a debtor in this country. Clients: in this country; as above
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    country: Vec<String>,
    /// Cases: created on this day or later
    #[arg(long, value_name = "YYYY-MM-DD")]
    created_from: Option<NaiveDate>,
    /// Cases: created on this day or earlier
    #[arg(long, value_name = "YYYY-MM-DD")]
    created_to: Option<NaiveDate>,
    /// Cases: for which the customer has to supply information
    #[arg(long)]
    needs_info: bool,
    /// Clients: brought to Debitura by the partner, or not
    #[arg(long, value_name = "yes|no", value_parser = yes_or_no)]
    attributed: Option<bool>,
    /// Earnings: at this stage, 0 to 6, or `none` for those at no stage; may come several times
    #[arg(long, value_name = "STAGE", value_parser = stage)]
    stage: Vec<StageName>,
    /// Earnings: paid on this day or later
    #[arg(long, value_name = "YYYY-MM-DD")]
    paid_from: Option<NaiveDate>,
    /// Earnings: paid on this day or earlier
    #[arg(long, value_name = "YYYY-MM-DD")]
    paid_to: Option<NaiveDate>,
}

/// A stage as it was typed.
#[derive(Clone, Copy, Debug)]
struct StageName(Option<Stage>);

fn stage(text: &str) -> Result<StageName, String> {
    if text == "none" {
        return Ok(StageName(None));
    }
    let number = text.parse::<u8>().ok();
    let found = Stage::ALL.into_iter().find(|stage| Some(stage.number()) == number);
    found.map(|stage| StageName(Some(stage))).ok_or_else(|| "a number from 0 to 6 or `none` is expected".to_owned())
}

fn yes_or_no(text: &str) -> Result<bool, String> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("`yes` or `no` is expected".to_owned()),
    }
}

impl Narrow {
    pub(crate) fn cases(&self) -> Result<CaseFilter, Failure> {
        self.only("cases", &["customer", "partner", "country", "created-from", "created-to", "needs-info"])?;
        Ok(CaseFilter {
            client: None,
            customers: names(&self.customer)?,
            collection_partners: names(&self.partner)?,
            countries: names(&self.country)?,
            created: desk::days(self.created_from, self.created_to),
            needs_info: self.needs_info,
        })
    }

    pub(crate) fn clients(&self) -> Result<ClientFilter, Failure> {
        self.only("clients", &["country", "attributed"])?;
        Ok(ClientFilter { attributed: self.attributed, countries: names(&self.country)? })
    }

    pub(crate) fn earnings(&self) -> Result<EarningsFilter, Failure> {
        self.only("earnings", &["customer", "stage", "paid-from", "paid-to"])?;
        Ok(EarningsFilter {
            client: None,
            stages: self.stage.iter().map(|name| name.0).collect(),
            customers: names(&self.customer)?,
            paid: desk::days(self.paid_from, self.paid_to),
        })
    }

    fn only(&self, view: &str, options: &[&str]) -> Result<(), Failure> {
        let given = [
            ("customer", !self.customer.is_empty()),
            ("partner", !self.partner.is_empty()),
            ("country", !self.country.is_empty()),
            ("created-from", self.created_from.is_some()),
            ("created-to", self.created_to.is_some()),
            ("needs-info", self.needs_info),
            ("attributed", self.attributed.is_some()),
            ("stage", !self.stage.is_empty()),
            ("paid-from", self.paid_from.is_some()),
            ("paid-to", self.paid_to.is_some()),
        ];
        match given.into_iter().find(|(name, is_given)| *is_given && !options.contains(name)) {
            None => Ok(()),
            Some((name, _)) => {
                let known: Vec<String> = options.iter().map(|name| format!("--{name}")).collect();
                Err(Failure::usage(
                    format!("--{name} does not narrow {view}."),
                    format!("What does: {}.", known.join(", ")),
                ))
            }
        }
    }
}

fn names(typed: &[String]) -> Result<Names, Failure> {
    if typed.len() > FILTER_NAMES_MAX {
        return Err(Failure::usage(
            format!("At most {FILTER_NAMES_MAX} values can be given to one filter."),
            "Narrow the list in several commands.",
        ));
    }
    Ok(typed.iter().map(|name| Some(name.clone()).filter(|name| !name.trim().is_empty())).collect())
}
