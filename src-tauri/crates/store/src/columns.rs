//! Between the types of `desk-core` and SQLite's four.

use chrono::{DateTime, Datelike, NaiveDate};
use desk_core::collate::Collation;
use desk_core::ids::{ClientKey, CreditorId, TenantId};
use desk_core::money::{Currency, Micros};
use desk_core::time::{CivilDate, Instant};
use rusqlite::Row;
use rusqlite::types::{FromSql, Type};
use uuid::Uuid;

/// Milliseconds since 1970.
pub(crate) fn millis(instant: Instant) -> i64 {
    instant.timestamp_millis()
}

pub(crate) fn instant_of(millis: i64) -> Option<Instant> {
    DateTime::from_timestamp_millis(millis)
}

/// The instant as the cache gives it back.
pub(crate) fn to_the_millisecond(instant: Option<Instant>) -> Option<Instant> {
    instant.and_then(|instant| instant_of(millis(instant)))
}

/// Days since 0001-01-01, that day being 1: numbers sort rightly for every year, texts only for those of four digits.
pub(crate) fn days(date: CivilDate) -> i64 {
    i64::from(date.num_days_from_ce())
}

/// A count as SQLite takes it.
pub(crate) fn integer(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// The text, or nothing when it is of blanks alone.
pub(crate) fn filled(text: Option<&str>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty()).map(str::to_owned)
}

/// The sort key of a text that may be missing.
pub(crate) fn key(collation: &Collation, text: Option<&str>) -> Option<Vec<u8>> {
    text.map(|text| collation.key(text))
}

/// The bytes of an id.
pub(crate) fn blob(id: Uuid) -> [u8; 16] {
    id.into_bytes()
}

/// Which of a row's columns a statement selects: the bit of each. What is left out reads as missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Selected(pub(crate) u64);

impl Selected {
    pub(crate) const ALL: Self = Self(u64::MAX);
}

/// Reads the columns of a row one after the other, in the order in which the statement names them.
pub(crate) struct Cells<'r, 's> {
    row: &'r Row<'s>,
    next: usize,
    selected: u64,
}

impl<'r, 's> Cells<'r, 's> {
    pub(crate) fn new(row: &'r Row<'s>) -> Self {
        Self::some(row, Selected::ALL)
    }

    pub(crate) fn some(row: &'r Row<'s>, Selected(selected): Selected) -> Self {
        Self { row, next: 0, selected }
    }

    /// Where the next column stands in the row; nothing when it was left out.
    fn next(&mut self) -> Option<usize> {
        let is_selected = self.selected & 1 == 1;
        self.selected >>= 1;
        is_selected.then(|| {
            self.next += 1;
            self.next - 1
        })
    }

    pub(crate) fn get<T: FromSql + Default>(&mut self) -> rusqlite::Result<T> {
        self.next().map_or_else(|| Ok(T::default()), |at| self.row.get(at))
    }

    pub(crate) fn text(&mut self) -> rusqlite::Result<Option<String>> {
        self.get()
    }

    pub(crate) fn micros(&mut self) -> rusqlite::Result<Option<Micros>> {
        Ok(self.get::<Option<i64>>()?.map(Micros))
    }

    pub(crate) fn currency(&mut self) -> rusqlite::Result<Option<Currency>> {
        Ok(self.text()?.and_then(|code| Currency::new(&code)))
    }

    pub(crate) fn instant(&mut self) -> rusqlite::Result<Option<Instant>> {
        Ok(self.get::<Option<i64>>()?.and_then(instant_of))
    }

    pub(crate) fn date(&mut self) -> rusqlite::Result<Option<CivilDate>> {
        let days = self.get::<Option<i64>>()?.and_then(|days| i32::try_from(days).ok());
        Ok(days.and_then(NaiveDate::from_num_days_from_ce_opt))
    }

    pub(crate) fn uuid(&mut self) -> rusqlite::Result<Option<Uuid>> {
        Ok(self.get::<Option<[u8; 16]>>()?.map(Uuid::from_bytes))
    }

    /// Tenant and id at Debitura as what the client is held under.
    pub(crate) fn client(&mut self) -> rusqlite::Result<Option<ClientKey>> {
        let tenant = self.text()?.map(TenantId);
        let creditor = self.uuid()?.map(CreditorId);
        Ok(ClientKey::of(tenant.as_ref(), creditor))
    }

    /// An id that every row has.
    pub(crate) fn id(&mut self) -> rusqlite::Result<Uuid> {
        self.get::<[u8; 16]>().map(Uuid::from_bytes)
    }

    /// A list kept as JSON.
    pub(crate) fn json<T: serde::de::DeserializeOwned + Default>(&mut self) -> rusqlite::Result<T> {
        let Some(at) = self.next() else { return Ok(T::default()) };
        serde_json::from_str(self.row.get_ref(at)?.as_str()?)
            .map_err(|error| rusqlite::Error::FromSqlConversionFailure(at, Type::Text, Box::new(error)))
    }
}
