//! The open questions of contract section 16 as switches.
//!
//! Each question has a reading A, the default, and a reading B. Only questions that a reading
//! client can meet have a switch: Q16 and Q20 are about time that passes at Debitura, Q21 is
//! about create calls.

/// Which of the two readings of an open question the sandbox follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reading {
    /// The first reading of the contract's table.
    #[default]
    A,
    /// The second.
    B,
}

/// One switch per open question (contract section 16).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Readings {
    /// Q1. A: the GUID is the API key and `/me.id`. B: the GUID is `/me.id` alone, the key differs.
    pub q1: Reading,
    /// Q2. A: `kycStatus` as `not_required`. B: as `NotRequired`.
    pub q2: Reading,
    /// Q3. A: `/me.referralFeePercentage` and `earnings.referralFeePercentage` say 50 for 50 %. B: 0.5.
    pub q3: Reading,
    /// Q4. A: the summary counts `More Info Required` and the quote states as pending. B: in no group.
    pub q4: Reading,
    /// Q5. A: the summaries of cases and clients follow the filters. B: always the whole portfolio.
    pub q5: Reading,
    /// Q6. A: the transactions' summary follows every filter but `RevenueStages`. B: none.
    pub q6: Reading,
    /// Q7. A: confirmed is C = Paid. B: confirmed is C = Paid and an invoice was issued (P is not `NotInvoiced`).
    pub q7: Reading,
    /// Q8. A: P = `InvoiceCredited` with R open is in no stage. B: it counts as stage 0.
    pub q8: Reading,
    /// Q9. A: a plain date in `ToDate` includes that day. B: it ends at its first instant.
    pub q9: Reading,
    /// Q10. A: zoneless timestamps are UTC. B: they are the server's own time, here +01:00.
    pub q10: Reading,
    /// Q11. A: an unknown sort field is ignored. B: it is answered with 400.
    pub q11: Reading,
    /// Q12. A: arrays are repeated keys. B: the key is written with `[]` and the bare key is ignored.
    pub q12: Reading,
    /// Q13. A: `onboardingLinks` is null once onboarding is done. B: an object with a null `url`.
    pub q13: Reading,
    /// Q14. A: the cases of an archived link vanish from `/cases`. B: they stay.
    pub q14: Reading,
    /// Q15. A: `caseStats.earningsUsd` sums paid fees. B: the fees of all stages.
    pub q15: Reading,
    /// Q17. A: a 429 has no `Retry-After` header unless the fault asks for one. B: it always has.
    pub q17: Reading,
    /// Q18. A: references are eight letters and digits. B: `DEB-12345`.
    pub q18: Reading,
    /// Q19. A: `potentialRevenue` is null before a collection partner is assigned. B: an object of zeros.
    pub q19: Reading,
    /// Q22. A: a transaction's `case.invoiceId` is the case's id. B: another id.
    pub q22: Reading,
    /// Q23. A: one row per payout, nothing negative. B: corrections are negative rows of their own.
    pub q23: Reading,
}

impl Readings {
    /// Sets one switch from text such as `Q5=B`.
    ///
    /// # Errors
    /// A sentence for a person when the question has no switch or the reading is neither A nor B.
    pub fn set(&mut self, text: &str) -> Result<(), String> {
        let (question, reading) =
            text.split_once('=').ok_or_else(|| format!("A reading is written like Q5=B, not \"{text}\"."))?;
        let reading = match reading.trim() {
            "A" | "a" => Reading::A,
            "B" | "b" => Reading::B,
            other => return Err(format!("A reading is A or B, not \"{other}\".")),
        };
        let switch = self.switch(question.trim()).ok_or_else(|| {
            format!(
                "There is no switch for \"{question}\": only questions that a reading client can \
                 meet have one (Q1 to Q15, Q17 to Q19, Q22, Q23)."
            )
        })?;
        *switch = reading;
        Ok(())
    }

    /// All switches from texts such as `Q5=B`, the rest at A.
    ///
    /// # Errors
    /// The sentence of the first text that cannot be read.
    pub fn parse<I: IntoIterator<Item = T>, T: AsRef<str>>(texts: I) -> Result<Self, String> {
        let mut readings = Self::default();
        for text in texts {
            readings.set(text.as_ref())?;
        }
        Ok(readings)
    }

    fn switch(&mut self, question: &str) -> Option<&mut Reading> {
        Some(match question.to_ascii_uppercase().as_str() {
            "Q1" => &mut self.q1,
            "Q2" => &mut self.q2,
            "Q3" => &mut self.q3,
            "Q4" => &mut self.q4,
            "Q5" => &mut self.q5,
            "Q6" => &mut self.q6,
            "Q7" => &mut self.q7,
            "Q8" => &mut self.q8,
            "Q9" => &mut self.q9,
            "Q10" => &mut self.q10,
            "Q11" => &mut self.q11,
            "Q12" => &mut self.q12,
            "Q13" => &mut self.q13,
            "Q14" => &mut self.q14,
            "Q15" => &mut self.q15,
            "Q17" => &mut self.q17,
            "Q18" => &mut self.q18,
            "Q19" => &mut self.q19,
            "Q22" => &mut self.q22,
            "Q23" => &mut self.q23,
            _ => return None,
        })
    }
}
