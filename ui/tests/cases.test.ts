import { tick } from 'svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { CaseRow } from '../src/gen/types';
import { HostError } from '../src/host/host';
import { caseList } from '../src/host/fake/caseList';
import { CACHE } from '../src/host/fake/scenarios';
import { $, openWindow, rowIds, shown, text, violations } from './window';

const type = userEvent.setup();

it('opens with cards, tabs and rows, and axe has nothing to say', async () => {
  await openWindow('full');
  expect(text('[data-card=total]')).toBe('Total 2,000');
  expect(text('[data-tab=all]')).toBe('All 2,000');
  expect(rowIds().length).toBeGreaterThan(5);
  expect($('[role=grid]').getAttribute('aria-rowcount')).toBe('2001');
  expect($('[data-row-id]').getAttribute('aria-rowindex')).toBe('2');
  expect($('[data-column=lastActivity]').getAttribute('aria-sort')).toBe('descending');
  expect(text('#freshness')).toBe('As of 12 minutes ago');
  expect(await violations()).toEqual([]);
});

it('finds while one types, wherever the focus is, and highlights', async () => {
  const { host } = await openWindow('full');
  $('[data-tab=all]').focus();
  await type.keyboard('mül');
  await vi.waitFor(() => expect(text('mark')).toBe('Mül'));
  expect(document.activeElement).toBe($('#search'));
  expect(text('[data-testid=found]')).toContain('match “mül”');
  expect(host.calls.filter(({ name }) => name === 'casesPage').length).toBeGreaterThan(3);
  await type.keyboard('{Escape}');
  await vi.waitFor(() => expect(text('[data-testid=found]')).toBe('2,000 cases'));
  expect(($('#search') as HTMLInputElement).value).toBe('');
});

it('waits for an input method to finish', async () => {
  const { desk } = await openWindow('full');
  const box = $('#search') as HTMLInputElement;
  box.value = 'ㅁ';
  box.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
  expect(desk.model.tables.cases.query.search).toBe('');
  box.value = '뮐';
  box.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }));
  expect(desk.model.tables.cases.query.search).toBe('뮐');
});

it('filters by tab and sorts by heading, by pointer and by key', async () => {
  const { desk } = await openWindow('full');
  await type.click($('[data-tab=pending]'));
  await vi.waitFor(() => expect(text('[data-testid=found]')).toMatch(/cases in Pending$/));
  expect($('[data-tab=pending]').getAttribute('aria-selected')).toBe('true');
  await type.keyboard('{ArrowLeft}');
  expect(desk.model.tables.cases.query.tab).toBe('active');
  await type.click($('[data-column=amount] button'));
  await vi.waitFor(() => expect($('[data-column=amount]').getAttribute('aria-sort')).toBe('descending'));
  await type.keyboard('{Enter}');
  expect($('[data-column=amount]').getAttribute('aria-sort')).toBe('ascending');
});

it('moves through rows that are not in the document yet', async () => {
  const { desk } = await openWindow('full');
  await type.keyboard('{ArrowDown}');
  expect(document.activeElement?.getAttribute('data-place')).toBe('0:0');
  expect(text('[data-testid=meaning]')).toMatch(/^DEB-\d+: /);
  await type.keyboard('{Control>}{End}{/Control}');
  await vi.waitFor(() => expect(document.activeElement?.getAttribute('data-place')).toBe('1999:7'));
  expect(desk.model.tables.cases.place).toEqual({ row: 1999, column: 7 });
  expect(document.querySelectorAll('[role=grid] [tabindex="0"]').length).toBe(1);
  expect($('.scroller').scrollTop).toBeGreaterThan(1900 * 36);
  await vi.waitFor(() => expect(document.activeElement?.querySelector('.bone')).toBeNull());
});

it('copies the reference of the selected case, unless text is selected', async () => {
  const { host, desk } = await openWindow('full');
  const copied = () => host.calls.filter(({ name }) => name === 'copyCase').map(({ argument }) => argument);
  await type.keyboard('{Control>}c{/Control}');
  expect(copied()).toEqual([]);
  await type.keyboard('{ArrowDown}{Control>}c{/Control}');
  const id = desk.model.tables.cases.selectedId;
  expect(copied()).toEqual([{ id, what: 'reference' }]);
  await vi.waitFor(() => expect(text('[data-testid=toast]')).toMatch(/^Copied DEB-\d+$/));
  await type.keyboard('{ArrowDown}{Control>}c{/Control}');
  await vi.waitFor(() => expect(copied().length).toBe(2));
  expect(document.querySelectorAll('[data-testid=toast]').length).toBe(1);
  document.getSelection()?.selectAllChildren($('[data-cell=debtor]'));
  await type.keyboard('{Control>}c{/Control}');
  expect(copied().length).toBe(2);
  document.getSelection()?.removeAllRanges();
});

