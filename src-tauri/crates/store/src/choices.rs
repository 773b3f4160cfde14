//! What a filter can be set to: the names that a column holds.

use desk_core::query::ChoiceField;
use desk_core::search::{Field, Terms, haystack};

use crate::error::StoreError;
use crate::filter::through;
use crate::reader::Reader;

/// Names with how many rows have each; `None` stands for the rows without one.
pub type Choices = Vec<(Option<String>, u64)>;

/// A column of names: its table, the index that holds it (nothing for the table itself), and its sort key.
struct Place {
    table: &'static str,
    index: Option<&'static str>,
    column: &'static str,
    key: &'static str,
}

fn place(field: ChoiceField) -> Place {
    let case = |column, key| Place { table: "cases", index: Some("cases_by_filter"), column, key };
    match field {
        ChoiceField::CaseCustomers => case("customer", "customer_key"),
        ChoiceField::CaseCollectionPartners => case("collection_partner", "partner_key"),
        ChoiceField::CaseCountries => case("debtor_country", "country_key"),
        ChoiceField::ClientCountries => Place { table: "clients", index: None, column: "country", key: "country_key" },
        ChoiceField::EarningsCustomers => Place {
            table: "transactions",
            index: Some("transactions_by_filter"),
            column: "customer",
            key: "customer_key",
        },
    }
}

/// The names with how many rows have each. Only one row of each is looked up in the table, for the key.
fn names_sql(field: ChoiceField) -> String {
    let Place { table, index, column, key } = place(field);
    format!(
        "WITH names AS (
            SELECT {column} AS name, count(*) AS held, min(rowid) AS one FROM {table} {} WHERE gone_at IS NULL
            GROUP BY {column}
         )
         SELECT name, held FROM names
         ORDER BY (SELECT {key} FROM {table} WHERE {table}.rowid = one) ASC NULLS LAST, name",
        through(index),
    )
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
    let mut statement = reader.conn.prepare_cached(&names_sql(field))?;
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
