import { expect, it } from 'vitest';
import { makePortfolio } from '../src/host/fake/portfolio';
import type { CaseRow, StatusGroup } from '../src/gen/types';
import { areaWords } from '../src/words/missing';
import { nextStep, waitsForSignature } from '../src/words/nextStep';
import { NOW } from './window';

const [base] = makePortfolio({ seed: 1, cases: 1, now: NOW });
const row = (label: string, tab: StatusGroup, part: Partial<CaseRow> = {}): CaseRow => ({
  ...(base as CaseRow),
  needsInfo: false,
  closeCode: null,
  ...part,
  status: { label, tab },
});
const closed = (closeCode: string | null) => nextStep(row('Closed', 'closed', { closeCode }), null);

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
    const words = nextStep(row(label, 'pending', { needsInfo: true }), { onboardingDone: false });
    expect(words, label).toMatch(/^First the customer signs the SDCA/);
    expect(nextStep(row(label, 'pending'), { onboardingDone: true }), label).not.toContain('SDCA');
  }
  // Whoever has begun needs no such word, and a case that has ended least of all.
  expect(nextStep(row('Active', 'active'), { onboardingDone: false })).not.toContain('SDCA');
  expect(waitsForSignature(row('Closed', 'closed'), { onboardingDone: false })).toBe(false);
});

it('says that money came in for two close codes and for no other', () => {
  const unpaid = [
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
  for (const code of unpaid) expect(closed(code), code).toMatch(/^(It ended without recovery|Nothing was collected):/);
  expect(closed('Paid')).toContain('closed it as paid.');
  expect(closed('Partially paid')).toContain('paid in part');
  expect(closed('Other')).toContain('does not say that money came in');
});

it('claims nothing about an outcome that it does not know', () => {
  for (const words of [closed(null), closed(' '), closed('Retired Code 7')]) {
    expect(words).toMatch(/cannot (be told|say)/);
    expect(words).not.toMatch(/as paid|recovered/);
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
