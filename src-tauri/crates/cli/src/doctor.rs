//! Which readings of the API's open questions the connected API shows.

use desk::{Desk, Reading};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::status::signed_in;
use crate::streams::Streams;

pub(crate) async fn doctor(desk: &Desk, json: bool, streams: &mut Streams<'_>) -> Result<(), Failure> {
    signed_in(desk)?;
    let doctor = desk.doctor().await?;
    if json {
        let findings: Vec<Value> = doctor
            .findings
            .iter()
            .map(|finding| {
                json!({ "question": finding.question, "reading": name(finding.reading), "because": finding.because })
            })
            .collect();
        return streams.json(&json!({ "findings": findings, "requests": doctor.requests }));
    }
    let lines = doctor
        .findings
        .iter()
        .map(|finding| format!("{:<5}{:<13}{}\n", finding.question, name(finding.reading), finding.because));
    streams.say(&lines.collect::<String>())?;
    streams.say(&format!("{} requests; nothing above is personal data.\n", doctor.requests))
}

fn name(reading: Reading) -> &'static str {
    match reading {
        Reading::A => "A",
        Reading::B => "B",
        Reading::CannotTell => "cannot tell",
    }
}
