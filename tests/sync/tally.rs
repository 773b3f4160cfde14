//! What a sweep may claim.

use desk_sync::{Tally, Verdict};

type Pages = &'static [(&'static [u32], u32, Option<u64>)];

fn differs(seen: u64, total: u64) -> Verdict {
    Verdict::Differs { seen, total: Some(total) }
}

#[test]
fn verdicts() {
    let unproved = |seen| Verdict::Differs { seen, total: None };
    // Ids, rows without one, and the total, page by page in the order of their arrival.
    let table: &[(&str, Pages, Verdict)] = &[
        ("empty list", &[(&[], 0, Some(0))], Verdict::Complete),
        ("one page", &[(&[1, 2, 3], 0, Some(3))], Verdict::Complete),
        ("two pages", &[(&[1, 2], 0, Some(3)), (&[3], 0, Some(3))], Verdict::Complete),
        ("a row twice, all there", &[(&[1, 2], 0, Some(3)), (&[2, 3], 0, Some(3))], Verdict::Complete),
        ("a row twice, one missing", &[(&[1, 2], 0, Some(4)), (&[2, 3], 0, Some(4))], differs(3, 4)),
        ("too few", &[(&[1, 2], 0, Some(3))], differs(2, 3)),
        ("more than it says", &[(&[1, 2, 3], 0, Some(2))], differs(3, 2)),
        ("the total grew", &[(&[1, 2], 0, Some(2)), (&[3], 0, Some(3))], differs(3, 3)),
        ("the total shrank", &[(&[1, 2], 0, Some(3)), (&[], 0, Some(2))], differs(2, 2)),
        ("shrank and grew again", &[(&[1], 0, Some(3)), (&[2], 0, Some(2)), (&[3], 0, Some(3))], differs(3, 3)),
        ("an answer was overtaken", &[(&[1], 0, Some(2)), (&[3], 0, Some(3)), (&[2], 0, Some(2))], differs(3, 2)),
        ("no total at all", &[(&[1, 2], 0, None)], unproved(2)),
        ("a page without total", &[(&[1], 0, None), (&[2], 0, Some(2)), (&[], 0, None)], Verdict::Complete),
        ("rows without id", &[(&[1, 2], 1, Some(3))], Verdict::Unusable { rows: 1 }),
        ("rows without id, and one missing", &[(&[1, 2], 1, Some(4))], differs(2, 4)),
        ("rows without id beyond the total", &[(&[1, 2], 1, Some(2))], differs(2, 2)),
        ("rows without id while the list moved", &[(&[1], 1, Some(3)), (&[2], 0, Some(4))], differs(2, 4)),
    ];
    for (what, pages, verdict) in table {
        let mut tally = Tally::default();
        for (ids, unusable, total) in *pages {
            tally.add_page(ids.iter().copied(), *unusable, *total);
        }
        assert_eq!(tally.verdict(), *verdict, "{what}");
    }
}

#[test]
fn a_sweep_reaches_for_the_highest_total() {
    let mut tally = Tally::default();
    assert_eq!((tally.total(), tally.total_highest(), tally.seen().len()), (None, None, 0));
    tally.add_page([1, 2], 0, Some(500));
    tally.add_page([3], 0, Some(400));
    assert_eq!((tally.total(), tally.total_highest(), tally.seen().len()), (Some(400), Some(500), 3));
}
