//! Names of closed sets: out, back in, and the same in JSON.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::str::FromStr;

use desk_core::ids::{CaseId, ClientId, ClientKey, CreditorId, PartnerId, TenantId, TransactionId};
use desk_core::lifecycle::{CaseGroup, CaseTab};
use desk_core::query::{
    CaseColumn, CaseFilter, CaseQuery, ChoiceField, ClientColumn, ClientFilter, ClientQuery, ClientTab, EarningsColumn,
    EarningsFilter, EarningsQuery, Sort, Span, UnknownName,
};
use desk_core::rows::Partner;
use desk_core::stage::EarningsTab;
use serde::Serialize;
use serde::de::DeserializeOwned;

fn round_trip<T>(all: &[T], name: impl Fn(T) -> &'static str)
where
    T: Copy + Debug + PartialEq + FromStr<Err = UnknownName> + Serialize + DeserializeOwned,
{
    let mut names = BTreeSet::new();
    for one in all {
        let text = name(*one);
        assert!(names.insert(text), "{text} twice");
        assert_eq!(text.parse::<T>().as_ref(), Ok(one));
        let json = serde_json::to_string(one).unwrap();
        assert_eq!(json, format!("{text:?}"));
        assert_eq!(serde_json::from_str::<T>(&json).unwrap(), *one);
        assert!(text.to_uppercase().parse::<T>().is_err(), "names are exact");
    }
    assert!("; drop table cases".parse::<T>().is_err());
    assert!("".parse::<T>().is_err());
}

#[test]
fn every_name_goes_out_and_comes_back() {
    round_trip(CaseColumn::ALL, CaseColumn::name);
    round_trip(ClientColumn::ALL, ClientColumn::name);
    round_trip(EarningsColumn::ALL, EarningsColumn::name);
    round_trip(ClientTab::ALL, ClientTab::name);
    round_trip(ChoiceField::ALL, ChoiceField::name);
    round_trip(&EarningsTab::ALL, EarningsTab::name);
    let tabs: Vec<_> = std::iter::once(CaseTab::All).chain(CaseGroup::ALL.map(CaseTab::Group)).collect();
    round_trip(&tabs, CaseTab::name);
    assert_eq!(CaseTab::Group(CaseGroup::Other).to_string(), "other");
    assert_eq!(
        [CaseColumn::ALL.len(), ClientColumn::ALL.len(), EarningsColumn::ALL.len(), ClientTab::ALL.len()],
        [18, 10, 8, 3]
    );
}

#[test]
fn sorts() {
    let sort = |column, descending| Ok(Sort { column, descending });
    assert_eq!("amount".parse(), sort(CaseColumn::Amount, false));
    assert_eq!("amount:asc".parse(), sort(CaseColumn::Amount, false));
    assert_eq!("lastActivity:desc".parse(), sort(CaseColumn::LastActivity, true));
    for text in ["", ":", "amount:", "amount:DESC", "amount:up", "amount:asc:desc", "fee:desc", "Amount", " amount"] {
        assert!(text.parse::<Sort<CaseColumn>>().is_err(), "{text}");
    }
    assert_eq!("fee:desc".parse(), Ok(Sort { column: EarningsColumn::Fee, descending: true }));
}

#[test]
fn unknown_names_are_said_in_short() {
    let error = "amount:sideways".parse::<Sort<CaseColumn>>().unwrap_err();
    assert_eq!(error.to_string(), "there is no sort direction called `sideways`");
    let long = UnknownName::new("column", &"ü".repeat(1000)).to_string();
    assert_eq!(long.chars().filter(|c| *c == 'ü').count(), 40);
}

#[test]
fn first_sights_are_newest_first() {
    assert_eq!(CaseQuery::default().sort, "created:desc".parse().unwrap());
    assert_eq!(ClientQuery::default().sort, "linked:desc".parse().unwrap());
    assert_eq!(EarningsQuery::default().sort, "paid:desc".parse().unwrap());
    assert_eq!((CaseQuery::default().tab, ClientQuery::default().tab), (CaseTab::All, ClientTab::All));
}

#[test]
fn ids_take_every_spelling_and_write_one() {
    let plain = "0b9e8c1a-52d4-4f6e-9a37-1c2d3e4f5a6b";
    let spellings = [plain.to_owned(), plain.to_uppercase(), format!("{{{plain}}}"), plain.replace('-', "")];
    for text in &spellings {
        assert_eq!(CaseId::parse(text).unwrap().to_string(), plain);
        assert_eq!(CreditorId::parse(text).unwrap().to_string(), plain);
        assert_eq!(TransactionId::parse(text).unwrap().to_string(), plain);
        assert_eq!(PartnerId::parse(text).unwrap().to_string(), plain);
    }
    assert!(CaseId::parse("DEB-12345").is_err());
    assert_ne!(TenantId("abc".to_owned()), TenantId("ABC".to_owned()));
    assert_eq!(serde_json::to_string(&CaseId::parse(plain).unwrap()).unwrap(), format!("\"{plain}\""));
}

#[test]
fn a_partner_has_the_first_name_that_is_one() {
    let named = |short: Option<&str>, company: Option<&str>| Partner {
        id: None,
        company_name: company.map(str::to_owned),
        short_name: short.map(str::to_owned),
        is_active: true,
        is_public_demo: false,
        invoicing_mode: None,
    };
    assert_eq!(named(Some(" Nordlys "), Some("Nordlys A/S")).name(), Some("Nordlys"));
    assert_eq!(named(Some("  "), Some("Nordlys A/S")).name(), Some("Nordlys A/S"));
    assert_eq!(named(None, Some("Nordlys A/S")).name(), Some("Nordlys A/S"));
    assert_eq!(named(None, Some("")).name(), None);
}

#[test]
fn a_filter_is_empty_until_one_part_of_it_is_set() {
    let noon = desk_core::time::parse_instant("2026-03-01T12:00:00Z");
    let client = ClientKey::of(Some(&TenantId("t".to_owned())), None);
    let spans = [Span { from: noon, before: None }, Span { from: None, before: noon }];
    assert!(Span::default().is_empty() && spans.iter().all(|span| !span.is_empty()));

    assert!(CaseFilter::default().is_empty() && CaseQuery::default().filter.is_empty());
    let nameless = || vec![None];
    for set in [
        CaseFilter { client: client.clone(), ..CaseFilter::default() },
        CaseFilter { customers: nameless(), ..CaseFilter::default() },
        CaseFilter { collection_partners: nameless(), ..CaseFilter::default() },
        CaseFilter { countries: nameless(), ..CaseFilter::default() },
        CaseFilter { created: spans[0], ..CaseFilter::default() },
        CaseFilter { needs_info: true, ..CaseFilter::default() },
    ] {
        assert!(!set.is_empty(), "{set:?}");
    }

    assert!(ClientFilter::default().is_empty() && ClientQuery::default().filter.is_empty());
    for set in [
        ClientFilter { attributed: Some(false), ..ClientFilter::default() },
        ClientFilter { countries: nameless(), ..ClientFilter::default() },
    ] {
        assert!(!set.is_empty(), "{set:?}");
    }

    assert!(EarningsFilter::default().is_empty() && EarningsQuery::default().filter.is_empty());
    for set in [
        EarningsFilter { client, ..EarningsFilter::default() },
        EarningsFilter { stages: vec![None], ..EarningsFilter::default() },
        EarningsFilter { customers: nameless(), ..EarningsFilter::default() },
        EarningsFilter { paid: spans[1], ..EarningsFilter::default() },
    ] {
        assert!(!set.is_empty(), "{set:?}");
    }
}

#[test]
fn a_clients_key_tells_what_its_rows_carry() {
    let id = "6f9619ff-8b86-d011-b42d-00c04fc964ff";
    let creditor = CreditorId::parse(id).unwrap();
    // A tenant id is any text: one that looks like a key or a UUID is still a tenant id.
    for tenant in ["acme", "", "a:b", "t:t", "i:i", id, "Größe "] {
        let key = ClientKey::of(Some(&TenantId(tenant.to_owned())), Some(creditor)).unwrap();
        assert_eq!(key.id(), Some(ClientId::Tenant(tenant)));
    }
    let key = ClientKey::of(None, Some(creditor)).unwrap();
    assert_eq!(key.id(), Some(ClientId::Creditor(creditor)));
    for text in ["", "acme", "x:acme", "i:", "i:acme", "T:acme"] {
        assert_eq!(ClientKey::stored(text.to_owned()).id(), None, "{text}");
    }
}
