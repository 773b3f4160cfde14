import { userEvent } from '@testing-library/user-event';
import { expect, it } from 'vitest';
import type { CaseDetail, Change, SeenChange } from '../src/gen/types';
import { changeWords } from '../src/words/changes';
import { caseTimeline } from '../src/words/timeline';
import { $, openWindow, shown, text, violations } from './window';

const type = userEvent.setup();
const payment = { id: 'p', paid: '2026-05-01T10:00:00Z', collected: { value: '120', currency: 'EUR' } };

function words(change: Change): string {
  const { what, before, after, more } = changeWords(change, 'en-GB');
  return `${what}${before === undefined ? '' : `: ${before} → ${after}`}${more ? ` (${more})` : ''}`;
}

it.each<[Change, string]>([
  [{ kind: 'status', before: 'Active', after: 'Closed' }, 'Status: Active → Closed'],
  [{ kind: 'closeCode', before: null, after: 'Paid' }, 'Outcome: none → Paid'],
  [
    { kind: 'remaining', before: { value: '1200', currency: 'EUR' }, after: { value: '0', currency: 'EUR' } },
    'Remaining: 1,200.00 EUR → 0.00 EUR',
  ],
  [{ kind: 'remaining', before: null, after: { value: '5', currency: '' } }, 'Remaining: not given → 5.00'],
  [{ kind: 'collectionPartner', before: '  ', after: 'Nordlicht' }, 'Collection partner: none → Nordlicht'],
  [{ kind: 'onboarding', done: true }, 'Onboarding completed'],
  [{ kind: 'onboarding', done: false }, 'Onboarding open again'],
  [{ kind: 'needsInfo', needs: true }, 'Information wanted from the customer'],
  [{ kind: 'listed', listed: false }, 'No longer on Debitura’s list'],
  [
    { kind: 'feeMoved', payment, before: 'readyToInvoice', after: 'awaitingDebitura' },
    'Fee moved from Ready to invoice to Invoiced (120.00 EUR, paid 1 May 2026)',
  ],
  [
    { kind: 'feeMoved', payment: { ...payment, paid: null, collected: null }, before: null, after: 'paid' },
    'Fee moved from Not classified to Paid',
  ],
  [
    { kind: 'paymentStatus', payment, status: 'commission', before: 'Unpaid', after: 'Nobody Knows' },
    'Commission: Unpaid → Nobody Knows (120.00 EUR, paid 1 May 2026)',
  ],
  [{ kind: 'paymentListed', payment, listed: true }, 'Payment reported (120.00 EUR, paid 1 May 2026)'],
])('says a change in plain words: %j', (change, expected) => {
  expect(words(change)).toBe(expected);
});

async function facts(): Promise<CaseDetail> {
  const { host } = await openWindow('full');
  const row = host.world.cases.rows.find(({ status, due }) => status.tab === 'closed' && due !== null);
  return host.caseDetail(row?.id ?? '', null);
}

it('is newest first, and what one sync saw at once stands together', async () => {
  const detail = await facts();
  const seen = (seenAt: string, change: Change): SeenChange => ({ seenAt, caseId: null, reference: null, change });
  const history = [
    seen('2099-01-02T00:00:00Z', { kind: 'status', before: 'Active', after: 'Closed' }),
    seen('2099-01-02T00:00:00Z', { kind: 'closeCode', before: null, after: 'Paid' }),
    seen('2099-01-01T00:00:00Z', { kind: 'needsInfo', needs: true }),
  ];
  const entries = caseTimeline({ ...detail, history }, 'en-GB');
  expect(entries.slice(0, 2).map(({ seen, lines }) => [seen, lines.map(({ what }) => what)])).toEqual([
    [true, ['Status', 'Outcome']],
    [true, ['Information wanted from the customer']],
  ]);
  const times = entries.map(({ at }) => Date.parse(at));
  expect(times).toEqual([...times].sort((a, b) => b - a));
  expect(new Set(entries.map(({ key }) => key)).size).toBe(entries.length);
  expect(entries.filter(({ seen }) => !seen).map(({ key }) => key)).toContain('due');
});

it('puts a date that cannot be read at the end', async () => {
  const detail = await facts();
  const entries = caseTimeline({ ...detail, history: [], case: { ...detail.case, created: 'yesterday' } }, 'en-GB');
  expect(entries.at(-1)?.key).toBe('created');
});

it('says that a change was seen, and when', async () => {
  const { host, desk } = await openWindow('full');
  const row = host.world.cases.rows.find(({ status }) => status.tab === 'closed');
  desk.openCase(row?.id ?? '');
  await shown('[data-panel=timeline] li.seen');
  expect(text('[data-panel=timeline] li.seen .when')).toMatch(/^Seen \d+ \w+ \d{4}, \d\d:\d\d/);
  expect(text('[data-panel=timeline]')).toContain('It may have happened earlier');
  expect(await violations($('[data-panel=timeline]'))).toEqual([]);
});

it('says so when nothing has been seen', async () => {
  const { host, desk } = await openWindow('odd');
  desk.openCase(host.world.cases.rows.find(({ reference }) => reference.text === 'ODD-UNKNOWN')?.id ?? '');
  await shown('[data-panel=timeline]');
  expect(text('[data-panel=timeline]')).toContain('Changes stand here once a refresh on this computer has seen one.');
});

it('tells a client’s history, leads to its cases, and shows the rest on demand', async () => {
  const { host, desk } = await openWindow('full');
  const client = host.world.clients.rows.find(({ onboardingDone, casesTotal }) => onboardingDone && casesTotal > 30);
  desk.openClient(client?.id ?? '');
  await shown('[data-panel=timeline] li');
  const rows = () => document.querySelectorAll('[data-panel=timeline] li');
  expect(rows().length).toBe(8);
  expect(text('[data-panel=timeline]')).toMatch(/Only the newest 6 of \d+ payments are here/);
  $('[data-testid=timeline-more]').focus();
  await type.keyboard('{Enter}');
  expect(rows().length).toBeGreaterThan(8);
  expect(document.querySelector('[data-testid=timeline-more]')).toBeNull();
  expect(await violations($('[data-panel=timeline]'))).toEqual([]);
  await type.click($('[data-panel=timeline] [data-opens]'));
  await shown('[data-page=case]');
});
