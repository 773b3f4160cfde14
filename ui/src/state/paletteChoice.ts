/** What follows from choosing an entry of the palette. */
import type { Desk } from './desk';
import type { Entry } from './paletteEntries';
import { firstQuery } from './views';

/** The palette has closed by then, and the focus is back where it was. */
export function choose(desk: Desk, entry: Entry): void {
  switch (entry.kind) {
    case 'case':
      return desk.openCase(entry.row.id);
    case 'client':
      return desk.lists.activate('clients', entry.row);
    case 'fee':
      return desk.lists.activate('earnings', entry.row);
    case 'more':
      return desk.lists.present(entry.view, { ...firstQuery(entry.view), search: entry.search.trim() });
    case 'view':
      return desk.views.apply(entry.saved);
    case 'command':
      return entry.action.run(desk);
  }
}
