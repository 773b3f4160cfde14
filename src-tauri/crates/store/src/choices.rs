//! What a filter can be set to: the names that a column holds.

use desk_core::query::ChoiceField;
use desk_core::search::{Field, Terms, haystack};

use crate::error::StoreError;
use crate::reader::Reader;

/// Names with how many rows have each; `None` stands for the rows without one.
pub type Choices = Vec<(Option<String>, u64)>;

/// Table, column and sort key.
fn place(field: ChoiceField) -> (&'static str, &'static str, &'static str) {
    match field {
        ChoiceField::CaseCustomers => ("cases", "customer", "customer_key"),
        ChoiceField::CaseCollectionPartners => ("cases", "collection_partner", "partner_key"),
        ChoiceField::CaseCountries => ("cases", "debtor_country", "country_key"),
        ChoiceField::ClientCountries => ("clients", "country", "country_key"),
        ChoiceField::EarningsCustomers => ("transactions", "customer", "customer_key"),
    }
}

/// The names of a column that answer a search, at most `limit`, in the locale's order with the rows without one last, and
/// whether there are more. The counts are of the whole table. Without a name there is nothing to search in, so those rows
/// are offered only while nothing is searched for.
///
/// # Errors
/// Any [`StoreError`] of a read.
pub fn choices(
    reader: &Reader<'_>,
    field: ChoiceField,
    search: &str,
    limit: usize,
) -> Result<(Choices, bool), StoreError> {
    let terms = Terms::parse(search);
    let (table, column, key) = place(field);
    let sql = format!(
        "SELECT {column}, count(*) FROM {table} NOT INDEXED WHERE gone_at IS NULL
         GROUP BY {column} ORDER BY max({key}) ASC NULLS LAST, {column}"
    );
    let mut statement = reader.conn.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    let mut found: Choices = Vec::new();
    while let Some(row) = rows.next()? {
        let name: Option<String> = row.get(0)?;
        let answers = match name.as_deref() {
            None => terms.is_empty(),
            Some(name) => terms.matches(&haystack(&[Field::text(Some(name))])),
        };
        if answers && found.len() >= limit {
            return Ok((found, true));
        }
        if answers {
            found.push((name, row.get::<_, i64>(1)?.unsigned_abs()));
        }
    }
    Ok((found, false))
}
