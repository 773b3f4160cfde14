/** What a search found, in a sentence. */
import type { CaseQuery } from '../state/model';
import { count } from './money';
import { TAB_LABELS } from './status';

/** "37 cases match “mül” in Pending". */
export function rowsFound({ search, tab }: CaseQuery, total: number, locale: string): string {
  const rows = `${count(total, locale)} ${total === 1 ? 'case' : 'cases'}`;
  const where = tab === 'all' ? '' : ` in ${TAB_LABELS[tab]}`;
  const text = search.trim();
  if (text === '') return `${rows}${where}`;
  return `${rows} ${total === 1 ? 'matches' : 'match'} “${text}”${where}`;
}
