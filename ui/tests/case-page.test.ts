import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { CaseRow } from '../src/gen/types';
import type { FakeHost } from '../src/host/fake';
import { caseList } from '../src/host/fake/caseList';
import { CACHE, EXPIRED, OFFLINE, type ScenarioName } from '../src/host/fake/scenarios';
import type { Desk } from '../src/state/desk';
import { $, openWindow, shown, text, violations } from './window';

const type = userEvent.setup();

async function openCase(name: ScenarioName, which: (row: CaseRow) => boolean): Promise<{ host: FakeHost; desk: Desk; row: CaseRow }> {
  const { host, desk } = await openWindow(name);
  const row = host.world.cases.rows.find(which);
  if (!row) throw new Error('no such case');
  desk.openCase(row.id);
  await shown('[data-page=case] [data-panel=status]');
  return { host, desk, row };
}

const odd = (reference: string) => openCase('odd', (row) => row.reference.text === reference);
const called = (host: FakeHost, name: string) => host.calls.filter((call) => call.name === name);

it('opens from the table and leads back to the same cell', async () => {
  const { host, desk } = await openWindow('full');
  await type.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{ArrowRight}{Enter}');
  await shown('[data-panel=status]');
  expect(text('h1')).toMatch(/^Case DEB-\d+$/);
  expect(document.activeElement?.id).toBe('page-title');
  await vi.waitFor(() => expect(called(host, 'caseDetail').length).toBe(2));
  expect(called(host, 'caseRefresh').length).toBe(1);
  await vi.waitFor(() => expect(text('[data-testid=as-of]')).toBe('This case as of just now'));
  expect(await violations()).toEqual([]);
  await type.keyboard('{Escape}');
  await shown('[role=grid]');
  await vi.waitFor(() => expect(document.activeElement?.getAttribute('data-place')).toBe('2:1'));
  expect(desk.model.detail).toBeNull();
});

it('shows the copy at once, and a failed fresh read as a line', async () => {
  const { host, desk } = await openWindow('full');
  host.failures.set('caseRefresh', OFFLINE);
  const id = host.world.cases.rows[0]?.id ?? '';
  desk.openCase(id);
  await shown('[data-panel=status]');
  await vi.waitFor(() =>
    expect(text('[data-testid=as-of]')).toBe('Could not be refreshed: Debitura cannot be reached; this case as of 12 minutes ago.'),
  );
  expect(document.querySelector('[role=alert]')).toBeNull();
  await type.click($('footer button'));
  await vi.waitFor(() => expect(text('[data-testid=as-of]')).toBe('This case as of just now'));
});

it('asks nobody when it is offline', async () => {
  const { host } = await openCase('offline', () => true);
  expect(text('[data-testid=as-of]')).toBe('Offline: this case as of 2 hours ago');
  expect(called(host, 'caseRefresh')).toEqual([]);
});

it('says so when the copy cannot be read, and tries again', async () => {
  const { host, desk } = await openWindow('offline');
  host.failures.set('caseDetail', CACHE);
  desk.openCase(host.world.cases.rows[0]?.id ?? '');
  await shown('[data-page=case] [role=alert]');
  expect(text('[role=alert]')).toContain(CACHE.message);
  expect(await violations()).toEqual([]);
  await type.click($('[role=alert] button'));
  await shown('[data-panel=status]');
});

it('says so when there is no such case', async () => {
  const { desk } = await openWindow('offline');
  desk.openCase('nobody');
  await vi.waitFor(() => expect(text('[role=alert]')).toContain('not in the synced data'));
});

it('keeps what it shows when it is asked again in vain', async () => {
  const { host, row } = await openCase('offline', () => true);
  host.failures.set('caseDetail', CACHE);
  host.emit({ kind: 'changed', tables: ['cases'] });
  await vi.waitFor(() => expect(text('[data-testid=as-of]')).toContain('could not be used'));
  expect(text('h1')).toBe(`Case ${row.reference.text}`);
});

it('breaks on nothing that is missing', async () => {
  await odd('ODD-UNKNOWN');
  expect(text('[data-panel=status]')).toContain('Awaiting Oracle');
  expect(text('[data-panel=status]')).toContain('does not know what it means');
  expect(text('[data-figure=claim]')).toBe('Claim Not given');
  expect(text('[data-panel=customer]')).toContain('Not among the customers');
  expect(text('[data-panel=timeline]')).toContain('no dates');
  expect(text('[data-panel=transactions]')).toBe('Payments and your fees No payment has been reported for this case.');
  expect(await violations()).toEqual([]);
});

it('shows names as text, whatever they hold', async () => {
  await odd('ODD-HOSTILE');
  expect(text('[data-panel=debtor]')).toContain('<img src=x onerror=alert(1)>');
  expect(text('[data-panel=customer]')).toContain('=HYPERLINK("http://x")');
  expect(document.querySelector('img, main script, main b')).toBeNull();
});

it.each([
  ['ODD-JPY', '1,250,000 JPY', '1,250,000 JPY'],
  ['ODD-KWD', '-12.345 KWD', '-1,246.912 KWD'],
  ['ODD-HUGE', '9,223,372,036,854.775807 USD', '18,446,744,073,709.551614 USD'],
  ['ODD-NOCUR', '10.50 (no currency)', '0.00 (no currency)'],
])('shows every digit of an amount: %s', async (reference, claim, recovered) => {
  await odd(reference);
  expect(text('[data-figure=claim] dd')).toBe(claim);
  expect(text('[data-figure=recovered] dd')).toBe(recovered);
});

