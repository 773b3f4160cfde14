/** Rows that are picked, and what is copied of them. */
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { caseList } from '../src/host/fake/caseList';
import type { FakeHost } from '../src/host/fake';
import {
  EVERY_ROW,
  isEmpty,
  isSelected,
  NO_SELECTION,
  SELECTED_MAX,
  selectedCount,
  toggledRow,
  withRows,
} from '../src/state/selection';
import { $, openWindow, rowIds, shown, text, violations } from './window';

const type = userEvent.setup();
const picked = () =>
  [...document.querySelectorAll<HTMLElement>('[data-row-id][aria-selected=true]')]
    .map((row) => Number(row.getAttribute('aria-rowindex')) - 2)
    .sort((a, b) => a - b);
const copies = (host: FakeHost) => host.calls.filter(({ name }) => name === 'copyRows').map(({ argument }) => argument);
/** One more than can be named. */
async function openMany() {
  const opened = await openWindow('full');
  const { rows } = opened.host.world.cases;
  const many = Array.from({ length: SELECTED_MAX + 1 }, (_, at) => ({ ...rows[at % rows.length]!, id: `case ${at}` }));
  opened.host.world.cases = caseList(many);
  opened.desk.lists.retry();
  await vi.waitFor(() => expect(opened.desk.model.tables.cases.total).toBe(SELECTED_MAX + 1), 10_000);
  return opened;
}

const ids = (from: number, to: number) => rowIds().slice(from, to + 1);

describe('a selection', () => {
  it('holds rows one by one, or all but some', () => {
    const one = toggledRow(NO_SELECTION, 'a')!;
    expect([isSelected(one, 'a'), isSelected(one, 'b'), selectedCount(one, 9)]).toEqual([true, false, 1]);
    expect(isEmpty(toggledRow(one, 'a')!)).toBe(true);
    const but = toggledRow(EVERY_ROW, 'a')!;
    expect([isSelected(but, 'a'), isSelected(but, 'b'), selectedCount(but, 9)]).toEqual([false, true, 8]);
    expect(selectedCount(withRows(but, ['a'])!, 9)).toBe(9);
  });

  it('is bounded where rows are named, and not where all are meant', () => {
    const many = Array.from({ length: SELECTED_MAX }, (_, at) => String(at));
    const full = withRows(NO_SELECTION, many)!;
    expect(toggledRow(full, 'one more')).toBeNull();
    expect(withRows(full, ['one more'])).toBeNull();
    expect(toggledRow(full, '5')).not.toBeNull();
    expect(selectedCount(EVERY_ROW, 1_000_000)).toBe(1_000_000);
  });
});