it('says that nothing was copied', async () => {
  const { host } = await openWindow('full');
  host.failures.set('copyCase', { code: 'internal', message: 'The clipboard could not be used.', hint: null });
  await type.keyboard('{ArrowDown}{Control>}c{/Control}');
  await vi.waitFor(() => expect(text('[data-testid=toast]')).toBe('Nothing was copied The clipboard could not be used.'));
});

it('explains a cell that is pointed at or has the focus, and only that', async () => {
  const { desk } = await openWindow('full');
  expect(document.querySelector('[role=gridcell][data-hint]')).toBeNull();
  await type.hover($('[data-place="2:4"]'));
  expect($('[data-place="2:4"]').dataset.hint).toMatch(/^.+\. .+/);
  await type.hover($('[data-place="3:1"]'));
  expect($('[data-place="3:1"]').dataset.hint).toBe(text('[data-place="3:1"]'));
  expect(document.querySelectorAll('[role=gridcell][data-hint]').length).toBe(1);
  // Another row in the same element: the words are that row's.
  const before = $('[data-place="3:1"]').dataset.hint;
  desk.lists.chooseTab('cases', 'pending');
  await vi.waitFor(() => expect(text('[data-place="3:1"]')).not.toBe(before));
  await vi.waitFor(() => expect($('[data-place="3:1"]').dataset.hint).toBe(text('[data-place="3:1"]')));
});

it('drops what fails or arrives for a question that nobody asks any more', async () => {
  const { host, desk } = await openWindow('full');
  const answers: { search: string; fail: () => void; send: () => void }[] = [];
  const honest = host.casesPage;
  host.casesPage = (request) =>
    new Promise((resolve, reject) => {
      answers.push({
        search: request.search,
        fail: () => reject(new HostError(CACHE)),
        send: () => void honest(request).then(resolve),
      });
    });
  desk.lists.search('m');
  desk.lists.search('mü');
  await vi.waitFor(() => expect(answers.map(({ search }) => search)).toEqual(['m', 'mü']));
  answers[0]?.fail();
  await new Promise((resolve) => setTimeout(resolve));
  expect(desk.model.tables.cases.problem).toBeNull();
  expect(document.querySelector('.empty')).toBeNull();
  answers[1]?.send();
  await vi.waitFor(() => expect(desk.model.tables.cases.shown?.search).toBe('mü'));
});

it('shows names as text, whatever they hold', async () => {
  const { host, desk } = await openWindow('full');
  const evil = '<img src=x onerror=alert(1)>';
  const debtor = { text: evil, hits: [[1, 4]] satisfies [number, number][] };
  host.world.cases = caseList(host.world.cases.rows.map((row) => ({ ...row, debtor })));
  desk.lists.retry();
  await vi.waitFor(() => expect(text('[data-cell=debtor]')).toBe(evil));
  expect(document.querySelector('img')).toBeNull();
});

it('says what was not found and where', async () => {
  await openWindow('full');
  await type.click($('[data-tab=paused]'));
  await type.click($('#search'));
  await type.keyboard('qqqq');
  await vi.waitFor(() => expect(text('.empty h2')).toBe('No case matches “qqqq” in Paused'));
  expect(text('#find-everywhere')).toBe('Find “qqqq” everywhereCtrl+K');
  expect(await violations($('.empty'))).toEqual([]);
  await type.click($('#clear-search'));
  await vi.waitFor(() => expect(document.querySelector('.empty')).toBeNull());
});

it.each([
  ['empty', 'No cases yet'],
  ['none', 'Nothing has been synced yet'],
  ['firstempty', 'Getting your cases from Debitura'],
  ['broken', 'The cases cannot be shown'],
] as const)('explains an empty table: %s', async (name, title) => {
  await openWindow(name);
  await vi.waitFor(() => expect(text('.empty h2')).toBe(title));
  expect(await violations()).toEqual([]);
});

