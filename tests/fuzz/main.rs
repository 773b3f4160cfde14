//! Everything that the fuzzers of fuzz/ have learned, played again, and some mutations of it: seconds instead of hours.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a failed expectation is the test's verdict"
)]

#[path = "../shared/dice.rs"]
#[expect(dead_code, reason = "shared with the simulation, which throws them in more ways")]
mod dice;
#[path = "../../fuzz/targets.rs"]
mod targets;

use dice::Dice;

/// Mutations of each target.
const MUTATIONS: u64 = 20_000;

fn corpus(name: &str) -> Vec<Vec<u8>> {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../../fuzz/corpus/{name}.txt"));
    let text = std::fs::read_to_string(file).unwrap();
    let bytes =
        |line: &str| (0..line.len()).step_by(2).map(|at| u8::from_str_radix(&line[at..at + 2], 16).unwrap()).collect();
    text.lines().map(bytes).collect()
}

/// A few bytes changed, doubled, taken out or taken from another input.
fn mutated(dice: &mut Dice, corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut input = corpus[dice.below(corpus.len())].clone();
    for _ in 0..=dice.below(4) {
        let at = dice.below(input.len());
        let to = (at + 1 + dice.below(8)).min(input.len());
        match dice.below(5) {
            0 if !input.is_empty() => input[at] = u8::try_from(dice.below(256)).unwrap(),
            1 if !input.is_empty() => drop(input.drain(at..to)),
            2 if !input.is_empty() => input.extend_from_within(at..to),
            3 => input.extend("\u{0}=\u{202e}9\"{[é🍕".as_bytes()),
            _ => {
                let other = &corpus[dice.below(corpus.len())];
                input.truncate(at);
                input.extend(&other[dice.below(other.len())..]);
            }
        }
    }
    input
}

#[test]
fn what_the_fuzzers_learned_still_holds() {
    for (name, target) in targets::ALL {
        let corpus = corpus(name);
        assert!(corpus.len() > 2, "{name}");
        corpus.iter().for_each(|input| target(input));
        let mut dice = Dice::new(corpus.len() as u64);
        for _ in 0..MUTATIONS {
            target(&mutated(&mut dice, &corpus));
        }
    }
}
