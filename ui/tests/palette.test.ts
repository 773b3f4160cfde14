import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { CaseRow, Found } from '../src/gen/types';
import { CACHE } from '../src/host/fake/scenarios';
import { HostError } from '../src/host/host';
import { emptyPalette, reducePalette } from '../src/state/palette';
import { matched, sections } from '../src/state/paletteEntries';
import { lineOf, yielding } from '../src/words/palette';
import { $, openWindow, shown, text, violations } from './window';

const type = userEvent.setup();
/** A note waits half a second by itself. */
const SLOW = { timeout: 10_000 };
const KEY = '{Control>}k{/Control}';
const options = () => [...document.querySelectorAll<HTMLElement>('[role=option]')].map((option) => option.dataset.entry ?? '');
const active = () => {
  const id = $('#palette-input').getAttribute('aria-activedescendant') ?? '';
  return document.getElementById(id)?.dataset.entry;
};
const palette = () => document.querySelector('[data-testid=palette]');

async function typed(words: string): Promise<void> {
  await type.keyboard(words);
  await vi.waitFor(() => expect($('#palette-list').getAttribute('aria-busy')).toBe('false'));
}

async function openPalette(...args: Parameters<typeof openWindow>) {
  const opened = await openWindow(...args);
  // What follows the first rows by itself, a moment later, decides which commands fit.
  const { model } = opened.desk;
  if (model.app?.session.state === 'signedIn') {
    await vi.waitFor(() => {
      expect(opened.desk.model.arranged.views).not.toBeNull();
      expect(opened.desk.model.today.news).not.toBeNull();
    }, SLOW);
  }
  await type.keyboard(KEY);
  await shown('[data-testid=palette]');
  return opened;
}