it('lists two hundred payments, says of how many, and sums all of them', async () => {
  const { host, row } = await odd('ODD-MANY');
  const all = host.world.earnings.rows.filter(({ caseId }) => caseId === row.id).length;
  expect(document.querySelectorAll('[data-transaction]').length).toBe(200);
  expect(text('[data-panel=transactions]')).toContain(`The newest 200 of ${all} payments are listed. The sums are of all.`);
  expect(document.querySelectorAll('[data-transaction] abbr').length).toBeGreaterThan(0);
  expect(text('[data-stage=pending]')).toMatch(/\+ [\d,.]+ est\./);
  expect(text('[data-entry="payments last"]')).toContain(`of ${all}`);
  expect(document.querySelector('[data-entry="payments first"]')).toBeNull();
});

it('marks the projection as one, with its date and its chain', async () => {
  await odd('ODD-MANY');
  await vi.waitFor(() => expect(text('[data-panel=potential]')).toContain('Projection, not an earning'));
  expect(text('[data-panel=potential]')).toMatch(/12,480\.00 USD.*18 %.*25 %.*393\.12 USD/);
  expect(text('[data-panel=potential] time')).not.toBe('');
});

it('makes no projection for a case that has ended', async () => {
  await openCase('full', ({ status }) => status.tab === 'closed');
  await shown('[data-panel=fee]');
  expect(document.querySelector('[data-panel=potential]')).toBeNull();
});

it('does not deny the payments of a case that was closed without more', async () => {
  const { host, desk } = await openWindow('full');
  const paidOn = new Set(host.world.earnings.rows.map(({ caseId }) => caseId));
  const row = host.world.cases.rows.find(({ id, closeCode }) => closeCode === 'Uneconomical to Pursue' && paidOn.has(id));
  if (!row) throw new Error('no such case');
  desk.openCase(row.id);
  await shown('[data-panel=transactions] [data-transaction]');
  const listed = document.querySelectorAll('[data-panel=transactions] [data-transaction]').length;
  expect(text('[data-panel=status]')).toMatch(new RegExp(`without further recovery.* ${listed} payments? (is|are) recorded`));
});

it('names the two sides of the case where they are always in sight', async () => {
  const { row } = await openCase('full', ({ customer, debtor }) => customer !== null && debtor !== null);
  expect(text('.page > header')).toContain(`${row.customer?.text} against ${row.debtor?.text}`);
});

it('tells the age of the case from that of the lists', async () => {
  await openCase('full', () => true);
  await vi.waitFor(() => expect(text('[data-testid=as-of]')).toBe('This case as of just now'));
  expect(text('#freshness')).toBe('Lists as of 12 minutes ago');
  // One age at a time for the eye: the other one is said on hover, and when something is wrong with it.
  expect($('#connectivity').classList).toContain('visually-hidden');
});

it('copies through the host, by button and by key', async () => {
  const { host, row } = await openCase('full', ({ creditorReference }) => creditorReference !== null);
  const copied = () => called(host, 'copyCase').map(({ argument }) => (argument as { what: string }).what);
  await type.keyboard('{Control>}c{/Control}');
  await vi.waitFor(() => expect(text('[data-testid=toast]')).toBe(`Copied ${row.reference.text}`));
  await type.keyboard('{Control>}{Shift>}c{/Shift}{/Control}');
  await vi.waitFor(() => expect(text('[data-testid=toast]')).toBe(`Copied a summary of ${row.reference.text}`));
  await type.keyboard('{Control>}{Shift>}x{/Shift}{/Control}');
  expect(copied()).toEqual(['reference', 'summary', 'creditorReference']);
  await type.click($('[data-action=copySummary]'));
  await type.click($('[data-action=copyReference]'));
  await type.click($('[data-action=copyCreditorReference]'));
  expect(copied().slice(3)).toEqual(['summary', 'reference', 'creditorReference']);
  expect($('[data-action=copySummary]').title).toBe('Copy summary for an e-mail (Ctrl+Shift+C)');
});

it('leaves selected text to the system', async () => {
  const { host } = await openCase('full', () => true);
  document.getSelection()?.selectAllChildren($('[data-panel=debtor]'));
  await type.keyboard('{Control>}c{/Control}');
  expect(called(host, 'copyCase')).toEqual([]);
  document.getSelection()?.removeAllRanges();
});

it('leaves nothing on screen when the session ends', async () => {
  const { host, desk } = await openCase('full', () => true);
  host.emit({ kind: 'session', session: { ...host.app.session, state: 'expired', notice: EXPIRED } });
  await shown('#guid');
  expect(desk.model.detail).toBeNull();
  expect(document.querySelector('[data-page]')).toBeNull();
});

it('says that a blank name is none', async () => {
  const { host, desk } = await openWindow('full');
  const blank = { text: ' ', hits: [] };
  const rows = host.world.cases.rows.map((row) => ({ ...row, debtor: blank, reference: blank }));
  host.world = { ...host.world, cases: caseList(rows) };
  desk.openCase(rows[0]?.id ?? '');
  await shown('[data-panel=debtor]');
  expect(text('[data-panel=debtor]')).toContain('Debtor without a name');
  expect(text('h1')).toBe('Case without a reference');
});
