//! Random histories of a list that is changed between the answers: whatever happens, a pass never claims to be complete
//! unless every row that was there throughout is held as it was at one moment of the pass.
//!
//! At most one row comes or goes between two answers. Two at once (one goes, another comes, and no answer lies between
//! them) can add up by accident; ARCHITECTURE.md says so, and that nothing is marked as gone because of it.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex};

use desk_core::ids::CaseId;
use desk_store::{Table, cases};

use crate::fake::{Fake, Lists, Twist};
use crate::fixture::{Bench, table};
use crate::rows::Dice;

const HISTORIES: u64 = 200;

/// What was true of the cases at each moment of the pass.
struct Witness {
    throughout: HashSet<CaseId>,
    /// Every status that a case had.
    versions: HashMap<CaseId, Vec<Option<String>>>,
}

impl Witness {
    fn of(lists: &Lists) -> Self {
        let mut witness =
            Self { throughout: lists.cases.iter().map(|case| case.id).collect(), versions: HashMap::new() };
        witness.look(lists);
        witness
    }

    fn look(&mut self, lists: &Lists) {
        let present: HashSet<CaseId> = lists.cases.iter().map(|case| case.id).collect();
        self.throughout.retain(|id| present.contains(id));
        for case in &lists.cases {
            let versions = self.versions.entry(case.id).or_default();
            if versions.last() != Some(&case.lifecycle) {
                versions.push(case.lifecycle.clone());
            }
        }
    }
}

fn index(dice: &mut Dice, lists: &Lists) -> usize {
    usize::try_from(dice.below(lists.cases.len() as u64)).unwrap()
}

/// One small change, or none.
fn happen(dice: &mut Dice, lists: &mut Lists, restless: u64) {
    if dice.below(100) >= restless || lists.cases.is_empty() {
        return;
    }
    match dice.below(5) {
        0 => drop(lists.append_case()),
        // Entered late with an old date: it lands in the middle.
        1 => {
            let (at, case) = (index(dice, lists), lists.new_case());
            lists.cases.insert(at, case);
        }
        2 => {
            let at = index(dice, lists);
            lists.cases.remove(at);
        }
        _ => {
            let at = index(dice, lists);
            lists.cases[at].lifecycle = Some(format!("Status {}", dice.below(1_000)));
        }
    }
}

#[tokio::test]
async fn never_a_claim_that_does_not_hold() {
    play((0..HISTORIES).step_by(2)).await;
}

#[tokio::test]
async fn never_a_claim_that_does_not_hold_in_the_other_half() {
    play((1..HISTORIES).step_by(2)).await;
}

async fn play(seeds: impl Iterator<Item = u64>) {
    let (mut complete, mut partial) = (0, 0);
    for seed in seeds {
        let mut dice = Dice::new(seed);
        let rows = usize::try_from(dice.below(320)).unwrap();
        let restless = [0, 2, 10, 40, 90][usize::try_from(dice.below(5)).unwrap()];
        let lists = Lists::new(seed, rows, 3, 0);
        let witness = Arc::new(Mutex::new(Witness::of(&lists)));
        let fake = Fake::new(lists, {
            let witness = Arc::clone(&witness);
            move |_, lists| {
                happen(&mut dice, lists, restless);
                witness.lock().unwrap().look(lists);
                Twist::default()
            }
        });
        let bench = Bench::new();
        let outcome = bench.pass(&fake).await;
        assert!(outcome.error.is_none(), "seed {seed}: {:?}", outcome.error);
        let witness = witness.lock().unwrap();
        if table(&outcome, Table::Cases).complete {
            complete += 1;
            check(&bench, &witness, seed);
        } else {
            partial += 1;
            assert!(bench.freshness().cases.last_complete.is_none(), "seed {seed}");
        }
    }
    // Both kinds have to occur, or the loop shows nothing.
    assert!(complete > 25 && partial > 5, "{complete} complete, {partial} partial");
}

fn check(bench: &Bench, witness: &Witness, seed: u64) {
    let ids: Vec<CaseId> = witness.throughout.iter().copied().collect();
    let held =
        bench.ask(move |reader| ids.into_iter().map(|id| cases::by_id(reader, id)).collect::<Result<Vec<_>, _>>());
    assert!(held.iter().all(Option::is_some), "seed {seed}: a row that was there all the time is missing");
    for row in held.into_iter().flatten() {
        let seen = witness.versions[&row.case.id].contains(&row.case.lifecycle);
        // Blank texts are held as missing.
        let blank = row.case.lifecycle.is_none();
        assert!(seen || blank, "seed {seed}: {:?} never was like that", row.case.id);
    }
}
