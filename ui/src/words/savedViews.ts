/** What a view shows, in a line: its name to begin with, and what is said under it. */
import { VIEW_NAME_MAX } from '../state/savedView';
import type { Query, ViewName } from '../state/kinds';
import { VIEWS } from '../state/views';
import { chips } from './filters';

/** For example "Pending · “müller” · Country: Denmark". */
export function viewWords<V extends ViewName>(view: V, query: Query<V>, clientName: string | null, locale: string): string {
  const { tabLabels, filters, firstSort, columns, many } = VIEWS[view];
  const { search, tab, sort } = query;
  const parts = [
    ...(tab === 'all' ? [] : [tabLabels[tab]]),
    ...(search.trim() === '' ? [] : [`“${search.trim()}”`]),
    ...chips(filters, query.filters, clientName, locale).map(({ label, words, more }) =>
      words === 'yes' ? label : `${label}: ${words}${more}`,
    ),
  ];
  const isUsual = sort.column === firstSort.column && sort.descending === firstSort.descending;
  const order = isUsual ? [] : [`by ${columns[sort.column].label.toLowerCase()}`];
  return [...(parts.length > 0 ? parts : [`All ${many}`]), ...order].join(' · ');
}

/** A name to begin with. */
export function suggestedName<V extends ViewName>(view: V, query: Query<V>, clientName: string | null, locale: string): string {
  const words = viewWords(view, query, clientName, locale).replace(/\p{Cc}+/gu, ' ');
  const chars = [...words];
  return chars.length > VIEW_NAME_MAX ? `${chars.slice(0, VIEW_NAME_MAX - 1).join('').trimEnd()}…` : words;
}
