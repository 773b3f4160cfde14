/** The cards of the Earnings view: *Total Earned*, and the ones that hold every transaction exactly once. */
import type { EarningsCards, EarningsSums, EarningsTab, TabSum } from '../gen/types';
import type { CardFace } from './cards';
import { amountDigits, count } from './money';
import type { Sign } from './signs';
import { stageRule } from './stages';

type Part = Exclude<EarningsTab, 'all'>;

const PARTS: readonly { tab: Part; label: string; more?: string; sign: Sign; rare?: true }[] = [
  { tab: 'ready', label: 'Ready to Invoice', sign: 'ready' },
  { tab: 'awaiting', label: 'Awaiting Debitura', more: 'Payment', sign: 'invoiced' },
  { tab: 'pending', label: 'Pending', sign: 'pending' },
  { tab: 'paid', label: 'Paid', sign: 'complete' },
  { tab: 'disputed', label: 'Disputed', sign: 'disputed', rare: true },
  { tab: 'unclassified', label: 'Not classified', sign: 'other', rare: true },
];

const TOO_LARGE = 'Too large';

export function usd(value: string | null, locale: string): string {
  return value === null ? TOO_LARGE : amountDigits({ value, currency: 'USD' }, locale);
}

export function earningsCards(cards: EarningsCards | null, locale: string): readonly CardFace<EarningsTab>[] {
  const mode = cards?.mode ?? 'payWhenPaid';
  const parts = PARTS.filter(({ tab, rare }) => !rare || (cards !== null && cards.sums[tab].count > 0));
  return [
    {
      key: 'earned',
      label: 'Total Earned',
      tab: 'all',
      rule: stageRule('all', mode),
      ...(cards ? { value: usd(cards.sums.earnedUsd, locale), unit: 'USD', detail: earnedFrom(cards.sums, locale) } : UNKNOWN),
    },
    ...parts.map(({ tab, label, more, sign }) => ({
      key: tab,
      label,
      ...(more && { more }),
      sign,
      tab,
      rule: stageRule(tab, mode),
      ...(cards ? sum(cards.sums[tab], locale) : UNKNOWN),
    })),
  ];
}

/** Nothing moves when the numbers come: their second line is there before. */
const UNKNOWN = { value: '–', detail: '\u00a0' };

function transactions(rows: number, locale: string): string {
  return `${count(rows, locale)} ${rows === 1 ? 'transaction' : 'transactions'}`;
}

function earnedFrom({ ready, awaiting, paid }: EarningsSums, locale: string): string {
  return transactions(ready.count + awaiting.count + paid.count, locale);
}

/** The confirmed sum; what is an estimate stands beside it and is never added to it. */
function sum({ count: rows, confirmedUsd, estimates, estimateUsd }: TabSum, locale: string) {
  const value = { value: usd(confirmedUsd, locale), unit: 'USD' };
  if (estimates === 0) return { ...value, detail: transactions(rows, locale) };
  return { ...value, estimate: true, detail: `+\u00a0${usd(estimateUsd, locale)}` };
}
