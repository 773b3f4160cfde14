import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { $, openWindow, rowIds, shown, text, violations } from './window';

const type = userEvent.setup();
const found = () => text('[data-testid=found]');

it('goes from view to view by pointer and by key, each with a search of its own', async () => {
  const { desk } = await openWindow('full');
  await type.keyboard('mül');
  await vi.waitFor(() => expect(found()).toContain('match “mül”'));
  await type.keyboard('{Control>}2{/Control}');
  await vi.waitFor(() => expect(found()).toBe('53 customers'));
  expect($('[data-view=clients]').getAttribute('aria-current')).toBe('page');
  expect(($('#search') as HTMLInputElement).value).toBe('');
  await type.click($('[data-view=earnings]'));
  await vi.waitFor(() => expect(found()).toMatch(/^[\d,]+ transactions$/));
  await type.keyboard('{Control>}1{/Control}');
  await vi.waitFor(() => expect(found()).toContain('match “mül”'));
  expect(($('#search') as HTMLInputElement).value).toBe('mül');
  expect(desk.model.view).toBe('cases');
});

it('asks nothing of a view that nobody has opened, and asks it afresh after a change', async () => {
  const { host, desk } = await openWindow('full');
  const asked = (name: string) => host.calls.filter((call) => call.name === name).length;
  expect(asked('clientsPage') + asked('earningsPage')).toBe(0);
  desk.showView('clients');
  await vi.waitFor(() => expect(asked('clientsPage')).toBe(1));
  desk.showView('cases');
  desk.lists.retry();
  const before = asked('clientsPage');
  desk.showView('clients');
  await vi.waitFor(() => expect(asked('clientsPage')).toBe(before + 1));
});

it('comes back from a page to the same row, focus and scroll position', async () => {
  const { desk } = await openWindow('full');
  await type.keyboard('{ArrowDown}{PageDown}{PageDown}{PageDown}{ArrowRight}');
  await vi.waitFor(() => expect(document.activeElement?.querySelector('.bone')).toBeNull());
  const place = desk.model.tables.cases.place;
  const { scrollTop } = $('.scroller');
  expect(scrollTop).toBeGreaterThan(0);
  await type.keyboard('{Enter}');
  await vi.waitFor(() => expect(desk.model.detail).not.toBeNull());
  expect(document.querySelector('[role=grid]')).toBeNull();
  await type.keyboard('{Escape}');
  await shown('[role=grid]');
  await vi.waitFor(() => expect(document.activeElement?.getAttribute('data-place')).toBe(`${place.row}:${place.column}`));
  expect($('.scroller').scrollTop).toBe(scrollTop);
});

it('opens a row by a click, and not by selecting its text', async () => {
  const { desk } = await openWindow('full');
  document.getSelection()?.selectAllChildren($('[data-place="2:2"]'));
  $('[data-place="2:2"]').click();
  expect(desk.model.detail).toBeNull();
  document.getSelection()?.removeAllRanges();
  await type.click($('[data-place="2:2"]'));
  expect(desk.model.detail?.stack).toEqual([expect.objectContaining({ kind: 'case', id: rowIdAt(desk, 2) })]);
});

function rowIdAt(desk: Awaited<ReturnType<typeof openWindow>>['desk'], row: number): string | undefined {
  return desk.model.tables.cases.pages.get(0)?.rows[row]?.id;
}

it('leaves a page when one searches: that means the list', async () => {
  const { desk } = await openWindow('full');
  await type.keyboard('{ArrowDown}{Enter}');
  await vi.waitFor(() => expect(desk.model.detail).not.toBeNull());
  await type.keyboard('kjær');
  await shown('[role=grid]');
  expect(desk.model.detail).toBeNull();
  await vi.waitFor(() => expect(found()).toContain('match “kjær”'));
});

it('shows the cases of one client and names the client', async () => {
  const { desk } = await openWindow('full');
  desk.showView('clients');
  await vi.waitFor(() => expect(desk.model.tables.clients.shown).not.toBeNull());
  const client = desk.model.tables.clients.pages.get(0)?.rows.find(({ customer, casesTotal }) => customer && casesTotal > 0);
  if (!client) throw new Error('some client has cases');
  desk.showCasesOf({ id: client.id, name: client.customer?.text ?? null });
  await vi.waitFor(() => expect(found()).toBe(`${client.casesTotal} cases, filtered`));
  expect(text('[data-chip=client]')).toBe(`This customer: ${client.customer?.text}`);
  await type.click($('[data-chip=client] button'));
  await vi.waitFor(() => expect(found()).toBe('2,000 cases'));
});

it.each(['cases', 'clients', 'earnings'] as const)('holds strange names and amounts as text: %s', async (view) => {
  const { desk } = await openWindow('hostile');
  desk.showView(view);
  await vi.waitFor(() => expect(desk.model.tables[view].shown).not.toBeNull());
  await vi.waitFor(() => expect(rowIds().length).toBeGreaterThan(5));
  expect(document.querySelector('img, script')).toBeNull();
  const names = document.querySelectorAll('[role=grid] .name');
  expect([...names].every((name) => name.getAttribute('dir') === 'auto')).toBe(true);
  // The ten thousand characters of a name are a burden for axe alone.
  desk.lists.search('img');
  await vi.waitFor(() => expect(found()).toContain('match'));
  expect(await violations()).toEqual([]);
});

it('says of a session that keeps nothing how long it lasts', async () => {
  await openWindow('sessiononly');
  await type.click($('#account'));
  expect(text('#account ~ .pop')).toContain('Kept for this session only: it ends when you close Partner Desk');
  expect(text('#account ~ .pop')).not.toContain('days');
});
