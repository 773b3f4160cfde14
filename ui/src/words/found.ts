/** What a search found, in a sentence. */
import type { Query, ViewName } from '../state/kinds';
import { type Selection, selectedCount } from '../state/selection';
import { isFiltered, VIEWS } from '../state/views';
import { SO_FAR } from './cards';
import { count } from './money';

/** "1 case", "2,000 transactions". */
export function countWords(view: ViewName, rows: number, locale: string): string {
  const { one, many } = VIEWS[view];
  return `${count(rows, locale)} ${rows === 1 ? one : many}`;
}

/** "12 selected", "All 2,000 selected". */
export function selectedWords(selection: Selection, total: number, locale: string): string {
  const whole = selection.kind === 'all' && selection.but.size === 0;
  return `${whole ? 'All ' : ''}${count(selectedCount(selection, total), locale)} selected`;
}

/** "37 cases match “mül” in Pending"; `growing`: more may come. */
export function rowsFound<V extends ViewName>(
  view: V,
  { search, tab, filters }: Query<V>,
  total: number,
  locale: string,
  growing: boolean,
): string {
  const rows = `${countWords(view, total, locale)}${growing ? ` ${SO_FAR}` : ''}`;
  const filtered = isFiltered(view, filters) ? ', filtered' : '';
  const where = (tab === 'all' ? '' : ` in ${VIEWS[view].tabLabels[tab]}`) + filtered;
  const text = search.trim();
  if (text === '') return `${rows}${where}`;
  return `${rows} ${total === 1 ? 'matches' : 'match'} “${text}”${where}`;
}
