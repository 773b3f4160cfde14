import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { CaseRow, ChosenDays } from '../src/gen/types';
import type { FakeHost } from '../src/host/fake';
import type { ScenarioName } from '../src/host/fake/scenarios';
import type { Desk } from '../src/state/desk';
import { CERTAINTY, feeFace, feeFacts, feeTitle, feeVerdict } from '../src/words/fee';
import { $, openWindow, shown, text, violations } from './window';

const type = userEvent.setup();

type Opened = { host: FakeHost; desk: Desk; row: CaseRow };

async function openCase(name: ScenarioName, which: (row: CaseRow, host: FakeHost) => boolean): Promise<Opened> {
  const { host, desk } = await openWindow(name);
  const row = host.world.cases.rows.find((one) => which(one, host));
  if (!row) throw new Error('no such case');
  desk.openCase(row.id);
  await shown('[data-panel=fee]');
  return { host, desk, row };
}

const paymentsOf = (host: FakeHost, { id }: CaseRow) => host.world.earnings.rows.filter(({ caseId }) => caseId === id);

it('asks why there is none, says how sure each reason is in words, and what to do', async () => {
  const { host, row } = await openCase('full', (one, of) => one.status.tab === 'active' && paymentsOf(of, one).length === 0);
  const { fee } = await host.caseDetail(row.id, null);
  expect(text('[data-panel=fee] h2')).toBe('Why is there no fee?');
  const said = [...document.querySelectorAll<HTMLElement>('[data-panel=fee] li')];
  expect(said.length).toBe(fee.reasons.length);
  for (const [at, reason] of fee.reasons.entries()) {
    expect(said[at]?.textContent).toContain(reason.explanation);
    expect(said[at]?.textContent).toContain(CERTAINTY[reason.certainty]);
    expect(said[at]?.textContent).toContain(reason.nextStep);
  }
  expect(await violations()).toEqual([]);
});

it('is called Fee where there is one', async () => {
  const { host, row } = await openCase('full', (one, of) => paymentsOf(of, one).some(({ stage }) => stage === 'readyToInvoice'));
  const { fee } = await host.caseDetail(row.id, null);
  expect(text('[data-panel=fee] h2')).toBe('Fee');
  expect(text('[data-panel=fee] .verdict')).toBe(feeVerdict(fee.verdict));
  expect(text('[data-panel=fee]')).toMatch(/\d payments?/);
});

it('stands in short where the page begins, and leads to the answer in full', async () => {
  const { host, row } = await openCase('full', (one, of) => one.status.tab === 'active' && paymentsOf(of, one).length === 0);
  const { fee } = await host.caseDetail(row.id, null);
  expect(text('[data-testid=fee-in-short]')).toBe(feeFace(fee.verdict).label);
  await type.click($('[data-panel=status] .why'));
  expect(document.activeElement).toBe($('[data-panel=fee]'));
});

it('says each sentence once on a page', async () => {
  const { host, desk } = await openWindow('full');
  const { rows } = host.world.cases;
  const kinds = new Map(rows.map((row) => [`${row.status.label} ${row.closeCode} ${paymentsOf(host, row)[0]?.stage}`, row]));
  const some = [...kinds.values()].slice(0, 30);
  for (const row of some) {
    desk.openCase(row.id);
    await vi.waitFor(() => expect(text('h1')).toContain(row.reference.text));
    await shown('[data-panel=fee]');
    const said = [...document.querySelectorAll('.column p:not(.facts), .column li > p, .next > span:last-child')].flatMap((one) =>
      one.children.length === 0 ? (one.textContent ?? '').split(/(?<=[.!?])\s+/).filter((words) => words.split(' ').length > 4) : [],
    );
    // A next step may be the same for two reasons.
    const about = said.filter((words) => /fee|payment|collected/.test(words) && !/^(You|Nobody|Nothing for you)/.test(words));
    expect(about, row.reference.text).toEqual([...new Set(about)]);
  }
}, 30_000);

it('offers the onboarding link where that is what stands in the way', async () => {
  await openCase('full', (one) => one.status.label === 'Pending contract signing');
  await type.click($('[data-panel=fee] [data-action=onboarding]'));
  await shown('dialog #onboarding-steps');
});

it('stands on a client’s page too', async () => {
  const { host, desk } = await openWindow('full');
  const client = host.world.clients.rows.find(({ casesTotal }) => casesTotal === 0);
  desk.openClient(client?.id ?? '');
  await shown('[data-page=client] [data-panel=fee]');
  expect(text('[data-panel=fee]')).toContain('no cases at Debitura');
  expect(await violations()).toEqual([]);
});

it('tells the copy which payment dates are chosen in Earnings, and leads there', async () => {
  const { host, desk } = await openWindow('full');
  const paid = host.world.earnings.rows.find(({ caseId, stage }) => caseId !== null && stage === 'paid');
  const { filters } = desk.model.tables.earnings.query;
  desk.lists.filter('earnings', { ...filters, paidFrom: '1999-01-01', paidTo: '1999-12-31' });
  desk.openCase(paid?.caseId ?? '');
  await shown('[data-panel=fee]');
  expect(text('[data-panel=fee]')).toContain('The dates chosen in the Earnings view leave it out');
  await type.click($('[data-panel=fee] [data-action=earnings]'));
  await vi.waitFor(() => expect(desk.model.view).toBe('earnings'));
  expect(desk.model.detail).toBeNull();
});

it('asks without dates when none are chosen', async () => {
  const { host } = await openWindow('full');
  const seen: (ChosenDays | null)[] = [];
  const ask = host.caseDetail;
  host.caseDetail = (id, chosen) => {
    seen.push(chosen);
    return ask(id, chosen);
  };
  await type.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  await shown('[data-panel=fee]');
  expect(seen[0]).toBeNull();
});

it('breaks on nothing hostile', async () => {
  const { host, row } = await openCase('hostile', (one) => one.customer === null);
  const { fee } = await host.caseDetail(row.id, null);
  expect(text('[data-panel=fee] h2')).toBe(feeTitle(fee.verdict));
});

it('shows the dates and amounts that a reason rests on', () => {
  const reason = {
    cause: 'other',
    certainty: 'certain',
    explanation: '',
    nextStep: '',
    payments: 1,
    created: '2025-03-12T10:00:00Z',
    linked: '2025-06-01T10:00:00Z',
    closed: null,
    recovered: { value: '1200', currency: 'EUR' },
  } as const;
  expect(feeFacts(reason, 'en-GB')).toEqual(['1 payment', 'Case created 12 Mar 2025', 'Customer linked 1 Jun 2025', '1,200.00 EUR came in']);
});
