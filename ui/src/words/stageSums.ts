/** The fees of one case or client by stage, as far as there are any. */
import type { EarningsSums, EarningsTab } from '../gen/types';
import { amountDigits } from './money';
import type { Sign } from './signs';

export interface StageSum {
  readonly key: EarningsTab | 'earned';
  readonly label: string;
  readonly sign?: Sign;
  readonly rule: string;
  /** Under the number, where its name does not say what it counts. */
  readonly counts?: string;
  /** In USD, for the eye. */
  readonly confirmed: string;
  /** Beside it, never in it; null when nothing is estimated. */
  readonly estimate: string | null;
  readonly transactions: number | null;
}

const STAGES: readonly { key: Exclude<EarningsTab, 'all'>; label: string; sign: Sign; rule: string }[] = [
  { key: 'ready', label: 'Ready to invoice', sign: 'ready', rule: 'You can invoice Debitura for these fees now.' },
  { key: 'awaiting', label: 'Awaiting Debitura', sign: 'invoiced', rule: 'Invoiced, and not paid by Debitura yet.' },
  { key: 'pending', label: 'Pending', sign: 'pending', rule: 'Not payable yet. What is not confirmed is an estimate.' },
  { key: 'paid', label: 'Paid', sign: 'complete', rule: 'Debitura has paid these fees.' },
  { key: 'disputed', label: 'Disputed', sign: 'disputed', rule: 'Under dispute, and in no other total.' },
  { key: 'unclassified', label: 'Not classified', sign: 'other', rule: 'Debitura’s statuses fit no stage; in no other total.' },
];

const EARNED = 'Ready to invoice, awaiting Debitura and paid together.';

export function stageSums(sums: EarningsSums, locale: string): StageSum[] {
  const usd = (value: string | null) => (value === null ? 'Too large' : amountDigits({ value, currency: 'USD' }, locale));
  const earned: StageSum = {
    key: 'earned',
    label: 'Total earned',
    rule: EARNED,
    counts: 'ready, awaiting and paid',
    confirmed: usd(sums.earnedUsd),
    estimate: null,
    transactions: null,
  };
  const stages = STAGES.filter(({ key }) => sums[key].count > 0).map(({ key, label, sign, rule }): StageSum => {
    const { count, confirmedUsd, estimates, estimateUsd } = sums[key];
    return { key, label, sign, rule, confirmed: usd(confirmedUsd), estimate: estimates > 0 ? usd(estimateUsd) : null, transactions: count };
  });
  return [earned, ...stages];
}
