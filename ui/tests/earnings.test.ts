import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import type { EarningsCards, EarningsRow, EarningsTab, RevenueStage, TabSum } from '../src/gen/types';
import { fromMicros, micros } from '../src/host/fake/money';
import { cardSize } from '../src/words/cards';
import { earningsCards } from '../src/words/earningsCards';
import { earningsFace, earningsTip } from '../src/words/earningsCells';
import { STAGE_NAMES, stageRule, stageWords } from '../src/words/stages';
import { checkLine, differenceWords } from '../src/words/summaryCheck';
import { $, openWindow, text, violations } from './window';

const type = userEvent.setup();

async function openEarnings(name: Parameters<typeof openWindow>[0] = 'full') {
  const opened = await openWindow(name);
  opened.desk.showView('earnings');
  await vi.waitFor(() => expect(opened.desk.model.tables.earnings.cards).not.toBeNull());
  await vi.waitFor(() => expect(opened.desk.model.tables.earnings.shown).not.toBeNull());
  return opened;
}

const PARTS = ['ready', 'awaiting', 'pending', 'paid', 'disputed', 'unclassified'] as const;

describe('the view', () => {
  it('holds every transaction in exactly one card, and axe has nothing to say', async () => {
    const { host, desk } = await openEarnings();
    const sums = desk.model.tables.earnings.cards?.sums;
    if (!sums) throw new Error('the cards are here');
    const { rows } = host.world.earnings;
    expect(PARTS.reduce((total, part) => total + sums[part].count, 0)).toBe(rows.length);
    const fees = PARTS.reduce((total, part) => total + micros(sums[part].confirmedUsd) + micros(sums[part].estimateUsd), 0n);
    expect(fromMicros(fees)).toBe(fromMicros(rows.reduce((total, { fee }) => total + micros(fee?.value), 0n)));
    expect(text('[data-card=earned]')).toMatch(/^Total Earned [\d,.]+ USD [\d,]+ transactions$/);
    expect(text('[data-card=pending]')).toMatch(/^Pending [\d,.]+ USD \+ [\d,.]+ est\.$/);
    expect(await violations()).toEqual([]);
  });

  it('names the currency of its cards above them too, where narrow ones have no room for it', async () => {
    await openEarnings();
    expect(text('.whole > p')).toBe('All transactions · USD');
    expect($('.cards').getAttribute('aria-label')).toBe('All transactions in numbers, in USD');
  });

  it('chooses the tab of a card and says its rule', async () => {
    const { desk } = await openEarnings();
    const card = $('[data-card=awaiting]');
    expect(document.getElementById(card.getAttribute('aria-describedby') ?? '')?.textContent).toContain('Debitura has not paid');
    await type.click(card);
    await vi.waitFor(() => expect(text('[data-testid=found]')).toMatch(/^\d+ transactions in Awaiting Debitura$/));
    expect(card.getAttribute('aria-pressed')).toBe('true');
    const stages = () =>
      new Set([...document.querySelectorAll('[data-row-id] [data-cell=stage]')].map((cell) => cell.textContent?.replace(/\s+/g, ' ').trim()));
    // Rows out of sight follow a frame later.
    await vi.waitFor(() => expect(stages()).toEqual(new Set(['Invoiced · awaiting Debitura'])));
    await type.click($('[data-card=earned]'));
    expect(desk.model.tables.earnings.query.tab).toBe('all');
  });

  it('opens the case of a fee, and says when there is none', async () => {
    const { host, desk } = await openEarnings();
    const without = host.world.earnings.rows.find(({ caseId }) => caseId === null);
    const first = desk.model.tables.earnings.pages.get(0)?.rows[0];
    if (!without || !first?.caseId) throw new Error('some fee has a case and some has none');
    desk.lists.activate('earnings', without);
    await vi.waitFor(() => expect(text('[data-testid=toast]')).toContain('not in the synced data'));
    expect(desk.model.detail).toBeNull();
    await type.click($('[data-place="0:0"]'));
    expect(desk.model.detail?.stack[0]).toMatchObject({ kind: 'case', id: first.caseId });
  });

  it('says whether the sums agree with Debitura’s own', async () => {
    await openEarnings();
    expect(text('[data-testid=summary-check]')).toMatch(/^Agrees with Debitura’s own sums of /);
  });

  it('lists where they differ', async () => {
    const { desk } = await openEarnings('differs');
    const here = desk.model.tables.earnings.cards?.sums.ready.count ?? 0;
    await type.click($('[data-testid=summary-check] button'));
    expect(text('[data-testid=summary-check] tbody tr')).toMatch(
      new RegExp(`^Pending, ready to invoice\\s?${here} · [\\d,.]+ USD\\s?${here - 1} · [\\d,.]+ USD$`),
    );
    expect(text('[data-testid=summary-check] tbody tr:last-child')).toContain('not sent');
    expect(await violations()).toEqual([]);
    await type.keyboard('{Escape}');
    expect(document.querySelector('[data-testid=summary-check] table')).toBeNull();
  });

  it('says that nothing can be compared', async () => {
    await openEarnings('nosums');
    expect(text('[data-testid=summary-check]')).toBe('Debitura sent no sums of its own yet, so these could not be compared.');
  });
});

