/** The made-up portfolio does not contradict itself: pictures, demos and other tests are made of it. */
import { expect, it } from 'vitest';
import { makeFake } from '../src/host/fake';
import { micros } from '../src/host/fake/money';
import { amountDigits } from '../src/words/money';
import { NOW } from './window';

it.each(['full', 'german', 'far'] as const)('hangs together: %s', async (name) => {
  const host = makeFake(name, NOW);
  const { cases, clients, earnings } = host.world;
  const unsigned = clients.rows.filter(({ onboardingDone }) => !onboardingDone);
  if (name === 'full') expect(unsigned.some(({ casesOpen }) => casesOpen > 0)).toBe(true);
  for (const one of unsigned) {
    const own = cases.rows.filter(({ customer }) => `client:${customer?.text}` === one.id);
    expect(own.length, one.id).toBe(one.casesTotal);
    expect(own.length, one.id).toBeLessThan(14);
    expect(own.every(({ status }) => status.label === 'Pending contract signing'), one.id).toBe(true);
    expect(one.earned?.value).toBe('0.00');
  }
  const waits = cases.rows.filter(({ status }) => status.label === 'Pending contract signing');
  expect(waits.every(({ customer }) => customer === null || unsigned.some(({ id }) => id === `client:${customer.text}`))).toBe(true);
  const never = new Set(cases.rows.filter(({ closeCode }) => closeCode?.startsWith('Case never started')).map(({ id }) => id));
  expect(never.size).toBeGreaterThan(0);
  expect(earnings.rows.filter(({ caseId }) => caseId !== null && never.has(caseId))).toEqual([]);
  const yen = [...cases.rows.map(({ amount }) => amount), ...earnings.rows.map(({ collected }) => collected)].filter((one) => one?.currency === 'JPY');
  expect(yen.filter((one) => one && !/^[\d,]+$/.test(amountDigits(one, 'en-GB')))).toEqual([]);
  const came = cases.rows.filter(
    ({ id, status, closeCode, amount, remaining }) =>
      status.tab === 'closed' && closeCode === 'Debtor Untraceable' && micros(amount?.value) > micros(remaining?.value) && !earnings.rows.some(({ caseId }) => caseId === id),
  );
  for (const { id } of came.slice(0, 5)) {
    const { fee } = await host.caseDetail(id, null);
    expect(fee.reasons.filter(({ explanation, certainty }) => certainty === 'certain' && /nothing was collected/.test(explanation))).toEqual([]);
  }
});

it('is of today, whatever day that is', async () => {
  const host = makeFake('full', NOW);
  expect(await host.diagnostics()).toContain('2026-06-15T10:00:00Z');
  const { text } = await host.escalation({ kind: 'case', id: host.world.cases.rows[0]?.id ?? '' });
  expect(text).toMatch(/as of 2026-06-1[456] \d\d:00\./);
});
