/** What the person arranged or left behind: saved views and the pages opened last. Pure. */
import type { ArrangedColumn, RecentPage, SavedView } from '../gen/types';
import type { ViewName } from './kinds';

export interface ArrangedModel {
  /** In the person's order; null before they are known, when nothing may be saved over them. */
  readonly views: readonly SavedView[] | null;
  /** The saved view that each list was last set to. */
  readonly applied: Readonly<Record<ViewName, number | null>>;
  /** The view that can be brought back, and where it stood. */
  readonly deleted: { readonly view: SavedView; readonly at: number } | null;
  /** The columns that a saved view took the place of, and that can be brought back. */
  readonly replaced: { readonly view: ViewName; readonly columns: readonly ArrangedColumn[] } | null;
  /** The newest first. */
  readonly recent: readonly RecentPage[];
}

export type ArrangedEvent =
  | { kind: 'viewsArrived'; views: readonly SavedView[] }
  | { kind: 'viewApplied'; view: ViewName; id: number | null }
  | { kind: 'viewDeleted'; view: SavedView; at: number }
  | { kind: 'viewRestored' }
  | { kind: 'columnsReplaced'; replaced: ArrangedModel['replaced'] }
  | { kind: 'recentArrived'; recent: readonly RecentPage[] };

export const nothingArranged: ArrangedModel = {
  views: null,
  applied: { cases: null, clients: null, earnings: null },
  deleted: null,
  replaced: null,
  recent: [],
};

export function reduceArranged(arranged: ArrangedModel, event: ArrangedEvent): ArrangedModel {
  const { views } = arranged;
  switch (event.kind) {
    case 'viewsArrived':
      return { ...arranged, views: event.views };
    case 'viewApplied':
      return { ...arranged, applied: { ...arranged.applied, [event.view]: event.id } };
    case 'viewDeleted':
      return {
        ...arranged,
        views: views?.filter(({ id }) => id !== event.view.id) ?? null,
        deleted: { view: event.view, at: event.at },
        // One key takes back what was done last.
        replaced: null,
      };
    case 'viewRestored': {
      const { deleted } = arranged;
      if (!deleted || !views) return arranged;
      return { ...arranged, views: [...views.slice(0, deleted.at), deleted.view, ...views.slice(deleted.at)], deleted: null };
    }
    case 'columnsReplaced':
      return { ...arranged, replaced: event.replaced };
    case 'recentArrived':
      return { ...arranged, recent: event.recent };
  }
}
