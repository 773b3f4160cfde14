/** What happened in a case and when, oldest first, as far as its dates tell. */
import type { CaseDetail } from '../gen/types';
import { civil, instant } from './dates';
import { amountDigits, count } from './money';

export interface TimelineEntry {
  readonly key: string;
  readonly what: string;
  /** The day, for the eye. */
  readonly day: string;
  /** For machines, and to sort by. */
  readonly at: string;
  /** Day and time, where there is a time. */
  readonly exact: string | undefined;
  readonly detail: string | undefined;
}

/** More payments than this are told in one line; the table below has each. */
const PAYMENTS_MAX = 6;

export function timeline(detail: CaseDetail, locale: string): TimelineEntry[] {
  const row = detail.case;
  const entries: TimelineEntry[] = [];
  const add = (key: string, what: string, at: string | null, more?: string) => {
    if (at === null) return;
    entries.push({ key, what, at, day: instant(at, locale, 'day'), exact: instant(at, locale, 'exact'), detail: more });
  };
  if (row.due !== null) {
    // A calendar date has no time and no zone.
    entries.push({ key: 'due', what: 'Claim was due', at: row.due, day: civil(row.due, locale), exact: undefined, detail: undefined });
  }
  add('created', 'Case created', row.created);
  add('started', 'Collection started', row.collectionStarted);
  add('answered', 'Customer last answered', detail.clientAnswered);
  addPayments(detail, locale, add);
  add('closed', 'Case closed', row.closed, row.closeCode ?? undefined);
  return entries.sort((a, b) => order(a.at) - order(b.at));
}

type Add = (key: string, what: string, at: string | null, more?: string) => void;

function addPayments({ transactions, earnings }: CaseDetail, locale: string, add: Add): void {
  const dated = transactions.filter(({ paid }) => paid !== null);
  dated.sort((a, b) => order(a.paid ?? '') - order(b.paid ?? ''));
  const all = earnings.all.count;
  if (dated.length <= PAYMENTS_MAX && all <= transactions.length) {
    for (const { id, paid, collected } of dated) {
      add(`payment ${id}`, 'Payment', paid, collected ? `${amountDigits(collected, locale)} ${collected.currency}`.trim() : undefined);
    }
    return;
  }
  // Which one was the first is known only when all of them are here.
  if (all <= transactions.length) add('payments first', 'First payment', dated[0]?.paid ?? null);
  add('payments last', 'Newest payment', dated.at(-1)?.paid ?? null, `of ${count(all, locale)}; the list is beside`);
}

/** What cannot be read comes last, like everything that is missing. */
function order(at: string): number {
  const time = Date.parse(at);
  return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time;
}