describe('words', () => {
  const row: EarningsRow = {
    id: '1',
    caseId: null,
    reference: null,
    customer: null,
    debtor: null,
    collected: { value: '1234', currency: 'JPY' },
    fee: { value: '12.345678', currency: 'USD' },
    isEstimate: true,
    feePercent: '12.50',
    stage: 'readyToInvoice',
    paid: null,
    hasNews: false,
  };

  it('never let one stage be taken for another', () => {
    const words = STAGE_NAMES.map(stageWords);
    expect(new Set(words).size).toBe(STAGE_NAMES.length);
    expect(stageWords('readyToInvoice')).toBe('Pending, ready to invoice');
    expect(stageWords('pending')).toBe('Pending, not payable yet');
    expect(stageWords('awaitingDebitura')).toBe('Invoiced, awaiting Debitura');
    expect(stageWords(null)).toBe('Not classified');
    expect(STAGE_NAMES.filter((stage: RevenueStage | null) => stageWords(stage).startsWith('Pending')).length).toBe(4);
  });

  it('mark an estimate in the cell and in its tooltip, and only there', () => {
    expect(earningsFace(row, 'fee', 'en-GB')).toEqual({ text: '12.345678', look: 'digits', estimate: true });
    expect(earningsTip(row, 'fee', 'en-GB')).toMatch(/^12\.345678 USD\. An estimate/);
    expect(earningsFace({ ...row, isEstimate: false }, 'fee', 'en-GB').estimate).toBe(false);
    expect(earningsTip({ ...row, isEstimate: false }, 'fee', 'en-GB')).toBe('12.345678 USD');
    expect(earningsFace({ ...row, fee: null }, 'fee', 'en-GB')).toEqual({ text: '–', look: 'none', estimate: false });
  });

  it('give each column its face', () => {
    expect(earningsFace(row, 'collected', 'de-DE')).toEqual({ text: '1.234', look: 'digits', aside: 'JPY' });
    expect(earningsFace(row, 'feePercent', 'de-DE').text).toBe('12,5 %');
    expect(earningsFace(row, 'stage', 'en-GB')).toMatchObject({ text: 'Pending', sign: 'ready', aside: '·\u00a0ready to invoice' });
    for (const column of ['reference', 'customer', 'debtor', 'paid'] as const) {
      expect(earningsFace(row, column, 'en-GB')).toEqual({ text: '–', look: 'none' });
    }
  });

  const sum = (count: number, confirmedUsd: string | null, estimates = 0, estimateUsd: string | null = '0'): TabSum => ({
    count,
    confirmedUsd,
    estimates,
    estimateUsd,
  });
  const cards: EarningsCards = {
    mode: 'payWhenPaid',
    check: { at: null, differences: [] },
    sums: {
      all: sum(4, '10'),
      ready: sum(1, '1.000001'),
      awaiting: sum(1, null),
      pending: sum(2, '0', 2, '9007199254740993.25'),
      paid: sum(0, '0'),
      disputed: sum(0, '0'),
      unclassified: sum(0, '0'),
      earnedUsd: '-3',
    },
  };

  it('never add an estimate to what is confirmed, nor pass an amount through a number', () => {
    const faces = new Map(earningsCards(cards, 'en-GB').map((face) => [face.key, face]));
    expect([...faces.keys()]).toEqual(['earned', 'ready', 'awaiting', 'pending', 'paid']);
    expect(faces.get('ready')).toMatchObject({ value: '1.000001', detail: '1 transaction' });
    expect(faces.get('awaiting')?.value).toBe('Too large');
    expect(faces.get('pending')).toMatchObject({ value: '0.00', estimate: true, detail: '+\u00a09,007,199,254,740,993.25' });
    expect(faces.get('earned')?.value).toBe('-3.00');
  });

  it('claim no zero before the first sync', () => {
    expect(earningsCards(null, 'en-GB').map(({ value }) => value)).toEqual(['–', '–', '–', '–', '–']);
  });

  it('show rare cards when they hold something', () => {
    const some = { ...cards, sums: { ...cards.sums, disputed: sum(1, '5'), unclassified: sum(1, '6') } };
    expect(earningsCards(some, 'en-GB').map(({ key }) => key).slice(-2)).toEqual(['disputed', 'unclassified']);
  });

  it('know both invoicing modes', () => {
    const rules = (mode: 'payWhenPaid' | 'confirmedPipeline') =>
      (['all', ...PARTS] satisfies EarningsTab[]).map((tab) => stageRule(tab, mode));
    expect(rules('payWhenPaid')[1]).not.toBe(rules('confirmedPipeline')[1]);
    expect(new Set(rules('payWhenPaid')).size).toBe(7);
  });

  it('set a row of cards in one size', () => {
    const face = (value: string) => ({ key: value, label: value, value });
    expect(cardSize([face('12'), face('1,234.00')])).toBe('large');
    expect(cardSize([face('12'), face('1,234,567,890.00')])).toBe('long');
    expect(cardSize([face('-9,223,372,036,854.78')])).toBe('longest');
  });

  it('compare our sums with Debitura’s', () => {
    const difference = { stage: 'paid', here: 2, hereUsd: '5.01', there: 1, thereUsd: null } as const;
    expect(checkLine({ at: '2026-06-15T09:48:00Z', differences: [difference] }, 'en-GB')).toMatch(/^Differs from .* in 1 stage$/);
    expect(differenceWords(difference, 'en-GB')).toEqual({ stage: 'Paid', here: '2 · 5.01 USD', there: '1' });
  });
});
