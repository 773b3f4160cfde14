import { describe, expect, it } from 'vitest';
import type { CaseRow, CasesPage } from '../src/gen/types';
import { makeFake } from '../src/host/fake';
import { closedTable, outdated, reduceTable, rowAt, selectedRow } from '../src/state/table';
import { emptyTable, PAGE_ROWS, type TableModel } from '../src/state/model';
import { nextPage, samePages } from '../src/state/pages';
import { NOW } from './window';

const empty = emptyTable('cases');
const ROWS = makeFake('full', NOW).world.cases.rows;

function answer(seq: number, page: number, rows: readonly CaseRow[] = ROWS): CasesPage {
  const part = rows.slice(page * PAGE_ROWS, (page + 1) * PAGE_ROWS);
  return {
    seq,
    rows: part,
    total: rows.length,
    counts: { all: rows.length, active: 0, pending: 0, closed: 0, paused: 0, other: 0 },
  };
}

/** Asks for what is wanted and answers at once. */
function fill(cases: TableModel<'cases'>, rows = ROWS): TableModel<'cases'> {
  for (let page = nextPage(cases); page !== null; page = nextPage(cases)) {
    const seq = cases.nextSeq;
    cases = reduceTable(cases, { view: 'cases', kind: 'pageAsked', page });
    cases = reduceTable(cases, { view: 'cases', kind: 'pageArrived', answer: answer(seq, page, rows) });
  }
  return cases;
}

describe('pages', () => {
  it('are fetched around the view and ahead of the scrolling', () => {
    const cases = fill(empty);
    expect([...cases.pages.keys()]).toEqual([0, 1]);
    const down = fill(reduceTable(cases, { view: 'cases', kind: 'viewportMoved', viewport: { first: 9 * PAGE_ROWS + 5, last: 9 * PAGE_ROWS + 25, direction: -1 } }));
    expect([...down.pages.keys()].sort()).toEqual([0, 1, 8, 9]);
  });

  it('ahead of the scrolling are asked for when that is said', () => {
    const asked = reduceTable(empty, { view: 'cases', kind: 'pageAsked', page: 0 });
    const first = reduceTable(asked, { view: 'cases', kind: 'pageArrived', answer: answer(empty.nextSeq, 0) });
    expect([nextPage(first, false), nextPage(first)]).toEqual([null, 1]);
  });

  it('are not asked for twice, nor many at once', () => {
    let cases = fill(empty);
    cases = reduceTable(cases, { view: 'cases', kind: 'viewportMoved', viewport: { first: 5 * PAGE_ROWS, last: 15 * PAGE_ROWS, direction: 1 } });
    const asked: number[] = [];
    for (let page = nextPage(cases); page !== null; page = nextPage(cases)) {
      asked.push(page);
      cases = reduceTable(cases, { view: 'cases', kind: 'pageAsked', page });
    }
    expect(asked).toEqual([5, 6, 7]);
  });

  it('that come too late are dropped', () => {
    let cases = reduceTable(empty, { view: 'cases', kind: 'pageAsked', page: 0 });
    const late = cases.nextSeq - 1;
    cases = reduceTable(cases, { view: 'cases', kind: 'searched', search: 'x' });
    expect(reduceTable(cases, { view: 'cases', kind: 'pageArrived', answer: answer(late, 0) })).toBe(cases);
    expect(reduceTable(cases, { view: 'cases', kind: 'pageFailed', seq: late, problem: { code: 'cache', message: '', hint: null } })).toBe(cases);
  });

  it('are what a view is told apart by', () => {
    const view = { first: PAGE_ROWS + 10, last: PAGE_ROWS + 20, direction: 1 } as const;
    expect(samePages(view, { ...view, first: PAGE_ROWS, last: 2 * PAGE_ROWS - 1 })).toBe(true);
    expect(samePages(view, { ...view, last: 2 * PAGE_ROWS })).toBe(false);
    expect(samePages(view, { ...view, first: PAGE_ROWS - 1 })).toBe(false);
    expect(samePages(view, { ...view, direction: -1 })).toBe(false);
  });

  it('that belong to a session that has ended are dropped in the next one', () => {
    const asked = reduceTable(empty, { view: 'cases', kind: 'pageAsked', page: 0 });
    const late = asked.nextSeq - 1;
    const next = reduceTable(closedTable(asked), { view: 'cases', kind: 'pageAsked', page: 0 });
    expect([...next.asked.keys()]).not.toContain(late);
    expect(reduceTable(next, { view: 'cases', kind: 'pageArrived', answer: answer(late, 0) })).toBe(next);
    expect(reduceTable(next, { view: 'cases', kind: 'pageFailed', seq: late, problem: { code: 'cache', message: '', hint: null } })).toBe(next);
  });

  it('stay on screen until the answer to a new query is here', () => {
    const cases = fill(empty);
    const asking = reduceTable(cases, { view: 'cases', kind: 'searched', search: 'x' });
    expect(rowAt(asking, 0)?.id).toBe(ROWS[0]?.id);
    const found = fill(asking, ROWS.slice(5, 8));
    expect(found.total).toBe(3);
    expect(found.replaced).toBe(cases.replaced + 1);
    expect(rowAt(found, 0)?.id).toBe(ROWS[5]?.id);
    expect([...found.pages.keys()]).toEqual([0]);
  });

  it('are forgotten far from the view', () => {
    let cases = fill(empty);
    const many = Array.from({ length: 10_000 }, (_, at) => ROWS[at % ROWS.length] as CaseRow);
    cases = fill(outdated(cases), many);
    for (let first = 0; first < 9_900; first += PAGE_ROWS) {
      cases = fill(reduceTable(cases, { view: 'cases', kind: 'viewportMoved', viewport: { first, last: first + 20, direction: 1 } }), many);
    }
    expect(cases.pages.size).toBeLessThanOrEqual(100);
    expect(rowAt(cases, 9_800)).toBeDefined();
  });
});

