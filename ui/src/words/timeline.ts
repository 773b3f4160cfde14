/** What happened in a case and when, oldest first, as far as its dates tell. */
import type { CaseDetail } from '../gen/types';
import { civil, instant } from './dates';
import { amountDigits } from './money';

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

function addPayments({ transactions }: CaseDetail, locale: string, add: Add): void {
  const paid = transactions.filter(({ paid }) => paid !== null);
  if (paid.length <= PAYMENTS_MAX) {
    for (const { id, paid: at, collected } of paid) {
      add(`payment ${id}`, 'Payment', at, collected ? `${amountDigits(collected, locale)} ${collected.currency}`.trim() : undefined);
    }
    return;
  }
  // Newest first, as they come.
  add('payments first', 'First payment', paid.at(-1)?.paid ?? null);
  add('payments last', 'Newest payment', paid[0]?.paid ?? null, `${paid.length} payments, each is listed below`);
}

/** What cannot be read comes last, like everything that is missing. */
function order(at: string): number {
  const time = Date.parse(at);
  return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time;
}