describe('the palette', () => {
  it('has the focus, offers what fits now with its keys, and axe has nothing to say', async () => {
    await openPalette('full');
    expect(document.activeElement).toBe($('#palette-input'));
    expect(options()).toContain('command export');
    expect(options()).not.toContain('command palette');
    // No page is open, no view was changed, nothing was deleted.
    for (const unfit of ['copySummary', 'back', 'updateView', 'undoDelete', 'clearSearch']) {
      expect(options()).not.toContain(`command ${unfit}`);
    }
    expect(text('[data-entry="command export"]')).toBe('Export CSV Ctrl+E');
    expect(await violations($('[data-testid=palette]'))).toEqual([]);
  });

  it('holds what it found in a list that axe has nothing to say about', async () => {
    await openPalette('full');
    await typed('a');
    expect(options().length).toBeGreaterThan(4);
    expect(await violations($('[data-testid=palette]'))).toEqual([]);
  });

  it('finds cases, clients and fees, the reference that was typed first, and marks what was found', async () => {
    const { host, desk } = await openPalette('full');
    const row = host.world.cases.rows[1234] as CaseRow;
    const digits = row.reference.text.replace(/\D/g, '');
    await typed(digits);
    expect(options()[0]).toBe(`case ${row.id}`);
    expect(document.querySelector('[role=option] mark')?.textContent).toBe(digits);
    await type.keyboard('{Enter}');
    await shown('[data-page=case]');
    expect(palette()).toBeNull();
    expect(desk.model.detail?.stack.at(-1)?.id).toBe(row.id);
    expect(document.activeElement?.id).toBe('page-title');
  });

  it('opens the rest of what was found in its view, with the search', async () => {
    const { desk } = await openPalette('full');
    await typed('an');
    const found = desk.model.palette.shown.found as Found;
    expect(found.casesTotal).toBeGreaterThan(found.cases.length);
    expect(text('[data-entry="more cases"]')).toBe(`and ${found.casesTotal - found.cases.length} more in Cases`);
    await type.click($('[data-entry="more earnings"]'));
    expect(desk.model.view).toBe('earnings');
    await vi.waitFor(() => expect(desk.model.tables.earnings.shown?.search).toBe('an'));
    expect(desk.model.tables.earnings.total).toBe(found.earningsTotal);
    expect(desk.model.tables.cases.query.search).toBe('');
  });

  it('moves by arrows around both ends and by the page, and the focus stays where one types', async () => {
    await openPalette('full');
    const all = options();
    expect(active()).toBe(all[0]);
    await type.keyboard('{ArrowUp}');
    expect(active()).toBe(all.at(-1));
    await type.keyboard('{ArrowDown}{ArrowDown}');
    expect(active()).toBe(all[1]);
    await type.keyboard('{PageDown}');
    expect(active()).toBe(all[9]);
    await type.keyboard('{PageUp}{PageUp}');
    expect(active()).toBe(all[0]);
    expect(document.activeElement).toBe($('#palette-input'));
    expect(document.querySelectorAll('[role=option][aria-selected=true]').length).toBe(1);
  });

  it('closes by Esc and by its own key, gives the focus back to the cell that had it, and is empty the next time', async () => {
    await openWindow('full');
    await type.keyboard('{ArrowDown}{ArrowDown}{ArrowRight}');
    const cell = document.activeElement as HTMLElement;
    const { place } = cell.dataset;
    for (const close of ['{Escape}', KEY]) {
      await type.keyboard(KEY);
      await shown('[data-testid=palette]');
      await typed('mü');
      await type.keyboard(close);
      await vi.waitFor(() => expect(palette()).toBeNull());
      expect((document.activeElement as HTMLElement).dataset.place).toBe(place);
      expect(($('#search') as HTMLInputElement).value).toBe('');
    }
    await type.keyboard(KEY);
    await shown('[data-testid=palette]');
    expect(($('#palette-input') as HTMLInputElement).value).toBe('');
  });

  it('runs a command on what had the focus before', async () => {
    const { desk } = await openPalette('full');
    await typed('filt');
    expect(active()).toBe('command filters');
    await type.keyboard('{Enter}');
    await shown('[role=dialog][aria-label^=Filters]');
    desk.closeDialog();
    await type.keyboard('{Escape}');
    await type.keyboard(KEY);
    await typed('shortc');
    await type.keyboard('{Enter}');
    await vi.waitFor(() => expect(text('dialog h2')).toBe('Keyboard shortcuts'));
  });

  it('takes > for commands alone and asks nobody', async () => {
    const { host } = await openPalette('full');
    await typed('>go');
    expect(options()).toEqual(['command today', 'command cases', 'command clients', 'command earnings']);
    expect(host.calls.some(({ name }) => name === 'find')).toBe(false);
    await typed('zzz');
    expect(options()).toEqual([]);
    expect(text('[data-testid=palette-found]')).toBe('Nothing matches “>gozzz”');
  });

  it('shows the newest answer alone, and nothing jumps meanwhile', async () => {
    const { host, desk } = await openPalette('full');
    const honest = host.find;
    const answers: (() => void)[] = [];
    host.find = (search) => new Promise((resolve) => answers.push(() => void honest(search).then(resolve)));
    const before = options();
    await type.keyboard('an');
    expect(options()).toEqual(before);
    expect($('#palette-list').getAttribute('aria-busy')).toBe('true');
    answers[1]?.();
    await vi.waitFor(() => expect(desk.model.palette.shown.text).toBe('an'));
    const newest = desk.model.palette.shown;
    answers[0]?.();
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(desk.model.palette.shown).toBe(newest);
  });

  it('opens what the answer to the last key brings, when Enter was faster', async () => {
    const { host, desk } = await openPalette('full');
    const row = host.world.cases.rows[77] as CaseRow;
    const honest = host.find;
    let release = () => {};
    host.find = (search) => new Promise((resolve) => (release = () => void honest(search).then(resolve)));
    await type.keyboard(`${row.reference.text}{Enter}`);
    expect(palette()).not.toBeNull();
    release();
    await vi.waitFor(() => expect(desk.model.detail?.stack.at(-1)?.id).toBe(row.id));
    expect(palette()).toBeNull();
  });

  it('says what could not be searched, and goes on offering commands', async () => {
    const { host } = await openPalette('full');
    host.failures.set('find', CACHE);
    await typed('x');
    await vi.waitFor(() => expect(text('[data-testid=palette] [role=alert]')).toBe(CACHE.message));
    host.find = () => Promise.reject(new HostError(CACHE));
    await typed('{Backspace}exp');
    expect(options()).toEqual(['command export']);
  });

  it('works offline, and on data without a row', async () => {
    const { host } = await openPalette('offline');
    await typed('mü');
    expect(options().some((one) => one.startsWith('case '))).toBe(true);
    expect(host.calls.some(({ name }) => name === 'caseRefresh')).toBe(false);
  });

  it('is heard by nobody but who is signed in, and goes with the session', async () => {
    const { host, desk } = await openPalette('full');
    await typed('an');
    host.emit({ kind: 'session', session: { ...host.app.session, state: 'expired' } });
    await shown('#guid');
    expect(palette()).toBeNull();
    expect(desk.model.palette.shown.found).toBeNull();
    await type.keyboard(KEY);
    expect(palette()).toBeNull();
  });

  it('holds hostile names as text, each on its line', async () => {
    const { desk } = await openPalette('hostile');
    for (const words of ['img', 'HYPERLINK', 'شركة', '🦄', 'Unbroken', 'characters']) {
      await desk.palette.typed(words);
      await vi.waitFor(() => expect($('#palette-list').getAttribute('aria-busy')).toBe('false'));
      expect(options().some((one) => !one.startsWith('command')), words).toBe(true);
      expect(document.querySelector('[data-testid=palette] img, [data-testid=palette] script')).toBeNull();
      const longest = Math.max(...[...document.querySelectorAll('[role=option]')].map((option) => option.textContent?.length ?? 0));
      expect(longest, words).toBeLessThan(1_000);
    }
    expect(desk.model.palette.shown.problem).toBeNull();
  });
});

