import type { CaseRow, EarningsCards, EarningsRow, EarningsSums, EarningsTab, RevenueStage, StageDifference, TabSum } from '../../gen/types';
import { clientKey } from './caseList';
import { fromMicros, micros } from './money';
import { isBetween, isChosen, List, type ListShape } from './query';
import { Random } from './random';
import { marked } from './search';

export function tabOf(stage: RevenueStage | null): Exclude<EarningsTab, 'all'> {
  switch (stage) {
    case 'pending':
    case 'confirmed':
    case 'awaitingCollectionPartner':
      return 'pending';
    case 'readyToInvoice':
      return 'ready';
    case 'awaitingDebitura':
      return 'awaiting';
    case null:
      return 'unclassified';
    default:
      return stage;
  }
}

const ORDER: readonly (RevenueStage | null)[] = [
  'pending',
  'confirmed',
  'awaitingCollectionPartner',
  'readyToInvoice',
  'awaitingDebitura',
  'paid',
  'disputed',
];

const shape: ListShape<'earnings'> = {
  texts: (row) => [row.reference, row.customer],
  isIn: (row, tab) => tab === 'all' || tabOf(row.stage) === tab,
  passes: (row, filters) =>
    (filters.client === null || filters.client === clientKey(row.customer?.text ?? null)) &&
    (filters.stages.length === 0 || filters.stages.includes(row.stage)) &&
    isChosen(row.customer?.text ?? null, filters.customers) &&
    isBetween(row.paid, filters.paidFrom, filters.paidTo),
  countsOf: sumsOf,
  sortKey(row, column) {
    switch (column) {
      case 'reference':
      case 'customer':
        return row[column]?.text ?? null;
      case 'collected':
      case 'fee':
        return row[column] && Number(row[column].value);
      case 'feePercent':
        return row.feePercent && Number(row.feePercent);
      case 'stage':
        return row.stage === null ? null : ORDER.indexOf(row.stage);
      default:
        return row[column];
    }
  },
  marked: (row, words) => ({ ...row, reference: marked(row.reference, words), customer: marked(row.customer, words) }),
};

export const earningsList = (rows: readonly EarningsRow[]) => new List(shape, rows);

export function sumsOf(rows: readonly EarningsRow[]): EarningsSums {
  const sum = (part: readonly EarningsRow[]): TabSum => {
    const estimates = part.filter(({ isEstimate }) => isEstimate);
    const add = (some: readonly EarningsRow[]) => fromMicros(some.reduce((total, { fee }) => total + micros(fee?.value), 0n));
    return {
      count: part.length,
      confirmedUsd: add(part.filter(({ isEstimate }) => !isEstimate)),
      estimates: estimates.length,
      estimateUsd: add(estimates),
    };
  };
  const tab = (name: EarningsTab) => sum(rows.filter(({ stage }) => tabOf(stage) === name));
  const [ready, awaiting, paid] = [tab('ready'), tab('awaiting'), tab('paid')];
  const earned = [ready, awaiting, paid].reduce((total, { confirmedUsd }) => total + micros(confirmedUsd), 0n);
  return {
    all: sum(rows),
    ready,
    awaiting,
    pending: tab('pending'),
    paid,
    disputed: tab('disputed'),
    unclassified: tab('unclassified'),
    earnedUsd: fromMicros(earned),
  };
}

export function earningsCards(
  rows: readonly EarningsRow[],
  asOf: string | null,
  compare: 'agree' | 'differ' | 'none' = 'agree',
): EarningsCards {
  const sums = sumsOf(rows);
  const at = compare === 'none' ? null : asOf;
  const differences = compare === 'differ' ? differ(sums) : [];
  return { sums, mode: 'payWhenPaid', check: { at, differences } };
}

/** One stage that lacks a transaction there, and one of which Debitura sent no sum. */
function differ({ ready, paid }: EarningsSums): StageDifference[] {
  const less = fromMicros(micros(ready.confirmedUsd) - 1_234_500_000n);
  return [
    { stage: 'readyToInvoice', here: ready.count, hereUsd: ready.confirmedUsd ?? '0', there: ready.count - 1, thereUsd: less },
    { stage: 'paid', here: paid.count, hereUsd: paid.confirmedUsd ?? '0', there: null, thereUsd: null },
  ];
}

function stageOf(random: Random): RevenueStage | null {
  const roll = random.next();
  if (roll < 0.14) return 'pending';
  if (roll < 0.2) return 'confirmed';
  if (roll < 0.28) return 'awaitingCollectionPartner';
  if (roll < 0.38) return 'readyToInvoice';
  if (roll < 0.46) return 'awaitingDebitura';
  return roll < 0.985 ? 'paid' : roll < 0.995 ? 'disputed' : null;
}

/** Nobody pays before anybody asks. */
export const neverStarted = (closeCode: string | null) => closeCode?.startsWith('Case never started') ?? false;

/** About one payment for every case that collection has started on. */
export function makeTransactions(cases: readonly CaseRow[], now: number): EarningsRow[] {
  const random = new Random(23);
  const rows: EarningsRow[] = [];
  for (const one of cases) {
    if (!one.collectionStarted || !one.amount) continue;
    for (let left = random.below(3); left > 0; left--) {
      const made = makeTransaction(random, rows.length, one, now);
      if (!neverStarted(one.closeCode)) rows.push(made);
    }
  }
  return rows;
}

function makeTransaction(random: Random, at: number, one: CaseRow, now: number): EarningsRow {
  const stage = stageOf(random);
  const collected = (micros(one.amount?.value) * BigInt(random.below(90) + 10)) / 100n;
  const fee = (collected * BigInt(random.below(700) + 150)) / 20_000n;
  const started = Date.parse(one.collectionStarted ?? one.created ?? '');
  const paid = started + random.next() * (now - started);
  return {
    id: `10000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    caseId: random.chance(0.99) ? one.id : null,
    reference: one.reference,
    customer: one.customer,
    debtor: one.debtor?.text ?? null,
    collected: { value: fromMicros(collected - (collected % (one.amount?.currency === 'JPY' ? 1_000_000n : 10_000n))), currency: one.amount?.currency ?? '' },
    fee: { value: fromMicros(fee - (fee % 10_000n)), currency: 'USD' },
    isEstimate: stage === 'pending' || (stage === 'awaitingCollectionPartner' && random.chance(0.2)),
    feePercent: one.expectedFeePercent,
    stage,
    paid: new Date(paid).toISOString(),
    hasNews: false,
  };
}
