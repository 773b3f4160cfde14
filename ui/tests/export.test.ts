import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { DISK } from '../src/host/fake/scenarios';
import { VIEWS } from '../src/state/views';
import { $, openWindow, shown, text } from './window';

const type = userEvent.setup();

it('exports what the table shows, in the chosen format, and says where it went', async () => {
  const { host, desk } = await openWindow('full');
  desk.lists.search('mül');
  desk.lists.chooseTab('cases', 'closed');
  await type.click($('#export-format'));
  await type.click($('#profile-plain'));
  await vi.waitFor(() => expect(desk.model.tables.cases.shown?.tab).toBe('closed'));
  await type.click($('#export'));
  await vi.waitFor(() => expect(text('[data-testid=toast]')).toMatch(/^Exported \d+ cases cases-closed\.csv$/), { timeout: 8000 });
  expect(host.calls.find(({ name }) => name === 'exportCases')?.argument).toEqual({
    search: 'mül',
    tab: 'closed',
    filters: VIEWS.cases.noFilters,
    sort: { column: 'lastActivity', descending: true },
    columns: ['reference', 'customer', 'debtor', 'amount', 'status', 'collectionPartner', 'created', 'lastActivity'],
    profile: 'plain',
  });
  await type.click($('[data-testid=toast] [aria-label=Dismiss]'));
  expect(document.querySelector('[data-testid=toast]')).toBeNull();
}, 15_000);

it('shows progress after a second and stops when asked', async () => {
  await openWindow('full');
  await type.click($('#export'));
  expect(document.querySelector('[data-testid=export-progress]')).toBeNull();
  await vi.waitFor(() => shown('[data-testid=export-progress]'), { timeout: 4000 });
  await type.click($('#cancel-export'));
  await vi.waitFor(() => expect(text('[data-testid=toast]')).toContain('No file was left behind'), { timeout: 4000 });
  expect(document.querySelector('[data-testid=export-progress]')).toBeNull();
}, 15_000);

it('keeps a failure on screen', async () => {
  const { host } = await openWindow('full');
  host.failures.set('exportCases', DISK);
  await type.click($('#export'));
  await vi.waitFor(() => expect(text('[data-testid=toast]')).toContain(DISK.message));
  expect(($('#export') as HTMLButtonElement).disabled).toBe(false);
});

it.each([
  ['clients', 'exportClients', /^Exported 53 customers clients-all\.csv$/],
  ['earnings', 'exportEarnings', /^Exported [\d,]+ transactions earnings-all\.csv$/],
] as const)('exports the %s with their own columns', async (view, command, said) => {
  const { host, desk } = await openWindow('full');
  desk.showView(view);
  await vi.waitFor(() => expect(($('#export') as HTMLButtonElement).disabled).toBe(false));
  await type.keyboard('{Control>}e{/Control}');
  expect(text('#export')).toBe('Exporting…');
  await vi.waitFor(() => expect(text('[data-testid=toast]')).toMatch(said), { timeout: 8000 });
  expect(host.calls.find(({ name }) => name === command)?.argument).toEqual({
    search: '',
    tab: 'all',
    filters: VIEWS[view].noFilters,
    sort: VIEWS[view].firstSort,
    columns: VIEWS[view].firstColumns,
    profile: 'excel',
  });
}, 15_000);
