import { expect, it } from 'vitest';
import { makePortfolio } from '../src/host/fake/portfolio';
import type { CaseRow, StatusGroup } from '../src/gen/types';
import { areaWords } from '../src/words/missing';
import * as words from '../src/words/nextStep';
import { waitsForSignature } from '../src/words/nextStep';
import { NOW } from './window';

const [base] = makePortfolio({ seed: 1, cases: 1, now: NOW });
const row = (label: string, tab: StatusGroup, part: Partial<CaseRow> = {}): CaseRow => ({
  ...(base as CaseRow),
  needsInfo: false,
  closeCode: null,
  ...part,
  status: { label, tab },
});
const nextStep = (one: CaseRow, client: { onboardingDone: boolean } | null, payments = 0) =>
  words.nextStep(one, client, { payments, locale: 'en-GB' });
const closed = (closeCode: string | null, payments = 0) => nextStep(row('Closed', 'closed', { closeCode }), null, payments);

it.each([
  ['Pending contract signing', 'signs the SDCA'],
  ['PENDING VERIFICATION INTERNAL', 'Debitura finishes its check'],
  ['Pending Verification', 'The check is finished'],
  ['More Info Required', 'supplies what is missing'],
  ['Collecting Quotes', 'send their quotes'],
  ['Pending quote by partner', 'send their quotes'],
  ['Pending Quote Selection', 'chooses a quote'],
  ['Quote given by partner', 'chooses a quote'],
])('has a next step for %s', (label, words) => {
  expect(nextStep(row(label, 'pending'), null)).toContain(words);
  expect(nextStep(row(label, 'pending'), { onboardingDone: false })).toContain(words);
});

it('puts the signature before anything else that a waiting case waits for', () => {
  for (const label of ['Collecting Quotes', 'More Info Required', 'Something new']) {
    const told = nextStep(row(label, 'pending', { needsInfo: true }), { onboardingDone: false });
    expect(told, label).toMatch(/^First the customer signs the SDCA/);
    expect(nextStep(row(label, 'pending'), { onboardingDone: true }), label).not.toContain('SDCA');
  }
  // Whoever has begun needs no such word, and a case that has ended least of all.
  expect(nextStep(row('Active', 'active'), { onboardingDone: false })).not.toContain('SDCA');
  expect(waitsForSignature(row('Closed', 'closed'), { onboardingDone: false })).toBe(false);
});

it('says that money came in for two close codes and for no other', () => {
  for (const code of UNPAID) expect(closed(code), code).toMatch(/^(It ended without recovery|Nothing was collected):/);
  expect(closed('Paid', 1)).toContain('closed it as paid.');
  expect(closed('Partially paid', 1)).toContain('paid in part');
  expect(closed('Other')).toContain('does not say that money came in');
});

it('never denies the payments that are listed on the same page, and promises none that are not', () => {
  for (const code of [...UNPAID, 'Other', 'Retired Code 7', null]) {
    const told = closed(code, 1234);
    expect(told, `${code}`).toContain('1,234\u00a0payments are recorded and listed below.');
    expect(told, `${code}`).not.toMatch(/ended without recovery|^Nothing was collected|does not say that money came in|cannot (say|be told)/);
    expect(closed(code), `${code}`).not.toMatch(/below|payments/);
  }
  expect(closed('Uneconomical to Pursue', 1)).toBe(
    'It was closed without further recovery: going on would cost more than it could bring. 1\u00a0payment is recorded and listed below.',
  );
  expect(closed('Case never started', 2)).toContain('The payments do not agree with that; ask Debitura.');
  for (const code of ['Paid', 'Partially paid']) {
    expect(closed(code), code).toContain('No payment is recorded for it here');
    expect(closed(code), code).not.toContain('the fees below show');
  }
});

const UNPAID = [
  'Case never started',
  'Case never started - Internal',
  'Invalid Case Data',
  'Debtor Insolvent/Bankrupt',
  'Debtor Untraceable',
  'Disputed \u2013 Legal Action Declined by Client',
  'Withdrawn by Client',
  'Settlement Rejected by Client',
  'Unresponsive Client',
  'Pre-Legal Exhausted \u2013 No Payment',
  'Statute of Limitations Expired',
  'Uneconomical to Pursue',
  'No Quotes Received',
  'Quotes Expired \u2013 Not Accepted',
];

it('claims nothing about an outcome that it does not know', () => {
  for (const told of [closed(null), closed(' '), closed('Retired Code 7')]) {
    expect(told).toMatch(/cannot (be told|say)/);
    expect(told).not.toMatch(/as paid|recovered/);
  }
});

it('names the phase, and begins with what the customer has to do', () => {
  const active = (part: Partial<CaseRow>) => nextStep(row('Active', 'active', { collectionPartner: 'Nordlicht', ...part }), null);
  expect(active({ phase: 'Legal' })).toBe('Nordlicht takes the claim through court.');
  expect(active({ phase: 'Bailiff' })).toContain('“Bailiff”');
  expect(active({ phase: null, needsInfo: true })).toMatch(/^The customer supplies what is missing/);
  expect(nextStep(row('Paused', 'paused'), null)).toContain('pause is lifted');
  expect(nextStep(row('Frozen', 'other'), null)).toContain('cannot be told');
  expect(nextStep(row('Merged', 'other'), null)).toContain('Ask Debitura which one');
});

it('spells out what it does not know', () => {
  expect(areaWords('ProvideDocuments')).toBe('Provide documents');
  expect(areaWords('ConfirmBankDetails')).toBe('Confirm bank details');
  expect(areaWords('something ELSE')).toBe('something ELSE');
  expect(areaWords(null)).toBe('Information');
});
