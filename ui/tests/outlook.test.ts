/** The column that says whether a fee can be expected: asked for only where it is shown, and no order. */
import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { UNORDERED_CASE_COLUMNS, UNORDERED_CLIENT_COLUMNS, UNORDERED_EARNINGS_COLUMNS } from '../src/gen/types';
import type { FakeHost } from '../src/host/fake';
import type { Column, ViewName } from '../src/state/kinds';
import { VIEWS } from '../src/state/views';
import { CASE_COLUMNS, UNSORTED } from '../src/words/columns';
import { feeFace, outlookFace, outlookTip } from '../src/words/fee';
import { $, openWindow, shown, text, violations } from './window';

const type = userEvent.setup();
const asked = (host: FakeHost) =>
  host.calls.filter(({ name }) => name === 'casesPage').map(({ argument }) => (argument as { outlook: boolean }).outlook);

it('knows which columns have no order', () => {
  const workedOut = (view: ViewName) =>
    Object.entries(VIEWS[view].columns).flatMap(([column, { workedOut }]) => (workedOut ? [column] : []));
  expect(workedOut('cases')).toEqual(UNORDERED_CASE_COLUMNS);
  expect(workedOut('clients')).toEqual(UNORDERED_CLIENT_COLUMNS);
  expect(workedOut('earnings')).toEqual(UNORDERED_EARNINGS_COLUMNS);
});

it('says the verdict, what it rests on, and the whole sentence on hover', () => {
  const outlook = { verdict: 'notYet', because: 'onboarding open, likely', certainty: 'likely' } as const;
  expect(outlookFace(outlook)).toMatchObject({ text: 'Not yet', aside: '·\u00a0onboarding open, likely', sign: 'pending' });
  expect(outlookTip(outlook)).toBe(`${feeFace('notYet').lead} Onboarding open, likely.`);
  expect(outlookFace({ verdict: 'paid', because: null, certainty: 'certain' }).aside).toBeUndefined();
});

it('is worked out only where it is shown, and then for the rows at hand', async () => {
  const { host, desk } = await openWindow('full');
  expect(asked(host)).not.toContain(true);
  desk.arranging.show('cases', 'feeOutlook', true);
  await vi.waitFor(() => expect(text('[data-cell=feeOutlook]')).toMatch(/[a-z]/));
  const row = desk.model.tables.cases.pages.get(0)?.rows[0];
  const { fee } = await host.caseDetail(row?.id ?? '', null);
  expect(row?.outlook?.verdict).toBe(fee.verdict);
  expect(text('[data-cell=feeOutlook]')).toContain(feeFace(fee.verdict).label);
  expect(await violations($('[role=grid]'))).toEqual([]);
  host.calls.length = 0;
  desk.lists.search('a');
  await vi.waitFor(() => expect(asked(host)[0]).toBe(true));
  desk.arranging.show('cases', 'feeOutlook', false);
  host.calls.length = 0;
  desk.lists.search('b');
  await vi.waitFor(() => expect(asked(host)[0]).toBe(false));
  desk.stop();
});

it('is there with the first rows when it was shown the last time', async () => {
  const { makeFake } = await import('../src/host/fake');
  const { Desk } = await import('../src/state/desk');
  const { Store } = await import('../src/state/store.svelte');
  const host = makeFake('full');
  host.kept = { cases: [{ name: 'feeOutlook', width: null, shown: true }], clients: [], earnings: [] };
  const desk = new Desk(new Store(), host);
  await (await desk.start()).rows;
  expect(desk.model.tables.cases.pages.get(0)?.rows[0]?.outlook).not.toBeNull();
  desk.stop();
});

it('cannot be sorted by, and its heading says so', async () => {
  const { host, desk } = await openWindow('full');
  desk.arranging.show('cases', 'feeOutlook', true);
  await shown('[data-column=feeOutlook]');
  const heading = $('[data-column=feeOutlook]');
  expect(heading.hasAttribute('aria-sort')).toBe(false);
  expect($('[data-column=created]').getAttribute('aria-sort')).toBe('none');
  expect(heading.textContent).toContain(UNSORTED);
  const before = desk.model.tables.cases.query.sort;
  await type.click($('[data-column=feeOutlook] button'));
  expect(desk.model.tables.cases.query.sort).toBe(before);
  expect(desk.model.toasts.at(-1)?.title).toContain('cannot be sorted by');
  await type.pointer({ keys: '[MouseRight]', target: $('[data-column=feeOutlook] button') });
  await shown('#menu-unsorted');
  expect(document.querySelector('#menu-sort-up')).toBeNull();
  expect(host.calls.filter(({ name }) => name === 'casesPage').length).toBeGreaterThan(0);
  desk.stop();
});

it('is there for clients too', async () => {
  const { desk } = await openWindow('full');
  desk.showView('clients');
  await shown('[data-cell=onboarding]');
  desk.arranging.show('clients', 'feeOutlook', true);
  await vi.waitFor(() => expect(text('[data-cell=feeOutlook]')).toMatch(/[a-z]/));
  expect(CASE_COLUMNS.feeOutlook.label).toBe(VIEWS.clients.columns['feeOutlook' satisfies Column<'clients'>].label);
  desk.stop();
});
