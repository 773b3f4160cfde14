import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { CACHE } from '../src/host/fake/scenarios';
import { $, openWindow, shown, text, violations } from './window';

const type = userEvent.setup();
const focused = () => document.activeElement as HTMLElement;
const lines = () => [...document.querySelectorAll<HTMLElement>('[data-line]')];

async function openToday(name: Parameters<typeof openWindow>[0] = 'full') {
  const opened = await openWindow(name);
  await type.keyboard('{Control>}t{/Control}');
  await shown('main.today');
  return opened;
}

it('opens in Cases, and says at Today how much has changed', async () => {
  const { desk, host } = await openWindow('full');
  expect($('[data-view=cases]').getAttribute('aria-current')).toBe('page');
  await vi.waitFor(() => expect(text('[data-view=today] .badge')).not.toBe(''));
  expect(text('[data-view=today]')).toContain('changes since your last visit');
  // As long as nobody looks, the counts are enough.
  expect(host.calls.filter(({ name }) => name === 'news').map(({ argument }) => argument)).toEqual([{ kind: null, offset: 0, limit: 0 }]);
  expect(host.calls.some(({ name }) => name === 'attention')).toBe(false);
  expect(desk.model.today.open).toBe(false);
});

it('lists what changed and what needs attention, and stands up to axe', async () => {
  const { desk } = await openToday();
  await shown('[data-news=moved] [data-line]');
  await shown('[data-need=ready]');
  expect($('[data-view=today]').getAttribute('aria-current')).toBe('page');
  expect($('[data-view=cases]').getAttribute('aria-current')).toBeNull();
  const total = [...document.querySelectorAll('[data-news] h3 .count')].reduce((sum, one) => sum + Number(one.textContent), 0);
  expect(total).toBe(desk.model.today.news?.total);
  expect(text('[data-news=moved]')).toContain('Pending Verification → Active');
  expect(text('[data-need=ready] .value')).toMatch(/USD$/);
  await vi.waitFor(() => expect(text('.visually-hidden[role=status]')).toMatch(/changes, .* attention/));
  $('[data-need=unsigned] button').click();
  await shown('[data-need=unsigned] [data-line]');
  expect(text('[data-need=unsigned] li')).toMatch(/for \d+ days/);
  // Piece by piece: the other kinds are made of the same lines.
  for (const part of ['.needs', '[data-news=moved]', 'nav']) expect(await violations($(part))).toEqual([]);
  $('[data-need=stuck] button').click();
  await shown('[data-need=stuck] [data-line]');
  expect(text('[data-need=stuck] li')).toMatch(/\d+ days/);
});

it('is walked through by arrows, with one tab stop for each list', async () => {
  await openToday();
  await shown('[data-news=moved] [data-line]');
  expect(focused().tagName).toBe('H1');
  await type.keyboard('{ArrowDown}');
  expect(focused()).toBe(lines()[0]);
  await type.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
  expect(focused()).toBe(lines()[1]);
  await type.keyboard('{End}');
  expect(focused()).toBe(lines().at(-1));
  await type.keyboard('{Home}');
  expect(focused()).toBe(lines()[0]);
  for (const list of document.querySelectorAll('[data-news]')) {
    expect(list.querySelectorAll('[data-line][tabindex="0"]').length).toBe(1);
  }
});

it('leads to a case and back to the very line', async () => {
  const { desk } = await openToday();
  await shown('[data-news=moved] [data-line]');
  const line = lines()[2];
  line?.focus();
  await type.keyboard('{Enter}');
  await shown('[data-page=case]');
  expect(text('[data-action=back]')).toBe('Today');
  expect(desk.model.today.open).toBe(true);
  await type.keyboard('{Escape}');
  await shown('main.today');
  await vi.waitFor(() => expect(focused().dataset.line).toBe(line?.dataset.line));
  // Once more, and the list behind is back.
  await type.keyboard('{Escape}');
  await shown('[role=grid]');
  expect(desk.model.view).toBe('cases');
});

it('leads to the list that holds just what is meant', async () => {
  const { desk } = await openToday();
  await shown('[data-need=ready]');
  await type.click($('[data-need=ready] button'));
  await shown('[role=grid]');
  expect(desk.model.view).toBe('earnings');
  expect(desk.model.tables.earnings.query.tab).toBe('ready');
  await type.keyboard('{Control>}t{/Control}');
  await shown('[data-need=needsInfo]');
  const wanted = text('[data-need=needsInfo] .value');
  await type.click($('[data-need=needsInfo] button'));
  await vi.waitFor(() => expect(desk.model.tables.cases.total).toBe(Number(wanted)));
  expect(desk.model.tables.cases.query.filters.needsInfo).toBe(true);
});

it('opens the onboarding of a client who has not signed', async () => {
  const { desk } = await openToday();
  await shown('[data-need=unsigned]');
  await type.click($('[data-need=unsigned] button'));
  await type.click($('[data-need=unsigned] [data-line]'));
  await shown('dialog');
  expect(desk.model.onboarding?.id).toBe(desk.model.today.attention?.unsigned[0]?.id);
});

