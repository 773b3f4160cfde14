//! *What changed*: what the syncs saw since a person last said that all is seen.
//!
//! The mark is the number of an entry of the change log, kept in the encrypted cache. It moves only when the person says so:
//! leaving the pane would have to guess what was looked at, and whoever opens the first of ten cases would come back to none.

mod counted;
mod sort;
mod tidings;

use desk_core::ids::CaseId;
use desk_core::query::Window;
use desk_core::stage::{InvoicingMode, Stage};
use desk_core::time::Instant;
use desk_store::cases::CaseRow;
use desk_store::changes::{self, ChangedField, NetChange};
use desk_store::clients::ClientRow;
use desk_store::earnings::EarningsRow;
use desk_store::{Reader, StoreError, Table, cases, clients, earnings};
use serde::{Deserialize, Serialize};

use crate::error::DeskError;
use crate::kept::{self, Kept};
use crate::open::Desk;
use crate::views::mode_of;

pub(crate) use counted::Counted;
use counted::{CountOf, Counts};

/// What kind of news it is. Each changed row is under exactly one, the one that says most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NewsKind {
    /// Cases that Debitura did not list before.
    NewCases,
    /// Cases that ended.
    Closed,
    /// Cases with another status.
    Moved,
    /// Clients whose agreement is signed now.
    Onboarded,
    /// Fees at another stage.
    Fees,
    /// Payments that Debitura did not list before.
    Payments,
    /// Clients that Debitura did not list before.
    NewClients,
    /// Everything else that is watched.
    Other,
}

impl NewsKind {
    /// Every kind, in the order in which they are told.
    pub const ALL: [Self; 8] = [
        Self::NewCases,
        Self::Closed,
        Self::Moved,
        Self::Onboarded,
        Self::Fees,
        Self::Payments,
        Self::NewClients,
        Self::Other,
    ];
}

/// The row that the news is about, as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewsRow {
    /// A case.
    Case(Box<CaseRow>),
    /// A client.
    Client(Box<ClientRow>),
    /// A payment with its fee, and its case.
    Payment(Box<EarningsRow>, Option<CaseId>),
    /// A row that this computer does not hold at present.
    NotHeld(Table),
}

/// One row that has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewsItem {
    /// The number of its newest entry, which tells it from any other.
    pub entry: i64,
    /// When a sync saw that.
    pub seen: Instant,
    /// The row.
    pub row: NewsRow,
    /// Debitura still lists it.
    pub is_listed: bool,
    /// Each changed field with its value at the mark and now.
    pub fields: Vec<(ChangedField, Option<String>, Option<String>)>,
    /// The stage of a fee at the mark, under the present invoicing mode; for other rows, and new ones, nothing.
    pub stage_before: Option<Option<Stage>>,
}

/// The news of one kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewsGroup {
    /// Which kind.
    pub kind: NewsKind,
    /// Rows in all.
    pub total: u64,
    /// Those that were asked for, the newest first.
    pub items: Vec<NewsItem>,
}

/// What changed since the mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    /// When the mark was set; nothing as long as nobody has said that all is seen.
    pub since: Option<Instant>,
    /// The mark.
    pub mark: i64,
    /// The newest entry that is told of here: what to set the mark to, so that what comes meanwhile stays news.
    pub until: i64,
    /// Rows that have changed, of all kinds.
    pub total: u64,
    /// The log keeps a bounded number of changes, and some after the mark had to make room.
    pub is_trimmed: bool,
    /// The kinds of which there are any.
    pub groups: Vec<NewsGroup>,
}

/// Up to where the person has seen the news.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Visit {
    /// Number of the last entry that counts as seen; nothing before anybody has looked.
    seen: Option<i64>,
    /// When the person said so, milliseconds since 1970; nothing when the program began with it.
    at: Option<i64>,
    /// The mark before it and when that was set: for whoever did not mean it.
    before: Option<(i64, Option<i64>)>,
}

impl Kept for Visit {
    const NAME: &'static str = "visit";
}

