/** The list views, in the order in which they are offered. */
import type { Query, ViewName } from '../kinds';
import { cases } from './cases';
import { clients } from './clients';
import { earnings } from './earnings';
import { isSet } from './fields';
import type { View } from './view';

export const VIEWS: { readonly [V in ViewName]: View<V> } = { cases, clients, earnings };

export const VIEW_NAMES: readonly ViewName[] = ['cases', 'clients', 'earnings'];

/** Every row in the order that is useful most often. */
export function firstQuery<V extends ViewName>(view: V): Query<V> {
  const { firstSort, noFilters } = VIEWS[view];
  return { search: '', tab: 'all', filters: noFilters, sort: firstSort };
}

/** Whether any filter leaves rows out. */
export function isFiltered<V extends ViewName>(view: V, filters: Query<V>['filters']): boolean {
  return VIEWS[view].filters.some((field) => isSet(field, filters));
}
