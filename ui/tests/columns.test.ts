/** Columns: shown, ordered, sized, and the same the next time. */
import { render } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import App from '../src/App.svelte';
import { type FakeHost, makeFake } from '../src/host/fake';
import { HostError } from '../src/host/host';
import { CACHE } from '../src/host/fake/scenarios';
import {
  firstArrangement,
  fromKept,
  isFirst,
  nudged,
  placedBefore,
  roomyColumns,
  shownColumns,
  stepped,
  toKept,
  WIDTH_MAX,
  WIDTH_MIN,
  withShown,
  withWidths,
} from '../src/state/columns';
import { Desk } from '../src/state/desk';
import { Store } from '../src/state/store.svelte';
import { layout, ROW_PADDING } from '../src/words/columns';
import { civil, instant } from '../src/words/dates';
import { VIEWS } from '../src/state/views';
import { $, openWindow, shown, text, violations } from './window';

const type = userEvent.setup();
const headings = () => [...document.querySelectorAll<HTMLElement>('[role=columnheader]')].map((one) => one.dataset.column);
const cellsOf = (row: number) =>
  [...document.querySelectorAll<HTMLElement>(`[data-place^="${row}:"]`)].map((one) => one.dataset.cell);
const kept = (host: FakeHost) => host.calls.filter(({ name }) => name === 'keepColumns').map(({ argument }) => argument);

