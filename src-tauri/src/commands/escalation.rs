//! *Escalate*: the e-mail comes from the cache; what a person made of it goes to the clipboard or to the mail program. The
//! address that is opened is made here, so the page can open nothing but an e-mail.

use desk::{Desk, PLACE_OF_DESCRIPTION};
use desk_core::ids::{ClientKey, TransactionId};
use desk_core::mail::MAILTO_CHARS_MAX;
use tauri::{AppHandle, Runtime, State};

use super::Answer;
use super::cases::case_id;
use super::convert::{count, invalid};
use super::types::{Escalation, EscalationOn, MailOutcome};
use crate::platform::{clipboard, mail};

/// The e-mail about something, to be edited.
#[tauri::command]
pub(crate) async fn escalation(desk: State<'_, Desk>, on: EscalationOn) -> Answer<Escalation> {
    let on = match on {
        EscalationOn::Case { id } => desk::EscalationOn::Case(case_id(&id)?),
        EscalationOn::Client { id } => desk::EscalationOn::Client(ClientKey::stored(id)),
        EscalationOn::Transaction { id } => {
            let id = TransactionId::parse(&id);
            desk::EscalationOn::Transaction(id.map_err(|_| invalid("There is no such payment in the synced data."))?)
        }
    };
    let desk::Escalation { subject, text, recipient } = desk.escalation(on).await?;
    let address_max = count(MAILTO_CHARS_MAX as u64);
    Ok(Escalation { subject, text, place: PLACE_OF_DESCRIPTION.to_owned(), recipient, address_max })
}

/// Puts the text, as the person left it, on the clipboard.
#[tauri::command]
pub(crate) async fn copy_escalation<R: Runtime>(app: AppHandle<R>, desk: State<'_, Desk>, text: String) -> Answer<()> {
    clipboard::write(&app, desk.escalation_text(text)?)
}

/// Opens the text in the system's mail program or, when it is too long for an address, an e-mail without it, and puts it on
/// the clipboard.
#[tauri::command]
pub(crate) async fn mail_escalation<R: Runtime>(
    app: AppHandle<R>,
    desk: State<'_, Desk>,
    subject: String,
    text: String,
) -> Answer<MailOutcome> {
    let text = desk.escalation_text(text)?;
    let mail = desk.escalation_mail(&subject, &text)?;
    if mail.holds_text {
        mail::open(mail.url).await?;
        return Ok(MailOutcome::Opened);
    }
    // Before the mail program takes the focus, since pasting is the next thing.
    clipboard::write(&app, text)?;
    mail::open(mail.url).await?;
    Ok(MailOutcome::OpenedAndCopied)
}
