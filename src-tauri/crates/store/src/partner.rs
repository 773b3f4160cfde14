//! The small facts that are no rows: the partner, as keys and values.

use desk_core::ids::PartnerId;
use desk_core::rows::Partner;
use desk_core::stage::InvoicingMode;
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::StoreError;

const KNOWN: &str = "partner.known";
const ID: &str = "partner.id";
const COMPANY_NAME: &str = "partner.company_name";
const SHORT_NAME: &str = "partner.short_name";
const IS_ACTIVE: &str = "partner.is_active";
const IS_PUBLIC_DEMO: &str = "partner.is_public_demo";
const INVOICING_MODE: &str = "partner.invoicing_mode";

/// A value of `meta`.
pub(crate) fn meta(conn: &Connection, key: &str) -> Result<Option<String>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
    Ok(statement.query_row([key], |row| row.get(0)).optional()?)
}

/// Sets a value of `meta`, or removes it. Writes nothing when it is so already.
pub(crate) fn set_meta(conn: &Connection, key: &str, value: Option<&str>) -> Result<(), StoreError> {
    match value {
        Some(value) => conn
            .prepare_cached(
                "INSERT INTO meta (key, value) VALUES (?1, ?2)
                 ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE value <> excluded.value",
            )?
            .execute(params![key, value])?,
        None => conn.prepare_cached("DELETE FROM meta WHERE key = ?1")?.execute([key])?,
    };
    Ok(())
}

fn flag(on: bool) -> Option<&'static str> {
    Some(if on { "1" } else { "0" })
}

pub(crate) fn store(conn: &Connection, partner: &Partner) -> Result<(), StoreError> {
    set_meta(conn, KNOWN, flag(true))?;
    set_meta(conn, ID, partner.id.map(|id| id.to_string()).as_deref())?;
    set_meta(conn, COMPANY_NAME, partner.company_name.as_deref())?;
    set_meta(conn, SHORT_NAME, partner.short_name.as_deref())?;
    set_meta(conn, IS_ACTIVE, flag(partner.is_active))?;
    set_meta(conn, IS_PUBLIC_DEMO, flag(partner.is_public_demo))?;
    set_meta(conn, INVOICING_MODE, partner.invoicing_mode.map(InvoicingMode::name))
}

pub(crate) fn load(conn: &Connection) -> Result<Option<Partner>, StoreError> {
    if meta(conn, KNOWN)?.is_none() {
        return Ok(None);
    }
    let is_on = |key| Ok::<_, StoreError>(meta(conn, key)?.as_deref() == Some("1"));
    Ok(Some(Partner {
        id: meta(conn, ID)?.and_then(|id| PartnerId::parse(&id).ok()),
        company_name: meta(conn, COMPANY_NAME)?,
        short_name: meta(conn, SHORT_NAME)?,
        is_active: is_on(IS_ACTIVE)?,
        is_public_demo: is_on(IS_PUBLIC_DEMO)?,
        invoicing_mode: meta(conn, INVOICING_MODE)?.and_then(|name| InvoicingMode::parse(&name)),
    }))
}

pub(crate) fn forget(conn: &Connection) -> Result<(), StoreError> {
    for key in [KNOWN, ID, COMPANY_NAME, SHORT_NAME, IS_ACTIVE, IS_PUBLIC_DEMO, INVOICING_MODE] {
        set_meta(conn, key, None)?;
    }
    Ok(())
}