describe('the selected case', () => {
  const select = (row: number) => reduceTable(fill(empty), { view: 'cases', kind: 'placed', place: { row, column: 2 } });

  it('keeps its row through a refresh that moves it', () => {
    const before = select(3);
    const moved = [...ROWS.slice(50, 60), ...ROWS.slice(0, 50), ...ROWS.slice(60)];
    const after = fill(outdated(before), moved);
    expect(after.selectedId).toBe(before.selectedId);
    expect(after.place).toEqual({ row: 13, column: 2 });
    expect(after.replaced).toBe(before.replaced);
    expect(selectedRow(after)?.id).toBe(before.selectedId);
  });

  it('is let go when a new search does not hold it', () => {
    const after = fill(reduceTable(select(3), { view: 'cases', kind: 'searched', search: 'x' }), ROWS.slice(10, 20));
    expect(after.selectedId).toBeNull();
    expect(after.place.row).toBe(0);
  });

  it('stays when a new search holds it', () => {
    const after = fill(reduceTable(select(3), { view: 'cases', kind: 'searched', search: 'x' }), ROWS.slice(2, 9));
    expect(after.place.row).toBe(1);
  });
});

describe('sorting', () => {
  it('starts numbers and dates with the largest and turns round on the second click', () => {
    const once = reduceTable(empty, { view: 'cases', kind: 'sorted', column: 'amount' });
    expect(once.query.sort).toEqual({ column: 'amount', descending: true });
    expect(reduceTable(once, { view: 'cases', kind: 'sorted', column: 'amount' }).query.sort.descending).toBe(false);
    expect(reduceTable(once, { view: 'cases', kind: 'sorted', column: 'debtor' }).query.sort.descending).toBe(false);
  });
});

describe('a table that is being sized', () => {
  it('keeps its columns as they are, and so draws no row afresh, until one has to go', () => {
    const roomed = (table: TableModel<'cases'>, room: number) => reduceTable(table, { view: 'cases', kind: 'roomed', room });
    const wide = roomed(emptyTable('cases'), 1600);
    expect(roomed(wide, 1500).columns).toBe(wide.columns);
    const narrow = roomed(wide, 900);
    expect(narrow.columns.length).toBeLessThan(wide.columns.length);
    expect(roomed(narrow, 901).columns).toBe(narrow.columns);
    expect(roomed(narrow, 1600).columns).toEqual(wide.columns);
  });
});