it('names the outcome of a case that has ended', async () => {
  const { host } = await openWindow('full');
  const [ended, open] = ['closed', 'active'].map((tab) => host.world.cases.rows.find(({ status }) => status.tab === tab));
  if (!ended || !open) throw new Error('no such case');
  const end = (row: CaseRow) => {
    const { end, more } = lineOf({ kind: 'case', key: row.id, row }, 'en-GB');
    return [end, more].filter(Boolean).join(' ');
  };
  expect(end({ ...ended, closeCode: 'Debtor Untraceable' })).toBe('Closed · Debtor Untraceable');
  expect(end({ ...ended, closeCode: null })).toBe('Closed');
  expect(end({ ...open, closeCode: 'Paid' })).toBe('Active');
});

it('keeps what was found in sight: of two names the other one gives way, and how a case ended before both', async () => {
  const { host } = await openPalette('german');
  const { row } = { row: host.world.cases.rows[0] as CaseRow };
  const cell = (words: string, hit: boolean) => ({ text: words, hits: hit ? ([[0, 3]] as [number, number][]) : [] });
  const of = (customer: boolean, debtor: boolean) =>
    yielding(lineOf({ kind: 'case', key: row.id, row: { ...row, customer: cell('Kunde', customer), debtor: cell('Müller', debtor) } }, 'de-DE'));
  expect([of(false, true), of(true, false), of(true, true), of(false, false)]).toEqual(['main', 'beside', null, null]);
  await typed('mul');
  const lines = [...document.querySelectorAll<HTMLElement>('[data-entry^="case "]')];
  expect(lines.length).toBeGreaterThan(2);
  for (const line of lines) {
    expect(line.querySelector('.yields mark')).toBeNull();
    if (line.querySelector('.yields')) expect(line.querySelector('.truncate:not(.yields) mark')).not.toBeNull();
  }
});

it('opens with what the table was searched for in vain, by the button there and by the key that it shows', async () => {
  const { host, desk } = await openWindow('full');
  const fee = host.world.earnings.rows.find(({ debtor, customer }) => debtor && customer && !customer.text.includes(debtor));
  const debtor = fee?.debtor ?? '';
  desk.showView('earnings');
  await shown('#search');
  desk.lists.search(debtor);
  await shown('#find-everywhere');
  await type.click($('#find-everywhere'));
  await vi.waitFor(() => expect(options().some((key) => key.startsWith('case '))).toBe(true));
  const input = $('#palette-input') as HTMLInputElement;
  expect(input.value).toBe(debtor);
  // Typing takes its place.
  expect(input.value.slice(input.selectionStart ?? 0, input.selectionEnd ?? 0)).toBe(debtor);
  await type.keyboard('{Escape}');
  await vi.waitFor(() => expect(palette()).toBeNull());
  await type.keyboard(KEY);
  await vi.waitFor(() => expect(($('#palette-input') as HTMLInputElement).value).toBe(debtor));
  await type.keyboard('{Escape}');
  desk.lists.search('');
  await vi.waitFor(() => expect(document.querySelector('#find-everywhere')).toBeNull());
  await type.keyboard(KEY);
  await shown('#palette-input');
  expect(($('#palette-input') as HTMLInputElement).value).toBe('');
});

