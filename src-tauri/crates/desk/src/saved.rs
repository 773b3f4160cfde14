//! Saved views: a name for what a table shows. They are kept as what was asked and not as what was answered: days stay days, so
//! that they mean the days of whichever computer reads them.

use std::collections::HashSet;

use desk_core::ids::ClientKey;
use desk_core::lifecycle::CaseTab;
use desk_core::query::{
    CaseColumn, ClientColumn, ClientTab, EarningsColumn, FILTER_NAMES_MAX, Names, Ordered, SEARCH_CHARS_MAX, Sort,
};
use desk_core::search::fold;
use desk_core::stage::{EarningsTab, Stage};
use desk_core::time::CivilDate;
use desk_store::clients;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::arranged::ArrangedColumn;
use crate::error::DeskError;
use crate::kept::Kept;
use crate::open::Desk;

/// Views that can be saved.
pub const SAVED_VIEWS_MAX: usize = 100;

/// Characters of a view's name.
pub const VIEW_NAME_CHARS_MAX: usize = 80;

/// Columns that one view can name: more than any table has.
const COLUMNS_MAX: usize = 64;

/// Bytes of a column's name. One that only another version knows is kept.
const COLUMN_NAME_MAX: usize = 40;

/// A view with its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SavedView {
    /// Tells it from the others.
    pub id: u32,
    /// As the person called it.
    pub name: String,
    /// What it shows.
    pub shows: SavedQuery,
}

/// What a view shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "view", content = "query")]
pub enum SavedQuery {
    /// Cases.
    Cases(SavedCases),
    /// Clients.
    Clients(SavedClients),
    /// Earnings.
    Earnings(SavedEarnings),
}

/// What a table of cases is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SavedCases {
    /// What was typed.
    pub search: String,
    /// Tab.
    #[serde(serialize_with = "tab_name", deserialize_with = "tab_named")]
    pub tab: CaseTab,
    /// Filters.
    pub filters: SavedCaseFilters,
    /// Order.
    pub sort: Sort<CaseColumn>,
    /// All columns, shown or not, in their order; none in it: as the program comes; nothing: as they are.
    #[serde(default)]
    pub columns: Option<Vec<ArrangedColumn>>,
}

/// Filters of the Cases view.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SavedCaseFilters {
    /// One client.
    pub client: Option<ClientKey>,
    /// Clients by name.
    pub customers: Names,
    /// Collection partners by name.
    pub collection_partners: Names,
    /// Countries by name.
    pub countries: Names,
    /// First day of creation.
    pub created_from: Option<CivilDate>,
    /// Last day of creation.
    pub created_to: Option<CivilDate>,
    /// Only cases for which the client has to supply something.
    pub needs_info: bool,
}

/// What a table of clients is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SavedClients {
    /// What was typed.
    pub search: String,
    /// Tab.
    pub tab: ClientTab,
    /// Filters.
    pub filters: SavedClientFilters,
    /// Order.
    pub sort: Sort<ClientColumn>,
    /// All columns, as with cases.
    #[serde(default)]
    pub columns: Option<Vec<ArrangedColumn>>,
}

/// Filters of the Clients view.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SavedClientFilters {
    /// Brought to Debitura by the partner, or not.
    pub attributed: Option<bool>,
    /// Countries by name.
    pub countries: Names,
}

/// What a table of transactions is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SavedEarnings {
    /// What was typed.
    pub search: String,
    /// Tab.
    pub tab: EarningsTab,
    /// Filters.
    pub filters: SavedEarningsFilters,
    /// Order.
    pub sort: Sort<EarningsColumn>,
    /// All columns, as with cases.
    #[serde(default)]
    pub columns: Option<Vec<ArrangedColumn>>,
}

/// Filters of the Earnings view.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SavedEarningsFilters {
    /// One client.
    pub client: Option<ClientKey>,
    /// Stages; nothing: the rows that meet no predicate.
    pub stages: Vec<Option<Stage>>,
    /// Clients by name.
    pub customers: Names,
    /// First day of payment.
    pub paid_from: Option<CivilDate>,
    /// Last day of payment.
    pub paid_to: Option<CivilDate>,
}

// The tab's own JSON is another one, of two levels.
fn tab_name<S: Serializer>(tab: &CaseTab, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(tab.name())
}

fn tab_named<'de, D: Deserializer<'de>>(deserializer: D) -> Result<CaseTab, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
}

impl SavedView {
    /// Why it cannot be saved; nothing when it can.
    fn trouble(&self) -> Option<&'static str> {
        let name = self.name.trim();
        if name.is_empty() {
            Some("A view needs a name.")
        } else if name.chars().count() > VIEW_NAME_CHARS_MAX || name.chars().any(char::is_control) {
            Some("A view’s name is one line of 80 characters at most.")
        } else if self.shows.is_out_of_bounds() {
            Some("This view asks for more than a table can be asked.")
        } else {
            None
        }
    }
}