describe('an arrangement', () => {
  const first = firstArrangement('cases');

  it('begins with the columns of the view and holds the others too', () => {
    expect(shownColumns(first)).toEqual(VIEWS.cases.firstColumns);
    expect(new Set(first.map(({ column }) => column))).toEqual(new Set(Object.keys(VIEWS.cases.columns)));
    expect(isFirst('cases', first)).toBe(true);
    expect(toKept('cases', first)).toEqual([]);
  });

  it('survives being kept, whatever was done to it', () => {
    let now = withShown(first, 'due', true);
    now = withWidths(now, new Map([['customer', 240]]));
    now = stepped(nudged(placedBefore(now, 'lastActivity', 'debtor'), 'status', -1), 'phase', 1);
    expect(fromKept('cases', toKept('cases', now))).toEqual(now);
    expect(isFirst('cases', now)).toBe(false);
  });

  it('knows what other versions keep only as far as it can', () => {
    const strange = [
      { name: 'mood', width: 100, shown: true },
      { name: 'debtor', width: 5, shown: true },
      { name: 'amount', width: 99_999, shown: true },
    ];
    const now = fromKept('cases', strange);
    expect(shownColumns(now).slice(0, 2)).toEqual(['debtor', 'amount']);
    expect(now.slice(0, 2).map(({ width }) => width)).toEqual([WIDTH_MIN, WIDTH_MAX]);
    expect(now.length).toBe(first.length);
    expect(fromKept('cases', [{ name: 'mood', width: null, shown: true }])).toEqual(first);
  });

  it('never loses its last column', () => {
    let now = first;
    for (const { column } of first) now = withShown(now, column, false);
    expect(shownColumns(now).length).toBe(1);
  });

  it('moves past hidden columns, and not past an end', () => {
    const hidden = withShown(first, 'customer', false);
    expect(shownColumns(nudged(hidden, 'debtor', -1)).slice(0, 2)).toEqual(['debtor', 'reference']);
    expect(nudged(first, 'reference', -1)).toBe(first);
    expect(shownColumns(nudged(first, 'reference', 1)).slice(0, 2)).toEqual(['customer', 'reference']);
    expect(shownColumns(placedBefore(first, 'reference', null)).at(-1)).toBe('reference');
    expect(placedBefore(first, 'debtor', 'debtor')).toBe(first);
  });

  it('fits a window of 900 pixels in all three views, as the program comes', () => {
    for (const view of ['cases', 'clients', 'earnings'] as const) {
      const faces = VIEWS[view].columns as Record<string, Parameters<typeof layout>[0][number]['face']>;
      // The scrollbar beside the rows takes its part, and the padding of a row its own.
      const room = 900 - 15 - ROW_PADDING;
      const columns: readonly string[] = roomyColumns(view, firstArrangement(view), room + ROW_PADDING);
      const sized = columns.map((column) => ({ face: faces[column]!, width: null }));
      const small = layout(sized, room);
      expect(small.width, view).toBeLessThanOrEqual(room);
      expect(layout(sized, 1600).brief, view).toEqual([]);
      // Whoever is asked for has more room than when something was.
      const least = (column: string) => faces[column]?.least ?? 0;
      const dates = small.brief.map((at) => columns[at] ?? '');
      for (const column of dates) expect(least(column), column).toBeLessThan(least('customer'));
    }
  });

  it('has room for seven digits and a currency wherever an amount stands, for eight where it was collected', () => {
    // Measured in the window: 72 and 79 pixels of digits, 37 of currency, the gap and the padding. Cut off, it reads as another amount.
    expect(VIEWS.earnings.columns.collected.least).toBeGreaterThanOrEqual(136);
    expect(VIEWS.cases.columns.amount.least).toBeGreaterThanOrEqual(134);
    expect(VIEWS.cases.columns.remaining.least).toBe(VIEWS.cases.columns.amount.least);
  });

  it('cuts no heading of numbers in a window of 900 pixels, and no e-mail address to a half that two customers share', () => {
    const room = 900 - 15;
    const columns = roomyColumns('clients', firstArrangement('clients'), room);
    expect(columns).toContain('registrationNumber');
    expect(columns).not.toContain('email');
    // Measured: "Cases (open / all)" and its padding.
    expect(VIEWS.clients.columns.cases.least).toBeGreaterThanOrEqual(124);
  });

  it('leaves out what is asked for least where that makes the rest fit, and nothing where one scrolls aside anyhow', () => {
    const gone = (room: number, arrangement = first) => {
      const there = roomyColumns('cases', arrangement, room);
      return shownColumns(arrangement).filter((column) => !there.includes(column));
    };
    expect(gone(0)).toEqual([]);
    expect(gone(1280)).toEqual([]);
    expect(gone(960)).toEqual(['collectionPartner']);
    expect(gone(885)).toEqual(['collectionPartner', 'created']);
    // Zoomed in, the table is wider than the window whatever is left out.
    expect(gone(640)).toEqual([]);
    for (let room = 1; room < 1400; room += 1) {
      const columns = roomyColumns('cases', first, room);
      const { width } = layout(columns.map((column) => ({ face: VIEWS.cases.columns[column], width: null })), room - ROW_PADDING);
      if (columns.length < shownColumns(first).length) expect(width + ROW_PADDING, `${room}`).toBeLessThanOrEqual(room);
    }
    // What somebody arranged is theirs.
    expect(gone(885, withWidths(first, new Map([['status', 200]])))).toEqual([]);
    expect(gone(885, withShown(first, 'due', true))).toEqual([]);
  });

  it('writes dates in digits alone where they have no room, and as they are where they have it', () => {
    const { created, customer } = VIEWS.cases.columns;
    const two = (width: number | null) => [{ face: customer, width: null }, { face: created, width }];
    expect(layout(two(null), 400).brief).toEqual([]);
    expect(layout(two(null), 200).brief).toEqual([1]);
    expect(layout(two(60), 400).brief).toEqual([1]);
    expect(layout(two(120), 100).brief).toEqual([]);
    // Nobody has measured yet: nothing is shortened on suspicion.
    expect(layout(two(null), 0).brief).toEqual([]);
    expect(instant('2026-11-28T10:00:00Z', 'en-GB', 'brief')).toBe('28/11/26');
    expect(civil('2026-03-01', 'de-DE', 'brief')).toBe('01.03.26');
  });

  it('fills the table to its last pixel by the shares of the columns, none narrower than it has to be', () => {
    for (const view of ['cases', 'clients', 'earnings'] as const) {
      const faces = VIEWS[view].columns as Record<string, Parameters<typeof layout>[0][number]['face']>;
      const sized = VIEWS[view].firstColumns.map((column) => ({ face: faces[column]!, width: null }));
      for (let room = 300; room < 2600; room += 7) {
        const { widths, width } = layout(sized, room);
        const all = widths.reduce((sum, one) => sum + one, 0);
        expect(all, `${view} ${room}`).toBe(Math.max(room, width));
        widths.forEach((one, at) => expect(one).toBeGreaterThanOrEqual(sized[at]!.face.least));
        const growing = sized.flatMap(({ face }, at) => (face.grow > 0 && widths[at]! > face.least + 1 ? [widths[at]! / face.grow] : []));
        // Those that grow have the same for each share, but for the pixels that cannot be halved.
        expect(Math.max(...growing, 0) - Math.min(...growing, Infinity), `${view} ${room}`).toBeLessThan(sized.length);
      }
    }
  });

  it('knows the place of every column that there is', () => {
    for (const view of ['cases', 'clients', 'earnings'] as const) expect(Object.keys(VIEWS[view].columns).length).toBeLessThanOrEqual(20);
  });

  it('gives what is left over to names, and nothing to dates', () => {
    for (const view of ['cases', 'earnings'] as const) {
      const faces = VIEWS[view].columns as Record<string, Parameters<typeof layout>[0][number]['face']>;
      const sized = VIEWS[view].firstColumns.map((column) => ({ face: faces[column]!, width: null }));
      const [narrow, wide] = [1600, 1800].map((room) => layout(sized, room).widths);
      const flexible = VIEWS[view].firstColumns.filter((_, at) => wide![at]! > narrow![at]!);
      expect(flexible).toEqual(VIEWS[view].firstColumns.filter((column) => faces[column]!.grow > 0));
      expect(flexible).toContain('customer');
    }
  });
});

