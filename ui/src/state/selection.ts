/**
 * Which rows are selected. Pure.
 *
 * Rows are picked by their ids, so that a sync that moves rows about moves no selection to other rows; so many at most that
 * they can be named in one question. *All* is a question and no list: every row of the list as it is shown, but for some.
 * Both belong to the list: another search, tab or filter lets go of them, another order does not.
 */
export type Selection =
  | { readonly kind: 'some'; readonly ids: ReadonlySet<string> }
  | { readonly kind: 'all'; readonly but: ReadonlySet<string> };

/** Rows that can be picked one by one, or left out of all. The same as in the program behind the window. */
export const SELECTED_MAX = 10_000;

export const NO_SELECTION: Selection = { kind: 'some', ids: new Set() };
export const EVERY_ROW: Selection = { kind: 'all', but: new Set() };

export function isEmpty(selection: Selection): boolean {
  return selection.kind === 'some' && selection.ids.size === 0;
}

export function isSelected(selection: Selection, id: string): boolean {
  return selection.kind === 'all' ? !selection.but.has(id) : selection.ids.has(id);
}

/** How many of a list of so many rows. */
export function selectedCount(selection: Selection, total: number): number {
  return selection.kind === 'all' ? Math.max(total - selection.but.size, 0) : selection.ids.size;
}

/** With this row in or out; null: that would be too many. */
export function toggledRow(selection: Selection, id: string): Selection | null {
  const set = new Set(selection.kind === 'all' ? selection.but : selection.ids);
  if (!set.delete(id)) set.add(id);
  if (set.size > SELECTED_MAX) return null;
  return selection.kind === 'all' ? { kind: 'all', but: set } : { kind: 'some', ids: set };
}

/** With these rows too; null: that would be too many. */
export function withRows(selection: Selection, ids: readonly string[]): Selection | null {
  if (selection.kind === 'all') {
    const but = new Set(selection.but);
    for (const id of ids) but.delete(id);
    return { kind: 'all', but };
  }
  const all = new Set([...selection.ids, ...ids]);
  return all.size > SELECTED_MAX ? null : { kind: 'some', ids: all };
}