impl SavedQuery {
    /// The client that it is about, where it is about one.
    #[must_use]
    pub fn client(&self) -> Option<&ClientKey> {
        match self {
            Self::Cases(of) => of.filters.client.as_ref(),
            Self::Clients(_) => None,
            Self::Earnings(of) => of.filters.client.as_ref(),
        }
    }

    fn is_out_of_bounds(&self) -> bool {
        let (search, lists, columns, has_order) = match self {
            Self::Cases(SavedCases { search, filters: by, columns, sort, .. }) => {
                let lists = by.customers.len().max(by.collection_partners.len()).max(by.countries.len());
                (search, lists, columns, sort.column.has_order())
            }
            Self::Clients(SavedClients { search, filters, columns, sort, .. }) => {
                (search, filters.countries.len(), columns, sort.column.has_order())
            }
            Self::Earnings(SavedEarnings { search, filters, columns, sort, .. }) => {
                (search, filters.customers.len().max(filters.stages.len()), columns, sort.column.has_order())
            }
        };
        let too_long = |column: &ArrangedColumn| column.name.len() > COLUMN_NAME_MAX;
        search.chars().count() > SEARCH_CHARS_MAX
            || lists > FILTER_NAMES_MAX
            || columns.as_ref().is_some_and(|all| all.len() > COLUMNS_MAX || all.iter().any(too_long))
            || !has_order
    }
}

/// In the person's order. Each stands by itself: one that this version cannot read takes no other with it, and is not lost.
#[derive(Debug, Default, Serialize, Deserialize)]
struct SavedViews {
    views: Vec<serde_json::Value>,
}

impl SavedViews {
    fn shown(&self) -> Vec<SavedView> {
        self.views.iter().filter_map(shown).collect()
    }

    /// In place of those that could be read. The others, such as those of a newer version, stay behind them.
    fn replace(&mut self, views: Vec<serde_json::Value>) {
        let before = std::mem::replace(&mut self.views, views);
        self.views.extend(before.into_iter().filter(|view| shown(view).is_none()));
    }
}

/// A view that this version can read and that makes sense.
fn shown(view: &serde_json::Value) -> Option<SavedView> {
    SavedView::deserialize(view).ok().filter(|view| view.trouble().is_none())
}

impl Kept for SavedViews {
    const NAME: &'static str = "views";
}

impl Desk {
    /// The saved views in the person's order, each with the name of the client that it is about. One that cannot be read is
    /// left out.
    ///
    /// # Errors
    /// When nobody is signed in, or the cache fails.
    pub async fn saved_views(&self) -> Result<Vec<(SavedView, Option<String>)>, DeskError> {
        let mut views = self.kept::<SavedViews>().await?.shown();
        let mut ids = HashSet::new();
        views.retain(|view| ids.insert(view.id));
        views.truncate(SAVED_VIEWS_MAX);
        let named = self.opened()?.store.read(move |reader| {
            let mut named = Vec::with_capacity(views.len());
            for view in views {
                let client = match view.shows.client() {
                    Some(key) => clients::by_key(reader, key)?.and_then(|row| row.client.name),
                    None => None,
                };
                named.push((view, client));
            }
            Ok(named)
        });
        Ok(named.await?)
    }

    /// Keeps these views, in this order, in place of those that were saved.
    ///
    /// # Errors
    /// When they are more than 100, when one has no name of its own or asks for too much, when nobody is signed in, or the
    /// cache fails. Then the views stay as they were.
    pub async fn keep_saved_views(&self, mut views: Vec<SavedView>) -> Result<(), DeskError> {
        if views.len() > SAVED_VIEWS_MAX {
            return Err(DeskError::invalid("At most 100 views can be saved. Delete one that is no longer needed."));
        }
        let (mut ids, mut names) = (HashSet::new(), HashSet::new());
        for view in &mut views {
            if let Some(trouble) = view.trouble() {
                return Err(DeskError::invalid(trouble));
            }
            view.name = view.name.trim().to_owned();
            if !ids.insert(view.id) || !names.insert(fold(&view.name)) {
                return Err(DeskError::invalid("There is another view with this name."));
            }
        }
        let texts: Result<Vec<_>, _> = views.iter().map(serde_json::to_value).collect();
        let texts = texts.map_err(|_| DeskError::invalid("That cannot be kept."))?;
        if serde_json::to_string(&texts).is_ok_and(|text| text.len() > desk_store::KEPT_MAX / 2) {
            return Err(DeskError::invalid("That is too much to keep."));
        }
        self.rearrange::<SavedViews>(move |kept| kept.replace(texts)).await
    }
}
