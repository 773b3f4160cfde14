/** What happened and when, newest first: the dates that Debitura gives, and the changes that past syncs saw. */
import type { CaseDetail, ClientDetail, EarningsRow, SeenChange } from '../gen/types';
import { amountTip } from './cells';
import { changeWords, type ChangeWords } from './changes';
import { civil, instant } from './dates';
import { count } from './money';

/** A case that an entry is about, where the page is not that case's. */
export interface Door {
  readonly id: string;
  readonly reference: string;
}

export interface TimelineEntry {
  readonly key: string;
  /** The day, for the eye. */
  readonly day: string;
  /** For machines, and to sort by. */
  readonly at: string;
  /** Day and time, where there is a time. */
  readonly exact: string | undefined;
  /** It is dated when a sync saw it, and may have happened before. */
  readonly seen: boolean;
  /** What one sync saw at once stands together. */
  readonly lines: readonly ChangeWords[];
  readonly door: Door | undefined;
}

/** More payments than this are told in one line; the table below has each. */
const PAYMENTS_MAX = 6;

export function caseTimeline(detail: CaseDetail, locale: string): TimelineEntry[] {
  const { case: row, transactions, earnings } = detail;
  const entries: TimelineEntry[] = [];
  const add = (key: string, what: string, at: string | null, more?: string) => {
    if (at !== null) entries.push(dated(key, { what, more }, at, locale));
  };
  if (row.due !== null) {
    // A calendar date has no time and no zone.
    const due = { key: 'due', at: row.due, day: civil(row.due, locale), exact: undefined };
    entries.push({ ...due, seen: false, lines: [{ what: 'Claim was due' }], door: undefined });
  }
  add('created', 'Case created', row.created);
  add('started', 'Collection started', row.collectionStarted);
  add('answered', 'Customer last answered', detail.clientAnswered);
  entries.push(...payments(transactions, earnings.all.count, locale));
  add('closed', 'Case closed', row.closed, row.closeCode ?? undefined);
  return newestFirst([...entries, ...changes(detail.history, locale, () => undefined)]);
}

export function clientTimeline(detail: ClientDetail, locale: string): TimelineEntry[] {
  const { client, history } = detail;
  const entries: TimelineEntry[] = [];
  if (client.linked !== null) entries.push(dated('linked', { what: 'Linked to you' }, client.linked, locale));
  const newest = detail.payments.slice(0, PAYMENTS_MAX);
  entries.push(...newest.flatMap((row) => payment(row, locale, door(row.caseId, row.reference?.text ?? null))));
  return newestFirst([...entries, ...changes(history, locale, ({ caseId, reference }) => door(caseId, reference))]);
}

/** What a client's timeline leaves out, in words. */
export function paymentsLeftOut({ payments: held, earnings }: ClientDetail, locale: string): string | undefined {
  const told = Math.min(held.length, PAYMENTS_MAX);
  const all = earnings.all.count;
  return all > told ? `Only the newest ${told} of ${count(all, locale)} payments are here; all of them are in Earnings.` : undefined;
}

function door(id: string | null, reference: string | null): Door | undefined {
  return id === null ? undefined : { id, reference: reference === null || reference.trim() === '' ? 'Case' : reference };
}

function dated(key: string, line: ChangeWords, at: string, locale: string, to?: Door): TimelineEntry {
  const when = { at, day: instant(at, locale, 'day'), exact: instant(at, locale, 'exact') };
  return { key, ...when, seen: false, lines: [line], door: to };
}

function payment(row: EarningsRow, locale: string, to?: Door): TimelineEntry[] {
  const { id, paid, collected } = row;
  return paid === null ? [] : [dated(`payment ${id}`, { what: 'Payment', more: amountTip(collected, locale) }, paid, locale, to)];
}

function payments(rows: readonly EarningsRow[], all: number, locale: string): TimelineEntry[] {
  const oldestFirst = rows.filter(({ paid }) => paid !== null).sort((a, b) => order(a.paid ?? '') - order(b.paid ?? ''));
  const areAll = all <= rows.length;
  if (oldestFirst.length <= PAYMENTS_MAX && areAll) return oldestFirst.flatMap((row) => payment(row, locale));
  const last = oldestFirst.at(-1)?.paid;
  const first = oldestFirst[0]?.paid;
  return [
    // Which one was the first is known only when all of them are here.
    ...(areAll && first ? [dated('payments first', { what: 'First payment' }, first, locale)] : []),
    ...(last ? [dated('payments last', { what: 'Newest payment', more: `of ${count(all, locale)}; the list is beside` }, last, locale)] : []),
  ];
}

function changes(history: readonly SeenChange[], locale: string, to: (seen: SeenChange) => Door | undefined): TimelineEntry[] {
  const together = new Map<string, { first: SeenChange; lines: ChangeWords[] }>();
  for (const seen of history) {
    const key = `seen ${seen.seenAt} ${to(seen)?.id ?? ''}`;
    const lines = together.get(key)?.lines ?? [];
    lines.push(changeWords(seen.change, locale));
    together.set(key, { first: together.get(key)?.first ?? seen, lines });
  }
  return [...together].map(([key, { first, lines }]) => ({
    ...dated(key, { what: '' }, first.seenAt, locale, to(first)),
    day: instant(first.seenAt, locale, 'moment'),
    seen: true,
    lines,
  }));
}

/** Of two at the same moment, what came later in the making stands first. */
function newestFirst(entries: TimelineEntry[]): TimelineEntry[] {
  return entries.reverse().sort((a, b) => order(b.at) - order(a.at));
}

/** What cannot be read comes last, like everything that is missing. */
function order(at: string): number {
  const time = Date.parse(at);
  return Number.isNaN(time) ? Number.MIN_SAFE_INTEGER : time;
}