it('says offline without making it an error', async () => {
  await openWindow('offline');
  expect(text('#connectivity')).toBe('Offline: data as of 2 hours ago');
  expect($('#connectivity').dataset.state).toBe('offline');
  expect(document.querySelector('[data-testid=sync-problem]')).toBeNull();
  expect(rowIds().length).toBeGreaterThan(5);
});

it('shows a failed sync once and lets it be put away', async () => {
  await openWindow('error');
  expect(text('[data-testid=sync-problem]')).toContain('error (500)');
  await type.click($('[data-testid=sync-problem] [aria-label=Dismiss]'));
  expect(document.querySelector('[data-testid=sync-problem]')).toBeNull();
  // The reason and what to do stay where the age of the data is told.
  expect($('#freshness').classList).toContain('old');
  await type.click($('#freshness'));
  expect(text('#freshness-facts')).toContain('The last sync failed. Debitura answered with an error (500).');
  expect(text('#freshness-facts')).toContain('Try again in a few minutes.');
});

it('tells no age of a copy that cannot be read, and offers what helps', async () => {
  await openWindow('broken');
  await shown('.empty h2');
  expect(text('#freshness')).toBe('The copy cannot be read');
  expect($('#freshness').classList).toContain('old');
  expect(text('.empty')).toContain('Start Partner Desk anew.');
  expect([...document.querySelectorAll('.empty button')].map((one) => one.textContent?.trim())).toEqual(['Try again', 'Diagnostics…']);
});

it('says of the cards that they count everything while the tabs follow the search', async () => {
  const { desk } = await openWindow('full');
  const whole = () => text('.whole > p');
  expect(whole()).toBe('All cases');
  const total = text('[data-card=total]');
  desk.lists.search('mull');
  await vi.waitFor(() => expect(whole()).toBe('All cases, not only those found'));
  expect(text('[data-card=total]')).toBe(total);
});

it('says what it has to say between the table and the foot, where it covers no row', async () => {
  const { desk } = await openWindow('error');
  const order = [...$('.desk').children].map((part) => part.tagName);
  expect(order.indexOf('ASIDE')).toBe(order.indexOf('FOOTER') - 1);
  expect($('.dock').contains($('[data-testid=sync-problem]'))).toBe(true);
  // What goes by itself stands over the foot, out of the way of the table.
  desk.lists.place('cases', { row: 0, column: 0 });
  await desk.copying.row('cases');
  await vi.waitFor(() => expect(text('.passing [data-testid=toast]')).toBe('Copied the row'));
});

it('counts a running sync and cancels it', async () => {
  const { host } = await openWindow('first');
  expect(text('footer')).toContain('Cases 1,300 of 10,000');
  expect(rowIds().length).toBeGreaterThan(5);
  await type.click($('#cancel-sync'));
  await vi.waitFor(() => expect(document.querySelector('#cancel-sync')).toBeNull());
  expect(host.calls.some(({ name }) => name === 'syncCancel')).toBe(true);
});

it('says of every number that it still grows, until the first sync is complete', async () => {
  const { host, desk } = await openWindow('first');
  const cards = () => [...document.querySelectorAll('[data-card]')].map((card) => card.textContent ?? '');
  await vi.waitFor(() => expect(cards().every((card) => /\d.*so far$/.test(card.trim()))).toBe(true));
  expect(text('[data-testid=found]')).toBe('1,300 cases so far');
  desk.showView('earnings');
  await vi.waitFor(() => expect(text('[data-testid=found]')).toMatch(/transactions so far$/));
  await vi.waitFor(() => expect(cards().every((card) => /so far$/.test(card.trim()))).toBe(true));
  expect(text('[data-testid=summary-check]')).toContain('once the first sync is complete');
  await vi.waitFor(() => expect(text('#chart-title')).toContain('so far'));
  const asOf = new Date().toISOString();
  host.emit({ kind: 'sync', sync: { ...host.app.sync, running: false, asOf, openAsOf: asOf } });
  await vi.waitFor(() => expect(document.body.textContent).not.toContain('so far'));
});

