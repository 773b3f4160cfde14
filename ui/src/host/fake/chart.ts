/** The chart of the earnings over rows in memory, by months of this computer's zone. */
import type { ChartMonth, ChartMonths, ChartRequest, EarningsChart } from '../../gen/types';
import { sumsOf } from './earningsList';
import type { List } from './query';

const BACK: Readonly<Record<ChartMonths, number>> = { twelve: 12, twentyFour: 24, all: 120 };
const two = (value: number) => String(value).padStart(2, '0');
const dayOf = (date: Date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

export function earningsChart(list: List<'earnings'>, request: ChartRequest, now: number): EarningsChart {
  const sort = { column: 'paid', descending: false } as const;
  const { rows } = list.find({ search: request.search, filters: request.filters, tab: 'all', sort });
  const today = new Date(now);
  const oldest = list.rows.map(({ paid }) => paid ?? '').filter(Boolean).sort()[0];
  const apart = (date: Date) => (today.getFullYear() - date.getFullYear()) * 12 + today.getMonth() - date.getMonth() + 1;
  const back = request.months === 'all' ? Math.min(Math.max(oldest ? apart(new Date(oldest)) : 12, 12), BACK.all) : BACK[request.months];
  const start = (offset: number) => new Date(today.getFullYear(), today.getMonth() - back + 1 + offset, 1);
  const within = (from: number, to: number) =>
    sumsOf(rows.filter(({ paid }) => paid !== null && Date.parse(paid) >= from && Date.parse(paid) < to));
  const months = Array.from({ length: back }, (_, at): ChartMonth => {
    const [first, next] = [start(at), start(at + 1)];
    const last = new Date(next.getFullYear(), next.getMonth(), 0);
    return { first: dayOf(first), last: dayOf(last), sums: within(first.getTime(), next.getTime()) };
  });
  return {
    seq: request.seq,
    months,
    before: within(Number.NEGATIVE_INFINITY, start(0).getTime()),
    after: within(start(back).getTime(), Number.POSITIVE_INFINITY),
    undated: sumsOf(rows.filter(({ paid }) => paid === null)),
  };
}
