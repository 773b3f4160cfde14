//! The newest payment of a case, through histories of rows that come, change and take references from each other, in any
//! order: at each moment it is what the rows held at that moment say.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use desk_core::ids::{CaseId, TransactionId};
use desk_core::rows::{Case, Transaction};
use desk_core::time::Instant;
use desk_store::cases::{self, ActivityKind};
use desk_store::{Reader, StoreError};
use uuid::Uuid;

use crate::fixture::{Cache, ask, at};
use crate::rows::{self, Dice};

const HISTORIES: u64 = 60;
const STEPS: usize = 25;
/// Ids of cases that may come; a transaction may bear any of them, long before.
const CASES: u64 = 6;

/// Before every payment, so that no change that was seen is the newest.
const SEEN: &str = "2001-01-01T00:00:00Z";

#[derive(Default)]
struct Held {
    cases: BTreeMap<CaseId, Case>,
    transactions: BTreeMap<TransactionId, Transaction>,
}

impl Held {
    /// The case of a transaction (contract question Q22), in the plainest way.
    fn case_of(&self, transaction: &Transaction) -> Option<CaseId> {
        if let Some(id) = transaction.case.filter(|id| self.cases.contains_key(id)) {
            return Some(id);
        }
        let reference = transaction.case_reference.as_ref()?;
        let mut named = self.cases.values().filter(|case| case.reference.as_ref() == Some(reference));
        let first = named.next()?;
        named.next().is_none().then_some(first.id)
    }

    fn newest(&self, case: CaseId) -> Option<Instant> {
        let own = self.transactions.values().filter(|row| self.case_of(row) == Some(case));
        own.filter_map(|row| row.paid).max()
    }
}

fn case(dice: &mut Dice) -> Case {
    let id = CaseId(Uuid::from_u128(u128::from(dice.below(CASES)) + 1));
    Case {
        id,
        reference: reference(dice),
        created: None,
        collection_started: None,
        closed: None,
        client_answered: None,
        ..rows::case(dice, 2)
    }
}

/// Few, so that they are shared, and alike but for case, so that only equal ones count.
fn reference(dice: &mut Dice) -> Option<String> {
    let all = [None, Some("AB-1"), Some("ab-1"), Some("CD-2")];
    all[usize::try_from(dice.below(4)).unwrap()].map(str::to_owned)
}

fn transaction(dice: &mut Dice, cases: &[Case]) -> Transaction {
    let bears = dice.below(CASES + 3);
    Transaction {
        id: TransactionId(Uuid::from_u128(u128::from(dice.below(9)) + 1)),
        case: (bears > 0).then(|| CaseId(Uuid::from_u128(bears.into()))),
        case_reference: reference(dice),
        paid: (dice.below(6) > 0).then(|| at("2026-03-01T00:00:00Z") + TimeDelta::hours(dice.below(50).cast_signed())),
        ..rows::transaction(dice, cases)
    }
}

fn payments(reader: &Reader<'_>, ids: &[CaseId]) -> Result<Vec<Option<Instant>>, StoreError> {
    let one = |id: &CaseId| {
        let activity = cases::by_id(reader, *id)?.and_then(|row| row.last_activity);
        Ok(activity.filter(|(_, kind)| *kind == ActivityKind::Payment).map(|(at, _)| at))
    };
    ids.iter().map(one).collect()
}

#[test]
fn the_newest_payment_follows_from_the_rows_in_whichever_order_they_come() {
    let some = rows::cases(1, 3);
    let (mut by_reference, mut none) = (0, 0);
    for seed in 0..HISTORIES {
        let (cache, mut dice, mut held) = (Cache::new(), Dice::new(seed), Held::default());
        let store = cache.open();
        for step in 0..STEPS {
            let rows = 1 + dice.below(3);
            if dice.below(2) == 0 {
                let batch: Vec<Case> = (0..rows).map(|_| case(&mut dice)).collect();
                held.cases.extend(batch.iter().map(|case| (case.id, case.clone())));
                store.write(move |w| w.upsert_cases(&batch, at(SEEN))).wait().unwrap();
            } else {
                let batch: Vec<Transaction> = (0..rows).map(|_| transaction(&mut dice, &some)).collect();
                held.transactions.extend(batch.iter().map(|row| (row.id, row.clone())));
                store.write(move |w| w.upsert_transactions(&batch, at(SEEN))).wait().unwrap();
            }
            let ids: Vec<CaseId> = held.cases.keys().copied().collect();
            let expected: Vec<Option<Instant>> = ids.iter().map(|id| held.newest(*id)).collect();
            let found = ask(&store, move |r| payments(r, &ids));
            assert_eq!(found, expected, "history {seed}, step {step}");
            none += expected.iter().filter(|newest| newest.is_none()).count();
        }
        let by_id = |row: &Transaction| row.case.is_some_and(|id| held.cases.contains_key(&id));
        by_reference += held.transactions.values().filter(|row| !by_id(row) && held.case_of(row).is_some()).count();
    }
    assert!(by_reference > 20 && none > 100, "the dice must show both: {by_reference} and {none}");
}
