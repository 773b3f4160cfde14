//! What was found a moment ago: the pages of one search ask the same question again and again.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::bits::Bits;

/// Answers that are kept: pages of one search, and a few searches back.
const ANSWERS_MAX: usize = 8;

/// Something that was found out about one commit, by what was asked.
#[derive(Debug)]
struct Answer<Q> {
    commit: i64,
    question: Q,
    found: Arc<Bits>,
}

/// The newest answers to questions of one kind.
#[derive(Debug)]
pub(super) struct Answers<Q>(Mutex<VecDeque<Answer<Q>>>);

impl<Q> Default for Answers<Q> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<Q: PartialEq> Answers<Q> {
    fn lock(&self) -> MutexGuard<'_, VecDeque<Answer<Q>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn clear(&self) {
        self.lock().clear();
    }

    /// What was found for this question at this commit.
    pub(super) fn get(&self, commit: i64, question: &Q) -> Option<Arc<Bits>> {
        let known = self.lock();
        let answer = known.iter().find(|answer| answer.commit == commit && answer.question == *question)?;
        Some(Arc::clone(&answer.found))
    }

    /// Keeps it; what is of other commits goes.
    pub(super) fn keep(&self, commit: i64, question: Q, found: &Arc<Bits>) {
        let mut known = self.lock();
        known.retain(|answer| answer.commit == commit);
        if known.len() >= ANSWERS_MAX {
            known.pop_front();
        }
        known.push_back(Answer { commit, question, found: Arc::clone(found) });
    }
}