it('says of every sum of the earnings that it is not whole, and why, when the last sync did not get everything', async () => {
  const { host, desk } = await openWindow('partial');
  const cards = () => [...document.querySelectorAll('[data-card]')].map((card) => card.textContent ?? '');
  const { partial } = host.app.sync;
  desk.showView('earnings');
  await vi.waitFor(() => expect(cards().length > 0 && cards().every((card) => /so far$/.test(card.trim()))).toBe(true));
  await vi.waitFor(() => expect(text('[data-testid=found]')).toMatch(/transactions so far$/));
  await vi.waitFor(() => expect(text('#chart-title')).toContain('so far'));
  expect(text('[data-testid=summary-check]')).toBe(partial);
  expect(document.querySelector('[data-testid=summary-check] .agrees')).toBeNull();
  expect(await violations($('[data-testid=summary-check]'))).toEqual([]);
  desk.lists.search('nobody is called so');
  await vi.waitFor(() => expect(text('.empty')).toContain(partial));
  desk.lists.search('');
  host.emit({ kind: 'sync', sync: { ...host.app.sync, partial: null } });
  await vi.waitFor(() => expect(text('[data-testid=summary-check]')).toContain('Agrees with'));
  expect(text('main')).not.toContain('so far');
});

it('says of nothing that it is all, before the first sync is complete', async () => {
  const { host, desk } = await openWindow('first');
  desk.lists.search('nobody is called so');
  await vi.waitFor(() => expect(text('.empty')).toContain('more may still come'));
  const asOf = new Date().toISOString();
  host.emit({ kind: 'sync', sync: { ...host.app.sync, running: false, asOf, openAsOf: asOf } });
  await vi.waitFor(() => expect(text('.empty')).not.toContain('more may still come'));
  expect(text('.empty')).toContain('No case matches');
});

it('refreshes by F5 without reloading the page', async () => {
  const { host } = await openWindow('full');
  const key = new KeyboardEvent('keydown', { key: 'F5', bubbles: true, cancelable: true });
  document.body.dispatchEvent(key);
  expect(key.defaultPrevented).toBe(true);
  await vi.waitFor(() => expect(host.calls.some(({ name }) => name === 'syncStart')).toBe(true));
});

it('makes a refresh that runs already hurry', async () => {
  const { host } = await openWindow('first');
  expect($('#refresh').getAttribute('aria-busy')).toBe('true');
  expect($('#refresh').title).toContain('hurry');
  await type.click($('#refresh'));
  await vi.waitFor(() => expect(host.calls.some(({ name }) => name === 'syncStart')).toBe(true));
});

it('shows bones as long as rows are on their way', async () => {
  await openWindow('loading');
  await shown('.bone');
  expect($('[role=grid]').getAttribute('aria-busy')).toBe('true');
});

describe('Enter in the search', () => {
  it('opens the only case that was found, once the answer is there', async () => {
    const { host, desk } = await openWindow('full');
    const row = host.world.cases.rows[321] as CaseRow;
    await type.click($('#search'));
    await type.keyboard(`${row.reference.text}{Enter}`);
    await shown('[data-page=case]');
    expect(desk.model.detail?.stack.at(-1)?.id).toBe(row.id);
  });

  it('goes into the table where there are several, and means nothing without a search', async () => {
    const { desk } = await openWindow('full');
    await type.click($('#search'));
    await type.keyboard('{Enter}');
    expect(document.activeElement).toBe($('#search'));
    await type.keyboard('an{Enter}');
    await vi.waitFor(() => expect(document.activeElement?.closest('[data-row-id]')).not.toBeNull());
    expect(desk.model.tables.cases.total).toBeGreaterThan(1);
    expect(desk.model.detail).toBeNull();
  });
});

it('keeps the row with the focus in sight when a message takes some of the table’s room, and lets one out of sight be', async () => {
  let height = 280;
  const tall = vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockImplementation(() => height);
  const measured: (() => void)[] = [];
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(tell: () => void) {
        measured.push(tell);
      }
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  try {
    const { desk } = await openWindow('full');
    const lose = async (pixels: number) => {
      height -= pixels;
      for (const tell of measured) tell();
      await tick();
    };
    const scroller = $('.scroller');
    desk.lists.place('cases', { row: 5, column: 0 });
    await lose(80);
    // Six rows of 36 pixels end where the room does, the heading aside.
    expect(scroller.scrollTop).toBe(6 * 36 - (200 - 34));
    desk.lists.place('cases', { row: 60, column: 0 });
    await lose(40);
    expect(scroller.scrollTop).toBe(6 * 36 - (200 - 34));
  } finally {
    tall.mockRestore();
    vi.unstubAllGlobals();
  }
});
