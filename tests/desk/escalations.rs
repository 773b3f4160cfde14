//! The e-mail to Debitura: what it holds, what it never holds, and how it is handed to the mail program.

use desk::{Code, Desk, EscalationOn, PLACE_OF_DESCRIPTION, Preferences};
use desk_core::cell::{DecimalMark, amount_text};
use desk_core::fee::Verdict;
use desk_core::ids::{CaseId, ClientKey, TransactionId};
use desk_core::query::{ClientQuery, EarningsQuery};
use uuid::Uuid;

use crate::computer::{ALL, Computer, rows};

#[tokio::test]
async fn about_a_case_it_holds_the_facts_and_the_fee_where_that_leaves_a_question() {
    let computer = Computer::new(400).await;
    let desk = computer.synced().await;
    let (mut with, mut without) = (0, 0);
    for row in rows(&desk).await.unwrap().into_iter().take(120) {
        let id = row.case.id;
        let escalation = desk.escalation(EscalationOn::Case(id)).await.unwrap();
        let text = &escalation.text;
        let reference = row.case.reference.as_deref().unwrap();
        assert!(escalation.subject.contains(reference) && text.contains(reference), "{text}");
        assert_eq!(text.matches(PLACE_OF_DESCRIPTION).count(), 1);
        assert!(row.case.lifecycle.as_deref().is_none_or(|status| text.contains(status)));
        let fee = desk.case_detail(id).await.unwrap().fee;
        let asks = matches!(
            fee.verdict,
            Verdict::Disputed | Verdict::Credited | Verdict::NoneExpected | Verdict::CannotBeTold
        );
        assert_eq!(text.contains("about the fee"), asks, "{:?}", fee.verdict);
        for reason in &fee.reasons {
            assert_eq!(text.contains(reason.explanation()), asks, "{text}");
        }
        if asks { with += 1 } else { without += 1 }
    }
    assert!(with > 5 && without > 5, "{with} and {without}");
}

#[tokio::test]
async fn about_a_payment_it_names_it_with_its_statuses_and_its_estimate() {
    let computer = Computer::new(400).await;
    let desk = computer.synced().await;
    let view = desk.earnings(EarningsQuery::default(), ALL).await.unwrap();
    for (row, case) in view.page.rows.into_iter().zip(view.cases).take(60) {
        let fee = &row.transaction;
        let text = desk.escalation(EscalationOn::Transaction(fee.id)).await.unwrap().text;
        assert!(text.contains(&fee.id.to_string()), "{text}");
        let estimate = row.is_estimate && fee.fee_usd.is_some();
        assert_eq!(text.contains("(estimate)"), estimate, "{text}");
        assert_eq!(text.contains("about the fee"), case.is_some(), "{text}");
        for status in [&fee.statuses.commission, &fee.statuses.platform, &fee.statuses.referral].into_iter().flatten() {
            assert!(text.contains(status.as_str()), "{text}");
        }
    }
}

/// The amounts of a text's claims, without currency.
fn claims(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| line.strip_prefix("Claim: ")?.rsplit_once(' ')).map(|(digits, _)| digits).collect()
}

#[tokio::test]
async fn amounts_are_written_as_the_place_writes_them() {
    let computer = Computer::new(60).await;
    drop(computer.synced().await);
    let ids: Vec<CaseId> = {
        let desk = computer.start().await;
        rows(&desk).await.unwrap().into_iter().map(|row| row.case.id).take(20).collect()
    };
    let mut grouped = 0;
    for (locale, group, mark) in
        [("en-GB", ',', '.'), ("da-DK", '.', ','), ("sv_SE.UTF-8", '\u{a0}', ','), ("de-CH", '\u{2019}', '.')]
    {
        let mut options = computer.options();
        options.locale = locale.to_owned();
        let desk = Desk::open(options).await.unwrap();
        for id in &ids {
            let plain = desk.case_detail(*id).await.unwrap().row.case;
            let (Some(amount), Some(currency)) = (plain.amount, plain.currency) else { continue };
            let expected = amount_text(amount, &currency, DecimalMark::Point);
            for text in
                [desk.escalation(EscalationOn::Case(*id)).await.unwrap().text, desk.case_summary(*id).await.unwrap()]
            {
                let [written] = claims(&text)[..] else { panic!("{text}") };
                // No digit is lost, and none stands in a group of four.
                assert_eq!(written.replace(group, "").replace(mark, "."), expected, "{locale}: {written}");
                let whole = written.split(mark).next().unwrap();
                assert!(
                    whole.split(group).all(|part| part.trim_start_matches('-').chars().count() <= 3),
                    "{locale}: {written}"
                );
                grouped += usize::from(whole.contains(group));
            }
        }
    }
    assert!(grouped > 40, "{grouped}");
}

