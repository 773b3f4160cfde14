//! Questions that follow each other quickly: key presses in a view. Only the newest matters, but the pages of one question
//! must not end one another.

use std::sync::{Mutex, PoisonError};

use desk_store::{Lane, Reader, Store, StoreError};

/// The questions of one view.
pub(crate) struct Typing<Q> {
    lane: Lane,
    asked: Mutex<Option<Q>>,
}

impl<Q> Default for Typing<Q> {
    fn default() -> Self {
        Self { lane: Lane::new(), asked: Mutex::new(None) }
    }
}

impl<Q: Clone + PartialEq> Typing<Q> {
    /// Reads a page of a question. Another question than the last one ends that, if it still runs.
    pub(crate) async fn read<T, F>(&self, store: &Store, query: &Q, page: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Reader<'_>) -> Result<T, StoreError> + Send + 'static,
    {
        let is_new = {
            let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
            asked.replace(query.clone()).as_ref() != Some(query)
        };
        if is_new { store.read_latest(&self.lane, page).await } else { store.read(page).await }
    }
}