describe('a narrow window', () => {
  it('shows fewer columns and says which, and its file holds all of them', async () => {
    const wide = vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(885);
    try {
      const { host } = await openWindow('full');
      const all = shownColumns(firstArrangement('cases'));
      expect(headings()).toEqual(all.filter((column) => column !== 'collectionPartner' && column !== 'created'));
      expect(cellsOf(0)).toEqual(headings());
      expect($('[role=grid]').getAttribute('aria-colcount')).toBe('6');
      await type.click($('#columns'));
      expect(text('[data-line=collectionPartner]')).toContain('no room now');
      expect(text('[data-line=customer]')).not.toContain('no room now');
      await type.keyboard('{Escape}');
      await type.click($('#export'));
      await vi.waitFor(() => expect(host.calls.find(({ name }) => name === 'exportCases')).toBeDefined());
      expect((host.calls.find(({ name }) => name === 'exportCases')?.argument as { columns: string[] }).columns).toEqual(all);
    } finally {
      wide.mockRestore();
    }
  });
});

describe('the list of columns', () => {
  it('shows and hides them at once, and the table and its export follow', async () => {
    const { host } = await openWindow('full');
    await type.click($('#columns'));
    expect(await violations($('.columns'))).toEqual([]);
    expect(document.activeElement?.getAttribute('type')).toBe('checkbox');
    await type.click($('[data-line=due] input'));
    await type.click($('[data-line=debtor] input'));
    expect(headings()).toEqual(['reference', 'customer', 'amount', 'status', 'collectionPartner', 'created', 'lastActivity', 'due']);
    expect(cellsOf(0)).toEqual(headings());
    expect($('[role=grid]').getAttribute('aria-colcount')).toBe('8');
    await type.keyboard('{Escape}');
    expect(document.activeElement).toBe($('#columns'));
    await type.click($('#export'));
    await vi.waitFor(() => expect(host.calls.find(({ name }) => name === 'exportCases')).toBeDefined());
    const { columns } = host.calls.find(({ name }) => name === 'exportCases')?.argument as { columns: string[] };
    expect(columns).toEqual(headings());
  });

  it('moves them by button and by key, and keeps the focus with what was moved', async () => {
    const { host } = await openWindow('full');
    await type.click($('#columns'));
    await type.click($('[data-line=debtor] [data-part=up]'));
    expect(headings().slice(0, 3)).toEqual(['reference', 'debtor', 'customer']);
    expect(document.activeElement).toBe($('[data-line=debtor] [data-part=up]'));
    await type.keyboard('{Enter}');
    await vi.waitFor(() => expect(headings()[0]).toBe('debtor'));
    // At the top the button is off: the box of the same column has the focus.
    await vi.waitFor(() => expect(document.activeElement).toBe($('[data-line=debtor] input')));
    await type.keyboard('{ArrowDown}{ArrowDown}{Alt>}{ArrowDown}{/Alt}');
    await vi.waitFor(() => expect(headings().slice(0, 4)).toEqual(['debtor', 'reference', 'amount', 'customer']));
    expect(document.querySelectorAll('[data-line] input[tabindex="0"]').length).toBe(1);
    await vi.waitFor(() => expect(kept(host).length).toBeGreaterThan(0));
    await type.click($('#reset-columns'));
    expect(headings()).toEqual(VIEWS.cases.firstColumns);
    await vi.waitFor(() => expect(kept(host).at(-1)).toEqual({ cases: [], clients: [], earnings: [] }));
  });

  it('leaves one column', async () => {
    await openWindow('full');
    await type.click($('#columns'));
    for (const column of VIEWS.cases.firstColumns.slice(1)) await type.click($(`[data-line=${column}] input`));
    expect(headings()).toEqual(['reference']);
    expect(($('[data-line=reference] input') as HTMLInputElement).disabled).toBe(true);
  });
});

