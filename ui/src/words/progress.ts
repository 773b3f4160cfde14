/** A running sync in words and as a share. */
import type { SyncTable, SyncView } from '../gen/types';
import { instant } from './dates';
import { count } from './money';

export const TABLE_LABELS: Readonly<Record<SyncTable, string>> = {
  clients: 'Clients',
  cases: 'Cases',
  transactions: 'Transactions',
};

/** From 0 to 1; undefined as long as nobody knows the whole. */
export function share({ progress }: SyncView): number | undefined {
  let done = 0;
  let total = 0;
  for (const table of progress) {
    if (table.total === null) continue;
    done += Math.min(table.done, table.total);
    total += table.total;
  }
  return total === 0 ? undefined : done / total;
}

/** The list that is being read: "Cases 1,200 of 10,000"; or how long Debitura asked to wait. */
export function tableWords(sync: SyncView, locale: string): string {
  if (sync.waitUntil) return `Debitura asks to wait until ${instant(sync.waitUntil, locale, 'time')}`;
  const current = sync.progress.find(({ done, total }) => total !== null && done < total);
  if (!current) return sync.kind === 'first' ? 'First sync' : 'Refreshing';
  return `${TABLE_LABELS[current.table]} ${doneWords(current.done, current.total, locale)}`;
}

export function doneWords(done: number, total: number | null, locale: string): string {
  return total === null ? count(done, locale) : `${count(done, locale)} of ${count(total, locale)}`;
}