/// The number up to which everything is seen: without a mark there is no news yet.
pub(crate) fn mark_of(reader: &Reader<'_>) -> Result<i64, StoreError> {
    Ok(kept::read::<Visit>(reader)?.seen.unwrap_or(i64::MAX))
}

/// For each of some rows whether it has news: whether *Today* tells of it, under the partner's present invoicing mode. An
/// entry alone is none, or a fee that changed within its stage would keep a mark that nothing takes away.
pub(crate) fn marked<K: AsRef<[u8]>>(
    reader: &Reader<'_>,
    table: Table,
    keys: impl Iterator<Item = K>,
) -> Result<Vec<bool>, StoreError> {
    let nets = changes::net_of_each(reader, table, keys, mark_of(reader)?)?;
    if nets.iter().all(Option::is_none) {
        return Ok(vec![false; nets.len()]);
    }
    let mode = mode_of(reader)?;
    let has_news = |net: &Option<NetChange>| match net {
        None => Ok(false),
        Some(net) => Ok(sort::kind_of(reader, net, mode)?.kind.is_some()),
    };
    nets.iter().map(has_news).collect()
}

impl Desk {
    /// What changed, of one kind or of every one: a window of each kind's rows, with how many there are.
    ///
    /// The first time that it is asked, the mark is set to where the log is: what came before anybody looked is no news, and
    /// what the first complete pass brings is in no log.
    ///
    /// # Errors
    /// When nobody is signed in, or the cache fails.
    pub async fn news(&self, kind: Option<NewsKind>, window: Window) -> Result<News, DeskError> {
        let open = self.opened()?;
        let store = &open.store;
        if self.kept::<Visit>().await?.seen.is_none() {
            let newest = store.read(changes::newest).await?;
            self.rearrange::<Visit>(move |visit| visit.seen = visit.seen.or(Some(newest))).await?;
        }
        let counted = open.counted.clone();
        let (news, nothing) = store.read(move |reader| tell(reader, &counted, kind, window)).await?;
        if nothing && news.until > news.mark {
            // What changed and changed back is no news, and leaves no dot that nothing takes away.
            let (mark, until) = (news.mark, news.until);
            self.rearrange::<Visit>(move |visit| {
                if visit.seen == Some(mark) {
                    visit.seen = Some(until);
                }
            })
            .await?;
        }
        Ok(news)
    }

    /// How often the log was read from the mark on: for tests and measurements.
    ///
    /// # Errors
    /// When nobody is signed in.
    pub fn news_walks(&self) -> Result<u64, DeskError> {
        Ok(self.opened()?.counted.walks())
    }

    /// Everything up to this entry is seen. Given the mark before the present one, it is as if that had never been moved.
    ///
    /// # Errors
    /// When nobody is signed in, the cache fails, or there is no such entry yet.
    pub async fn see_news(&self, until: i64) -> Result<(), DeskError> {
        let newest = self.opened()?.store.read(changes::newest).await?;
        let visit = self.kept::<Visit>().await?;
        if visit.seen == Some(until) {
            // Asked twice: the way back stays the one that it is.
            return Ok(());
        }
        let next = match visit.before {
            Some((seen, at)) if seen == until => Visit { seen: Some(seen), at, before: None },
            _ if until < visit.seen.unwrap_or(0) || until > newest => {
                return Err(DeskError::invalid("There is no such change to be marked as seen."));
            }
            _ => Visit {
                seen: Some(until),
                at: Some(self.now().timestamp_millis()),
                before: visit.seen.map(|seen| (seen, visit.at)),
            },
        };
        // Nothing came between: another log-in has another cache, and two presses are two steps.
        self.rearrange::<Visit>(move |kept| {
            if *kept == visit {
                *kept = next;
            }
        })
        .await
    }
}