it('marks all as seen when told so, takes the dots away, and takes it back', async () => {
  const { desk, host } = await openWindow('full');
  await vi.waitFor(() => expect(desk.model.today.news?.total).toBeGreaterThan(0));
  const total = desk.model.today.news?.total ?? 0;
  expect(document.querySelectorAll('[role=grid] .news').length).toBeGreaterThan(0);
  expect($('[role=grid] .news').getAttribute('aria-label')).toBe('Changed since your last visit');
  await type.keyboard('{Control>}t{/Control}');
  await shown('[data-news=moved] [data-line]');
  await type.keyboard('{Control>}{Shift>}d{/Shift}{/Control}');
  await vi.waitFor(() => expect(text('[data-testid=no-news]')).toContain('All changes are seen'));
  expect(host.calls.find(({ name }) => name === 'seeNews')?.argument).toBe(String(total));
  expect(document.querySelector('[data-view=today] .badge')).toBeNull();
  // Its room is held, and so is that of bold words: nothing beside it moves.
  expect(document.querySelector('[data-view=today] .room')).not.toBeNull();
  for (const title of document.querySelectorAll<HTMLElement>('nav .title')) expect(title.dataset.title).toBe(title.textContent);
  await type.click($('[data-action=takeBack]'));
  await vi.waitFor(() => expect(desk.model.today.news?.total).toBe(total));
  await type.keyboard('{Control>}{Shift>}d{/Shift}{/Control}');
  await vi.waitFor(() => expect(desk.model.today.news?.total).toBe(0));
  await type.keyboard('{Control>}1{/Control}');
  await shown('[role=grid]');
  await vi.waitFor(() => expect(document.querySelector('[role=grid] .news')).toBeNull());
});

it('shows more of a kind, the honest total beside it', async () => {
  const { desk } = await openToday();
  await shown('[data-news=fees] [data-line]');
  const group = () => desk.model.today.news?.groups.find(({ kind }) => kind === 'fees');
  const total = group()?.total ?? 0;
  expect(total).toBeGreaterThan(6);
  expect(document.querySelectorAll('[data-news=fees] [data-line]').length).toBe(6);
  const more = $('[data-news=fees] > .button');
  expect(more.textContent?.trim()).toBe(`Show ${total - 6} more`);
  await type.click(more);
  await vi.waitFor(() => expect(document.querySelectorAll('[data-news=fees] [data-line]').length).toBe(total));
  // A lone seventh is there at once: its line is as high as a button for it.
  const lone = desk.model.today.news?.groups.find(({ total }) => total === 7);
  expect(document.querySelectorAll(`[data-news=${lone?.kind}] [data-line]`).length).toBe(7);
  expect(document.querySelector(`[data-news=${lone?.kind}] > .button`)).toBeNull();
  // A change of the data does not fold it again.
  desk.lists.retry();
  await desk.watching.look();
  expect(group()?.items.length).toBe(total);
});

it('is left by a search, by another view, and has no filter, export or copy of its own', async () => {
  const { desk, host } = await openToday();
  await shown('[data-need=ready]');
  await type.keyboard('{Control>}e{/Control}{Control>}l{/Control}{Control>}c{/Control}');
  expect(host.calls.some(({ name }) => name.startsWith('export') || name === 'copyCase')).toBe(false);
  await type.keyboard('kjær');
  await shown('[role=grid]');
  expect(desk.model.today.open).toBe(false);
  await vi.waitFor(() => expect(text('[data-testid=found]')).toContain('match “kjær”'));
});

it.each([
  ['calm', 'Nothing has changed'],
  ['firstempty', 'The first sync is running'],
  ['none', 'Nothing has been synced yet'],
] as const)('says why nothing is told of: %s', async (name, words) => {
  const { desk } = await openToday(name);
  await vi.waitFor(() => expect(text('[data-testid=no-news]')).toContain(words));
  expect(document.querySelector('[data-view=today] .badge')).toBeNull();
  expect(await violations($('main.today'))).toEqual([]);
  desk.stop();
});

it('says what a partial sync leaves open, and what the copy could not tell', async () => {
  const { host, desk } = await openToday('partial');
  await vi.waitFor(() => expect(text('main.today')).toContain('payments may be missing'));
  await vi.waitFor(() => expect(desk.model.today.attention).not.toBeNull());
  await desk.watching.look();
  // A look by itself, soon after the start, may get the failure in its place.
  await vi.waitFor(async () => {
    host.failures.set('news', CACHE);
    desk.watching.leave();
    await desk.watching.open();
    expect(desk.model.today.problem).toEqual(CACHE);
  });
});

it('forgets everything when the session ends', async () => {
  const { desk } = await openToday();
  await shown('[data-news=moved] [data-line]');
  await desk.lock();
  await vi.waitFor(() => expect(document.querySelector('main.today')).toBeNull());
  expect(desk.model.today).toMatchObject({ open: false, news: null, attention: null });
});

it('holds strange names as text', async () => {
  await openToday('hostile');
  await shown('[data-news] [data-line]');
  expect(document.querySelector('img, script')).toBeNull();
  expect(document.querySelectorAll('.names bdi').length).toBeGreaterThan(3);
});

it('hides no debtor behind a long customer: each of the two has lines of its own', async () => {
  const { desk } = await openToday('german');
  await shown('[data-news=moved] [data-line]');
  const item = desk.model.today.news?.groups.find(({ kind }) => kind === 'moved')?.items[0];
  const names = [...$('[data-news=moved] [data-line] .names').querySelectorAll('.name')].map((one) => one.textContent);
  expect(names).toEqual([item?.customer, item?.debtor]);
  expect($('[data-news=moved] [data-line] .names').getAttribute('title')).toBe(names.join(' · '));
});