describe('picking', () => {
  it('by pointer: Ctrl adds and takes away, Shift takes a range, a plain click opens', async () => {
    const { desk } = await openWindow('full');
    await type.keyboard('{Control>}');
    await type.click($('[data-place="1:1"]'));
    await type.click($('[data-place="3:2"]'));
    await type.keyboard('{/Control}');
    expect(picked()).toEqual([1, 3]);
    expect(desk.model.detail).toBeNull();
    expect(text('[data-testid=selected]')).toBe('2 selected');
    expect(document.activeElement?.getAttribute('data-place')).toBe('3:2');
    await type.keyboard('{Shift>}');
    await type.click($('[data-place="5:2"]'));
    await type.keyboard('{/Shift}');
    await vi.waitFor(() => expect(picked()).toEqual([3, 4, 5]));
    await type.keyboard('{Shift>}');
    await type.click($('[data-place="2:2"]'));
    await type.keyboard('{/Shift}');
    await vi.waitFor(() => expect(picked()).toEqual([2, 3]));
    await type.keyboard('{Control>}');
    await type.click($('[data-place="2:2"]'));
    await type.keyboard('{/Control}');
    expect(picked()).toEqual([3]);
    expect(await violations($('footer'))).toEqual([]);
    await type.click($('[data-place="0:1"]'));
    expect(desk.model.detail).not.toBeNull();
  });

  it('by key: Shift and the arrows from the row at hand, Space, all, and Escape before the search', async () => {
    const { desk } = await openWindow('full');
    await type.keyboard('e{ArrowDown}');
    await vi.waitFor(() => expect(text('[data-testid=found]')).toContain('match'));
    await type.keyboard('{ArrowDown}{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    await vi.waitFor(() => expect(picked()).toEqual([1, 2, 3]));
    await type.keyboard('{Shift>}{ArrowUp}{ArrowUp}{ArrowUp}{/Shift}');
    await vi.waitFor(() => expect(picked()).toEqual([0, 1]));
    await type.keyboard('{ArrowDown}{ArrowDown}{ArrowDown} ');
    expect(picked()).toEqual([0, 1, 3]);
    await type.keyboard(' ');
    expect(picked()).toEqual([0, 1]);
    await type.keyboard('{Control>}a{/Control}');
    expect(text('[data-testid=selected]')).toMatch(/^All [\d,]+ selected$/);
    await type.keyboard(' ');
    expect(picked()).not.toContain(3);
    await type.keyboard('{Escape}');
    expect(document.querySelector('[data-testid=selected]')).toBeNull();
    expect(desk.model.tables.cases.query.search).toBe('e');
    // Without a selection the row at hand is the selected one.
    expect(picked()).toEqual([3]);
    await type.keyboard('{Escape}');
    expect(desk.model.tables.cases.query.search).toBe('');
  });

  it('means the text of a field where one types', async () => {
    const { desk } = await openWindow('full');
    await type.keyboard('e{Control>}a{/Control}');
    expect(isEmpty(desk.model.tables.cases.selection)).toBe(true);
  });

  it('reaches over rows that are not at hand', async () => {
    const { desk, host } = await openWindow('full');
    await type.keyboard('{ArrowDown}{Control>}{Shift>}{End}{/Shift}{/Control}');
    await vi.waitFor(() => expect(text('[data-testid=selected]')).toBe('2,000 selected'));
    expect(host.calls.find(({ name }) => name === 'rowIds')?.argument).toMatchObject({ offset: 0, limit: 2000 });
    expect(desk.model.tables.cases.place.row).toBe(1999);
  });

  it('is refused beyond what can be named', async () => {
    const { desk } = await openMany();
    await type.keyboard('{ArrowDown}{Control>}{Shift>}{End}{/Shift}{/Control}');
    await vi.waitFor(() => expect(text('[data-testid=toast]')).toContain('At most 10,000 rows'));
    expect(isEmpty(desk.model.tables.cases.selection)).toBe(true);
    await type.keyboard('{Control>}a{/Control}');
    expect(text('[data-testid=selected]')).toBe('All 10,001 selected');
  });

  it('stays through a sync that moves rows and through another order, and not through another list', async () => {
    const { desk, host } = await openWindow('full');
    const [first, second] = ids(0, 1);
    await type.keyboard('{ArrowDown} {ArrowDown} ');
    expect(picked()).toEqual([0, 1]);
    // Another row is newest now.
    const { rows } = host.world.cases;
    const newest = { ...rows[1500]!, lastActivity: { at: '2031-01-01T00:00:00Z', kind: 'payment' as const } };
    host.world.cases = caseList(rows.map((row) => (row.id === newest.id ? newest : row)));
    desk.lists.retry();
    await vi.waitFor(() => expect(picked()).toEqual([1, 2]));
    expect(ids(1, 2)).toEqual([first, second]);
    expect(desk.model.tables.cases.place.row).toBe(2);
    desk.lists.sort('cases', 'reference');
    await vi.waitFor(() => expect(desk.model.tables.cases.shown?.sort.column).toBe('reference'));
    expect(text('[data-testid=selected]')).toBe('2 selected');
    desk.lists.chooseTab('cases', 'closed');
    expect(isEmpty(desk.model.tables.cases.selection)).toBe(true);
  });
});

describe('copying', () => {
  it('takes the selection with headings, in the columns that are shown', async () => {
    const { host, desk } = await openWindow('full');
    const [first, second] = ids(0, 1);
    await type.keyboard('{ArrowDown} {ArrowDown} {Control>}c{/Control}');
    await vi.waitFor(() => expect(text('[data-testid=toast]')).toBe('Copied 2 cases'));
    expect(copies(host)).toEqual([
      {
        listing: { view: 'cases', ...desk.model.tables.cases.shown },
        columns: [...desk.model.tables.cases.columns],
        rows: { kind: 'some', ids: [first, second] },
        headings: true,
      },
    ]);
    await type.click($('#clear-selection'));
    expect(document.activeElement?.getAttribute('data-place')).toBe('1:0');
    expect(document.querySelector('#clear-selection')).toBeNull();
  });

  it('says how many have left the list meanwhile', async () => {
    const { host } = await openWindow('full');
    const [first] = ids(0, 0);
    await type.keyboard('{ArrowDown} {ArrowDown} ');
    host.world.cases = caseList(host.world.cases.rows.filter(({ id }) => id !== first));
    await type.click($('#copy-selection'));
    await vi.waitFor(() => expect(text('[data-testid=toast]')).toBe('Copied 1 case; one is no longer in this list'));
  });

  it('of everything stops at what a clipboard is for', async () => {
    const { host } = await openMany();
    await type.keyboard('{ArrowDown}{Control>}a{/Control}{Control>}c{/Control}');
    await vi.waitFor(() => expect(text('[data-testid=toast]')).toContain('At most 10,000 rows can be copied.'));
    expect(copies(host)[0]).toMatchObject({ rows: { kind: 'all', but: [] } });
    await type.pointer({ keys: '[MouseRight]', target: $('[data-column=customer] button') });
    expect($('#menu-copy-column').getAttribute('aria-disabled')).toBe('true');
    await type.click($('#menu-copy-column'));
    expect(copies(host).length).toBe(1);
  });

  it('takes a cell or a row where nothing is selected', async () => {
    const { host, desk } = await openWindow('full');
    desk.showView('clients');
    await vi.waitFor(() => expect(document.querySelectorAll('[data-cell=email]').length).toBeGreaterThan(3));
    const [first] = ids(0, 0);
    $('[data-place="0:1"]').focus();
    await type.keyboard('{Control>}{Shift>}c{/Shift}{/Control}');
    await vi.waitFor(() => expect(text('[data-testid=toast]')).toBe('Copied the cell under “Onboarding Status”'));
    await type.keyboard('{Control>}c{/Control}');
    await vi.waitFor(() => expect(copies(host).length).toBe(2));
    const rows = { kind: 'some', ids: [first] };
    expect(copies(host)[0]).toMatchObject({ columns: ['onboarding'], rows, headings: false });
    expect(copies(host)[1]).toMatchObject({ columns: desk.model.tables.clients.columns, rows, headings: false });
  });
});

describe('the menu of a row', () => {
  it('opens, filters by the name under the pointer, and gives the focus back', async () => {
    const { desk } = await openWindow('full');
    const name = text('[data-place="2:1"]');
    await type.pointer({ keys: '[MouseRight]', target: $('[data-place="2:1"]') });
    await shown('[role=menu]');
    expect(desk.model.detail).toBeNull();
    expect(await violations($('[role=menu]'))).toEqual([]);
    expect(text('#menu-narrow')).toContain(name);
    await type.keyboard('{Escape}');
    expect(document.querySelector('[role=menu]')).toBeNull();
    await vi.waitFor(() => expect(document.activeElement?.getAttribute('data-place')).toBe('2:1'));
    await type.keyboard('{ContextMenu}');
    await shown('[role=menu]');
    await type.click($('#menu-narrow'));
    await vi.waitFor(() => expect(desk.model.tables.cases.shown?.filters.customers).toEqual([name]));
    await type.pointer({ keys: '[MouseRight]', target: $('[data-place="0:0"]') });
    await shown('[role=menu]');
    expect(document.querySelector('#menu-narrow')).toBeNull();
    await type.click($('#menu-open'));
    expect(desk.model.detail).not.toBeNull();
  });

  it('leads to the list of columns, whose place has a key', async () => {
    await openWindow('full');
    await type.keyboard('{ArrowDown}{Shift>}{F10}{/Shift}');
    await shown('[role=menu]');
    await type.keyboard('{End}{Enter}');
    await shown('[data-line]');
    expect($('#columns').getAttribute('aria-expanded')).toBe('true');
  });

  it('goes with a press elsewhere and takes no letters for a search', async () => {
    const { desk } = await openWindow('full');
    await type.pointer({ keys: '[MouseRight]', target: $('[data-place="2:1"]') });
    await shown('[role=menu]');
    await type.keyboard('s');
    expect(document.activeElement).toBe($('#menu-pick'));
    expect(desk.model.tables.cases.query.search).toBe('');
    await type.click($('[data-card=total]'));
    expect(document.querySelector('[role=menu]')).toBeNull();
  });
});

describe('the way back from a page', () => {
  it('leads to the same row, the same column and the same place in the scrolling', async () => {
    const { desk } = await openWindow('full');
    await type.keyboard('{ArrowDown}{ArrowRight}{PageDown}{PageDown}{PageDown}{PageDown}');
    const { place } = desk.model.tables.cases;
    const top = $('.scroller').scrollTop;
    expect(top).toBeGreaterThan(0);
    $('.scroller').scrollLeft = 70;
    $('.scroller').dispatchEvent(new Event('scroll'));
    await type.keyboard('{Enter}');
    expect(document.querySelector('[role=grid]')).toBeNull();
    await type.keyboard('{Escape}');
    await shown('[role=grid]');
    await vi.waitFor(() => expect(document.activeElement?.getAttribute('data-place')).toBe(`${place.row}:1`));
    expect([$('.scroller').scrollTop, $('.scroller').scrollLeft]).toEqual([top, 70]);
  });
});