/// And whether nothing differs from how it was at the mark, of no kind and under no invoicing mode.
fn tell(
    reader: &Reader<'_>,
    counted: &Counted,
    wanted: Option<NewsKind>,
    window: Window,
) -> Result<(News, bool), StoreError> {
    let visit: Visit = kept::read(reader)?;
    let until = changes::newest(reader)?;
    let mark = visit.seen.unwrap_or(until);
    let mode = mode_of(reader)?;
    let since = visit.at.and_then(chrono::DateTime::from_timestamp_millis);
    let is_trimmed = changes::is_trimmed(mark, until);
    let told = |groups: Vec<NewsGroup>, total| News { since, mark, until, total, is_trimmed, groups };
    let of = CountOf { mark, until, mode };
    let only_counts = wanted.is_none() && window.limit == 0;
    if only_counts && let Some(counts) = counted.of(of) {
        let groups =
            counts.groups.iter().map(|(kind, total)| NewsGroup { kind: *kind, total: *total, items: Vec::new() });
        return Ok((told(groups.collect(), counts.total), counts.nothing));
    }
    counted.walk();
    let mut sorted: Vec<(NewsKind, NetChange)> = Vec::new();
    let nets = changes::net_since(reader, mark)?;
    let nothing = nets.is_empty();
    let mut is_sure = true;
    for net in nets {
        let one = sort::kind_of(reader, &net, mode)?;
        is_sure &= one.is_sure;
        sorted.extend(one.kind.map(|kind| (kind, net)));
    }
    let total = count(sorted.len());
    let mut groups = Vec::new();
    for kind in NewsKind::ALL.into_iter().filter(|kind| wanted.is_none_or(|wanted| wanted == *kind)) {
        let nets: Vec<&NetChange> = sorted.iter().filter(|(of, _)| *of == kind).map(|(_, net)| net).collect();
        let skip = usize::try_from(window.offset).unwrap_or(usize::MAX);
        let take = usize::try_from(window.limit).unwrap_or(usize::MAX);
        let shown = nets.iter().skip(skip).take(take);
        let items = shown.map(|net| item(reader, net, mode)).collect::<Result<_, _>>()?;
        if !nets.is_empty() || wanted.is_some() {
            groups.push(NewsGroup { kind, total: count(nets.len()), items });
        }
    }
    if wanted.is_none() && is_sure {
        let groups = groups.iter().map(|group| (group.kind, group.total)).collect();
        counted.keep(of, Counts { groups, total, nothing });
    }
    Ok((told(groups, total), nothing))
}

fn count(rows: usize) -> u64 {
    u64::try_from(rows).unwrap_or(u64::MAX)
}

fn item(reader: &Reader<'_>, net: &NetChange, mode: InvoicingMode) -> Result<NewsItem, StoreError> {
    let (row, is_listed) = row_of(reader, net, mode)?;
    let stage_before = match &row {
        NewsRow::Payment(payment, _) if !net.is_new => {
            Some(sort::statuses_before(net, &payment.transaction.statuses).stage(mode))
        }
        _ => None,
    };
    Ok(NewsItem { entry: net.newest, seen: net.seen, row, is_listed, fields: net.fields.clone(), stage_before })
}

fn row_of(reader: &Reader<'_>, net: &NetChange, mode: InvoicingMode) -> Result<(NewsRow, bool), StoreError> {
    let found = if let Some(id) = net.case() {
        cases::held(reader, id)?.map(|(row, listed)| (NewsRow::Case(Box::new(row)), listed))
    } else if let Some(key) = net.client() {
        clients::held(reader, &key)?.map(|(row, listed)| (NewsRow::Client(Box::new(row)), listed))
    } else if let Some((row, listed)) = held_payment(reader, net, mode)? {
        let case = earnings::case_of(reader, &row.transaction)?;
        Some((NewsRow::Payment(Box::new(row), case), listed))
    } else {
        None
    };
    Ok(found.unwrap_or((NewsRow::NotHeld(net.table), false)))
}

fn held_payment(
    reader: &Reader<'_>,
    net: &NetChange,
    mode: InvoicingMode,
) -> Result<Option<(EarningsRow, bool)>, StoreError> {
    net.transaction().map_or(Ok(None), |id| earnings::held(reader, id, mode))
}