describe('headings', () => {
  beforeEach(() => {
    // jsdom lays nothing out: columns of 100 pixels, side by side.
    vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
      const at = this instanceof HTMLElement && this.dataset.column ? headings().indexOf(this.dataset.column) : 0;
      return new DOMRect(at * 100, 0, 100, 34);
    });
  });

  const widthOf = (desk: Desk, column: string) =>
    desk.model.tables.cases.arrangement.find((one) => one.column === column)?.width;

  /** What a screen reader is told from now on: more may follow at once. */
  function listen(): string[] {
    const region = $('.visually-hidden[aria-live=polite]');
    const told: string[] = [];
    const note = () => told.push(region.textContent ?? '');
    new MutationObserver(note).observe(region, { childList: true, characterData: true, subtree: true });
    return told;
  }

  async function drag(target: HTMLElement, from: number, to: number, before?: string) {
    await type.pointer([
      { keys: '[MouseLeft>]', target, coords: { clientX: from, clientY: 5 } },
      { target, coords: { clientX: (from + to) / 2, clientY: 5 } },
      { target, coords: { clientX: to, clientY: 5 } },
    ]);
    if (before) await type.keyboard(before);
    await type.pointer({ keys: '[/MouseLeft]', target, coords: { clientX: to, clientY: 5 } });
  }

  it('are made wider by the edge and by key, within bounds', async () => {
    const { desk } = await openWindow('full');
    await drag($('[data-column=customer] [data-edge]'), 200, 260);
    expect(widthOf(desk, 'customer')).toBe(160);
    expect(desk.model.tables.cases.query.sort.column).toBe('lastActivity');
    await drag($('[data-column=customer] [data-edge]'), 200, 20);
    expect(widthOf(desk, 'customer')).toBe(WIDTH_MIN);
    await drag($('[data-column=debtor] [data-edge]'), 300, 340, '{Escape}');
    expect(widthOf(desk, 'debtor')).toBeNull();
    const told = listen();
    $('[data-column=amount] button').focus();
    await type.keyboard('{Shift>}{Alt>}{ArrowRight}{/Alt}{/Shift}');
    expect(widthOf(desk, 'amount')).toBe(116);
    await vi.waitFor(() => expect(told).toContain('Invoice amount: 116 pixels wide'));
  });

  it('are moved by dragging and by key; a drag is no click', async () => {
    const { desk } = await openWindow('full');
    await drag($('[data-column=status] button'), 450, 110);
    expect(headings().slice(0, 4)).toEqual(['reference', 'status', 'customer', 'debtor']);
    expect(desk.model.tables.cases.query.sort.column).toBe('lastActivity');
    await drag($('[data-column=reference] button'), 50, 795);
    expect(headings().at(-1)).toBe('reference');
    // A hand that shakes still clicks.
    await drag($('[data-column=customer] button'), 150, 152);
    expect(desk.model.tables.cases.query.sort.column).toBe('customer');
    const told = listen();
    $('[data-column=customer] button').focus();
    await type.keyboard('{Control>}{Shift>}{ArrowRight}{/Shift}{/Control}');
    await vi.waitFor(() => expect(document.activeElement?.closest('[data-column]')).toBe($('[data-column=customer]')), 10_000);
    expect(headings().indexOf('customer')).toBe(2);
    await vi.waitFor(() => expect(told).toContain('Customer: column 3 of 8'));
    expect(cellsOf(0)).toEqual(headings());
    const first = desk.model.tables.cases.pages.get(0)?.rows[0];
    expect(text('[data-place="0:2"]')).toBe(first?.customer?.text);
  });

  it('fit to their contents by a double click on the edge', async () => {
    const { desk } = await openWindow('full');
    await type.dblClick($('[data-column=debtor] [data-edge]'));
    expect(widthOf(desk, 'debtor')).toBe(100);
    expect(document.querySelector('.fit-room')).toBeNull();
  });

  it('have a menu, by pointer and by key', async () => {
    const { desk, host } = await openWindow('full');
    await type.pointer({ keys: '[MouseRight]', target: $('[data-column=amount] button') });
    await shown('[role=menu]');
    expect(await violations($('[role=menu]'))).toEqual([]);
    expect($('#menu-sort-down').textContent).toContain('Largest first');
    await type.click($('#menu-sort-down'));
    expect(desk.model.tables.cases.query.sort).toEqual({ column: 'amount', descending: true });
    $('[data-column=customer] button').focus();
    await type.keyboard('{Shift>}{F10}{/Shift}');
    await shown('[role=menu]');
    expect(document.activeElement).toBe($('#menu-sort-up'));
    await type.keyboard('h{Enter}');
    expect(headings()).not.toContain('customer');
    await type.pointer({ keys: '[MouseRight]', target: $('[data-column=reference] button') });
    await type.click($('#menu-copy-column'));
    await vi.waitFor(() => expect(text('[data-testid=toast]')).toBe('Copied 2,000 cases'));
    expect(host.calls.find(({ name }) => name === 'copyRows')?.argument).toMatchObject({
      columns: ['reference'],
      rows: { kind: 'all', but: [] },
      headings: true,
    });
  });
});