#[tokio::test]
async fn about_a_client_it_says_how_far_it_has_come() {
    let computer = Computer::new(400).await;
    let desk = computer.synced().await;
    for row in desk.clients(ClientQuery::default(), ALL).await.unwrap().rows {
        let client = row.client;
        let text = desk.escalation(EscalationOn::Client(client.key.clone())).await.unwrap().text;
        let word = if client.onboarding_done { "Onboarding: complete" } else { "Onboarding: not complete" };
        assert!(text.contains(word), "{text}");
        // The link lets whoever has it act for the client.
        assert!(client.onboarding_url.as_deref().is_none_or(|url| !text.contains(url)), "{text}");
    }
}

#[tokio::test]
async fn a_name_is_one_line_whatever_is_in_it() {
    let computer = Computer::new(60).await;
    let desk = computer.synced().await;
    let id = rows(&desk).await.unwrap()[0].case.id;
    computer.server.with_state(|state| {
        state.update_case(id.0, |case| {
            case.debtor_name = Some("\u{202e}moc.live\r\nBcc: somebody@example.com".into());
            case.creditor_reference = Some("=cmd ".repeat(3_000));
        });
        let client = state.case(id.0).unwrap().creditor_id;
        state.update_client(client, |client| client.company_name = Some("شركة & <b>\n👩‍💼".repeat(60)));
    });
    desk.refresh_case(id).await.unwrap();
    let escalation = desk.escalation(EscalationOn::Case(id)).await.unwrap();
    assert!(!escalation.text.contains('\u{202e}') && !escalation.text.contains('\r'));
    assert!(!escalation.text.lines().any(|line| line.starts_with("Bcc")), "{}", escalation.text);
    assert!(escalation.subject.chars().count() <= 121 && !escalation.subject.contains('\n'));
    let mail = desk.escalation_mail(&escalation.subject, "short").unwrap();
    assert!(mail.holds_text && mail.url.starts_with("mailto:?subject=Case%20"), "{}", mail.url);
}

#[tokio::test]
async fn a_text_that_is_too_long_for_an_address_goes_another_way() {
    let computer = Computer::new(60).await;
    let desk = computer.synced().await;
    let mail = desk.escalation_mail("Case DEB-1", &"word ".repeat(500)).unwrap();
    assert!(!mail.holds_text);
    assert_eq!(mail.url, "mailto:?subject=Case%20DEB-1");
    let absurd = desk.escalation_mail(&"x".repeat(3_000), "").unwrap_err();
    assert_eq!(absurd.code, Code::InvalidRequest);
    assert_eq!(desk.escalation_text("x".repeat(50_000)).unwrap().len(), 50_000);
    assert_eq!(desk.escalation_text("ü".repeat(50_001)).unwrap_err().code, Code::InvalidRequest);
}

#[tokio::test]
async fn it_goes_to_whom_the_settings_name() {
    let computer = Computer::new(60).await;
    let desk = computer.synced().await;
    let id = rows(&desk).await.unwrap()[0].case.id;
    assert_eq!(desk.escalation(EscalationOn::Case(id)).await.unwrap().recipient, None);
    let address = "help@debitura.example".to_owned();
    desk.set_preferences(Preferences { escalation_recipient: address.clone(), ..desk.preferences() }).unwrap();
    assert_eq!(desk.escalation(EscalationOn::Case(id)).await.unwrap().recipient, Some(address));
    let mail = desk.escalation_mail("x", "y").unwrap();
    assert_eq!(mail.url, "mailto:help@debitura.example?subject=x&body=y");
}

#[tokio::test]
async fn what_is_not_there_is_said_and_nobody_signed_out_is_answered() {
    let computer = Computer::new(60).await;
    let desk = computer.synced().await;
    let nobody = Uuid::from_u128(77);
    for on in [
        EscalationOn::Case(CaseId(nobody)),
        EscalationOn::Client(ClientKey::stored("t:nobody".to_owned())),
        EscalationOn::Transaction(TransactionId(nobody)),
    ] {
        assert_eq!(desk.escalation(on).await.unwrap_err().code, Code::InvalidRequest);
    }
    let id = rows(&desk).await.unwrap()[0].case.id;
    desk.lock();
    assert_eq!(desk.escalation(EscalationOn::Case(id)).await.unwrap_err().code, Code::NotSignedIn);
    assert_eq!(desk.escalation_mail("x", "x").unwrap_err().code, Code::NotSignedIn);
    assert_eq!(desk.escalation_text(String::new()).unwrap_err().code, Code::NotSignedIn);
}