describe('recent pages', () => {
  it('are noted a moment after they were opened, come first, and leave out the open one', async () => {
    const { host, desk } = await openWindow('full');
    const [one, two] = host.world.cases.rows as [CaseRow, CaseRow];
    desk.openCase(one.id);
    desk.openCase(two.id);
    expect(host.calls.some(({ name }) => name === 'noteOpened')).toBe(false);
    await vi.waitFor(() => expect(desk.model.arranged.recent.map(({ row }) => row.id)).toEqual([two.id, one.id]), SLOW);
    expect(host.calls.filter(({ name }) => name === 'noteOpened').length).toBe(1);
    await type.keyboard(KEY);
    await shown('[data-testid=palette]');
    expect(options()[0]).toBe(`case ${one.id}`);
    expect(options()).not.toContain(`case ${two.id}`);
    await type.keyboard('{Enter}');
    await vi.waitFor(() => expect(desk.model.detail?.stack.at(-1)?.id).toBe(one.id));
  });

  it('are 20 at most, and of those that are gone nothing is shown', async () => {
    const { host, desk } = await openWindow('full');
    for (const row of host.world.cases.rows.slice(0, 30)) desk.openCase(row.id);
    await vi.waitFor(() => expect(desk.model.arranged.recent.length).toBe(20), SLOW);
    host.arranged.opened = [{ kind: 'case', id: 'gone' }, { kind: 'client', id: 'client:gone' }];
    await desk.recents.load();
    expect(desk.model.arranged.recent).toEqual([]);
  });

  it('of a session that has ended are not noted in the next one', async () => {
    const { host, desk } = await openWindow('full');
    const { session } = host.app;
    desk.openCase(host.world.cases.rows[0]?.id ?? '');
    host.emit({ kind: 'session', session: { ...session, state: 'expired' } });
    host.emit({ kind: 'session', session });
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(host.calls.some(({ name }) => name === 'noteOpened')).toBe(false);
    expect(desk.model.arranged.recent).toEqual([]);
  });
});

describe('words', () => {
  it.each([
    ['Copy case reference', 'co', [[0, 2]]],
    ['Copy case reference', 'ref co', [[0, 2], [10, 13]]],
    ['Go to Cases', 'cases', [[6, 11]]],
    ['Größe ändern', 'groß', [[0, 4]]],
    ['Größe ändern', 'and', [[6, 9]]],
    ['Export CSV', 'port', null],
    ['Export CSV', 'csv x', null],
    ['🦄 Herd', 'herd', [[3, 7]]],
    ['Export CSV', '  ', []],
  ])('of %s are found by %s', (label, typed, hits) => {
    expect(matched(label, typed)?.hits ?? null).toEqual(hits);
  });

  it('that begin a name bring its case before a command, an open one before a closed one', async () => {
    const { host, desk } = await openPalette('full');
    const find = host.find.bind(host);
    host.find = async (search) => {
      const found = await find('mü');
      const cases = found.cases.map((row) => ({ ...row, debtor: { text: 'Exner AG', hits: [[0, search.length]] as [number, number][] } }));
      return { ...found, cases };
    };
    await typed('ex');
    const [first, second] = sections(desk);
    expect(first?.title).toBe('Cases');
    expect(active()).toMatch(/^case /);
    // The command is one step away, and not behind everything that was found.
    expect(second?.entries.map(({ key }) => key)).toEqual(['command export']);
    const groups = desk.model.palette.shown.found?.cases.map(({ status }) => status.tab) ?? [];
    const closed = groups.map((tab) => tab === 'closed' || tab === 'other');
    expect(closed).toEqual([...closed].sort((a, b) => Number(a) - Number(b)));
  });

  it('are not needed: what one does most stands first, and searching is what one does already', async () => {
    const { desk } = await openPalette('full');
    expect(options()[0]).toBe('command today');
    expect(options()).not.toContain('command search');
    expect(options().indexOf('command cases')).toBeGreaterThan(options().indexOf('command clients'));
    await typed('sea');
    expect(options()).not.toContain('command search');
    expect(desk.model.palette.shown.text).toBe('sea');
  });

  it('that begin a command bring it before what was found; others leave it behind', async () => {
    const { desk } = await openPalette('full');
    await typed('ex');
    expect(sections(desk)[0]?.entries.map(({ key }) => key)).toEqual(['command export']);
    await type.clear($('#palette-input'));
    await typed('re');
    const titles = sections(desk).map(({ title }) => title);
    expect(titles[0]).toBe('Commands');
    expect(titles.at(-1)).toBe('More commands');
  });

  it('of an older question never take the place of a newer one', () => {
    const found: Found = { cases: [], casesTotal: 1, clients: [], clientsTotal: 0, earnings: [], earningsTotal: 0 };
    const asked = reducePalette(reducePalette(emptyPalette, { kind: 'paletteTyped', text: 'a', seq: 1 }), {
      kind: 'paletteTyped',
      text: '',
      seq: 2,
    });
    expect(reducePalette(asked, { kind: 'paletteArrived', seq: 1, found })).toBe(asked);
    expect(asked.shown).toEqual({ text: '', found: null, problem: null });
  });
});
