//! The picture of the first screen: kept while it is true, shown at the next start while it still is.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use chrono::Local;
use desk::{Desk, FirstSight};
use desk_core::query::{CaseColumn, Sort, Window};
use serde::Serialize;
use tauri::{Runtime, State, WebviewWindow};

use super::Answer;
use super::convert::{
    self, Hits, arranged_columns, case_counts, case_row, count, preferences, session_view, with_news,
};
use super::types::{ArrangedColumns, CaseRow, FirstAnswers, FirstSightRequest, Preferences, SessionView};
use crate::platform;

/// Rows that the page asks for first (`PAGE_ROWS` in `ui/src/state/model.ts`).
const FIRST_ROWS: u32 = 40;

/// Everything that the first screen is made of, but for what only tells the time.
#[derive(Serialize)]
struct Ground {
    version: &'static str,
    locale: String,
    /// Days are shown in it.
    offset_from_utc: String,
    session: SessionView,
    preferences: Preferences,
    columns: ArrangedColumns,
    demo: bool,
}

/// Keeps a picture, if what it was made of is what the cache says now; nothing is kept of an older screen.
#[tauri::command]
pub(crate) async fn keep_first_sight<R: Runtime>(
    window: WebviewWindow<R>,
    desk: State<'_, Desk>,
    sight: FirstSightRequest,
) -> Answer<()> {
    let Some(room) = platform::place::room(&window, &desk) else { return Ok(()) };
    let answers = first_answers(&desk).await?;
    if serde_json::to_value(&answers).is_ok_and(|now| now == sight.answers) {
        let made_of = made_of(&desk, &answers).await?;
        let FirstSightRequest { html, css, .. } = sight;
        desk.rearrange::<FirstSight>(move |kept| *kept = FirstSight { made_of, html, css, room }).await?;
    }
    Ok(())
}

/// The picture that is true now, if there is one. Asking makes the first questions, so what they look at is decrypted when the page
/// asks them itself.
pub async fn first_sight(desk: &Desk) -> Option<FirstSight> {
    let answers = first_answers(desk).await.ok()?;
    let kept = desk.kept::<FirstSight>().await.ok()?;
    let is_true = !kept.made_of.is_empty() && made_of(desk, &answers).await.is_ok_and(|now| now == kept.made_of);
    is_true.then_some(kept)
}

/// What the page asks first: all cases by their last activity.
async fn first_answers(desk: &Desk) -> Answer<FirstAnswers> {
    let sort = Sort { column: CaseColumn::LastActivity, descending: true };
    let (page, cards) = desk.first_cases(sort, Window { offset: 0, limit: FIRST_ROWS }).await?;
    let hits = Hits::of("");
    Ok(FirstAnswers {
        total: count(page.total),
        counts: case_counts(&page.counts),
        rows: with_news(page.rows, page.news)
            .map(|(row, has_news)| CaseRow { has_news, ..case_row(row, &hits) })
            .collect(),
        cards: convert::case_cards(&cards),
    })
}

/// Another one for every other screen. Of another build of the program, perhaps, another one for the same: then the picture is
/// made anew.
async fn made_of(desk: &Desk, answers: &FirstAnswers) -> Answer<String> {
    let ground = Ground {
        version: env!("CARGO_PKG_VERSION"),
        locale: desk.locale().to_owned(),
        offset_from_utc: Local::now().offset().to_string(),
        session: session_view(desk, desk.session()),
        preferences: preferences(desk.preferences()),
        columns: arranged_columns(desk.columns().await?),
        demo: desk.is_demo(),
    };
    let mut hasher = DefaultHasher::new();
    let text = serde_json::to_string(&(ground, answers)).map_err(|_| desk::DeskError::internal())?;
    text.hash(&mut hasher);
    Ok(format!("{:016x}", hasher.finish()))
}