describe('the next time', () => {
  async function start(host: FakeHost) {
    const desk = new Desk(new Store(), host);
    const { rows } = await desk.start();
    await rows;
    return desk;
  }

  it('columns are as they were left, with the first rows', async () => {
    const host = makeFake('full');
    host.kept = {
      cases: [
        { name: 'debtor', width: 300, shown: true },
        { name: 'mood', width: null, shown: true },
        { name: 'due', width: null, shown: true },
        ...firstArrangement('cases').filter(({ column }) => column !== 'debtor' && column !== 'due').map(({ column }) => ({ name: column, width: null, shown: false })),
      ],
      clients: [],
      earnings: [{ name: 'paid', width: null, shown: true }],
    };
    const desk = await start(host);
    expect(desk.model.tables.cases.shown).not.toBeNull();
    expect(desk.model.tables.cases.columns).toEqual(['debtor', 'due']);
    expect(desk.model.tables.earnings.columns[0]).toBe('paid');
    render(App, { desk });
    expect(headings()).toEqual(['debtor', 'due']);
    expect(['--x0', '--w0', '--x1', '--w1'].map((name) => $('.scroller').style.getPropertyValue(name))).toEqual(['16px', '300px', '316px', '104px']);
    desk.stop();
  });

  it('are asked for once, and are gone while nobody is signed in', async () => {
    const host = makeFake('full');
    host.kept = { cases: [{ name: 'due', width: null, shown: true }], clients: [], earnings: [] };
    const desk = await start(host);
    expect(desk.model.tables.cases.columns[0]).toBe('due');
    await desk.lock();
    expect(desk.model.tables.cases.columns).toEqual(VIEWS.cases.firstColumns);
    await desk.logIn({ guid: '3f2c8a1e-0000-4000-8000-1234567890ab', apiKey: null, environment: 'production', thisSessionOnly: false });
    await vi.waitFor(() => expect(desk.model.tables.cases.columns[0]).toBe('due'));
    expect(host.calls.filter(({ name }) => name === 'columns').length).toBe(2);
    desk.stop();
  });

  it('are as the program comes where they cannot be read, and the rows are there all the same', async () => {
    const host = makeFake('full');
    host.failures.set('columns', CACHE);
    const desk = await start(host);
    expect(desk.model.tables.cases.columns).toEqual(VIEWS.cases.firstColumns);
    expect(desk.model.tables.cases.shown).not.toBeNull();
    host.keepColumns = () => Promise.reject(new HostError(CACHE));
    desk.arranging.show('cases', 'due', true);
    await vi.waitFor(() => expect(desk.model.toasts[0]?.title).toBe('The columns could not be remembered'));
    desk.stop();
  });
});
