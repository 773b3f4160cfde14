/** Saved views: read once somebody is signed in, changed here at once, and kept behind the back of whoever changes them. */
import type { SavedView } from '../gen/types';
import { asProblem, type Host } from '../host/host';
import type { Arranging } from './arranging';
import { fromKept, isFirst, toKept } from './columns';
import type { ViewName } from './kinds';
import type { Lists } from './lists';
import type { Messages } from './messages';
import type { Model, TableModel } from './model';
import { columnsOf, isSameArrangement, moved, named, nextId, queryOf, standing, toSave, VIEWS_MAX } from './savedView';
import type { Store } from './store.svelte';

/** From this width on there is room for a sidebar beside the table; the same as in the styles. */
export const SIDEBAR_FROM = 1200;

export class SavedViews {
  readonly #store: Store;
  readonly #host: Host;
  readonly #messages: Messages;
  readonly #lists: Lists;
  readonly #arranging: Arranging;
  /** Writes follow each other: the last one counts. */
  #writing: Promise<void> = Promise.resolve();
  /** Counts changes and sessions: views that were asked for before one are older than what is here. */
  #changes = 0;

  constructor(store: Store, host: Host, messages: Messages, lists: Lists, arranging: Arranging) {
    this.#store = store;
    this.#host = host;
    this.#messages = messages;
    this.#lists = lists;
    this.#arranging = arranging;
  }

  get #model(): Model {
    return this.#store.model;
  }

  get #views(): readonly SavedView[] {
    return this.#model.arranged.views ?? [];
  }

  async load(): Promise<void> {
    if (this.#model.app?.session.state !== 'signedIn') return;
    const before = this.#changes;
    try {
      const views = await this.#host.savedViews();
      if (before === this.#changes) this.#store.send({ kind: 'viewsArrived', views });
    } catch {
      // Without them nothing can be saved over them either; the next log-in or change of the data asks again.
    }
  }

  /** The session began or ended. */
  stop(): void {
    this.#changes += 1;
  }

  async dataChanged(): Promise<void> {
    await this.#writing;
    // A client may be called something else by now.
    if (this.#views.length > 0 || this.#model.arranged.views === null) await this.load();
  }

  /** Saves what the open list shows. A view of the same name is replaced in its place. */
  save(name: string): void {
    const { view, arranged } = this.#model;
    if (!arranged.views) return;
    const taken = named(arranged.views, name);
    const saved = this.#present(view, taken?.id ?? this.#freeId(), name.trim(), taken);
    if (!taken && arranged.views.length >= VIEWS_MAX) return;
    this.#change(taken ? arranged.views.map((one) => (one === taken ? saved : one)) : [...arranged.views, saved]);
    this.#store.send({ kind: 'viewApplied', view, id: saved.id });
    this.#messages.brief('views', taken ? `Replaced “${saved.name}”` : `Saved “${saved.name}”`);
  }

  /** The view that was changed is from now on what its list shows. */
  update(): void {
    const { view } = this.#model;
    const now = standing(this.#model, view);
    if (!now?.changed) return;
    const saved = this.#present(view, now.saved.id, now.saved.name, now.saved);
    this.#change(this.#views.map((one) => (one.id === saved.id ? saved : one)));
    this.#messages.brief('views', `Updated “${saved.name}”`);
  }

  apply(saved: SavedView): void {
    const { view } = saved.shows;
    this.#store.send({ kind: 'viewApplied', view, id: saved.id });
    this.#arrange(view, saved);
    this.#lists.present(view, queryOf(saved, view), saved.clientName);
  }

  /** Whether the name could be taken. */
  rename(id: number, name: string): boolean {
    const taken = named(this.#views, name);
    if (name.trim() === '' || (taken && taken.id !== id)) return false;
    this.#change(this.#views.map((view) => (view.id === id ? { ...view, name: name.trim() } : view)));
    return true;
  }

  move(id: number, by: number): void {
    const views = moved(this.#views, id, by);
    if (views !== this.#views) this.#change(views);
  }

  remove(id: number): void {
    const at = this.#views.findIndex((view) => view.id === id);
    const view = this.#views[at];
    if (!view) return;
    this.#store.send({ kind: 'viewDeleted', view, at });
    this.#keep();
    this.#messages.undoable('views', `Deleted “${view.name}”`, 'undoDelete');
  }

  undo(): void {
    const { deleted } = this.#model.arranged;
    if (!deleted) return;
    if (named(this.#views, deleted.view.name)) {
      this.#messages.brief('views', `Another view is called “${deleted.view.name}” by now`);
      return;
    }
    this.#store.send({ kind: 'viewRestored' });
    this.#keep();
    this.#messages.brief('views', `“${deleted.view.name}” is back`);
  }

  /** A number that no view has, nor the one that can be brought back. */
  #freeId(): number {
    const { deleted } = this.#model.arranged;
    return nextId(deleted ? [...this.#views, deleted.view] : this.#views);
  }

  #present<V extends ViewName>(view: V, id: number, name: string, before: SavedView | null): SavedView {
    const table: TableModel<V> = this.#model.tables[view];
    // A view of another table has other columns.
    const same = before?.shows.view === view ? before : null;
    return { id, name, shows: toSave(table, same), clientName: table.clientName };
  }

  /** Its columns take the place of those that are there; what no view remembers can be brought back. */
  #arrange<V extends ViewName>(view: V, saved: SavedView): void {
    const columns = columnsOf(saved, view);
    const { arrangement }: TableModel<V> = this.#model.tables[view];
    if (!columns || isSameArrangement(view, columns, arrangement)) return;
    const isRemembered = this.#views.some((one) => {
      const others = one.shows.view === view ? columnsOf(one, view) : null;
      return others !== null && isSameArrangement(view, others, arrangement);
    });
    this.#arranging.adopt(view, columns);
    if (isRemembered || isFirst(view, arrangement)) return;
    this.#store.send({ kind: 'columnsReplaced', replaced: { view, columns: toKept(view, arrangement) } });
    this.#messages.undoable('views', `The columns are those of “${saved.name}” now`, 'undoColumns');
  }

  undoColumns(): void {
    const { replaced } = this.#model.arranged;
    if (!replaced) return;
    this.#arranging.adopt(replaced.view, fromKept(replaced.view, replaced.columns));
    this.#store.send({ kind: 'columnsReplaced', replaced: null });
    this.#messages.brief('views', 'The columns are back');
  }

  #change(views: readonly SavedView[]): void {
    this.#store.send({ kind: 'viewsArrived', views });
    this.#keep();
  }

  #keep(): void {
    this.#changes += 1;
    this.#writing = this.#writing.then(async () => {
      // A session that has ended meanwhile took them along; nothing is written over those of the next one.
      if (this.#model.arranged.views === null) return;
      try {
        await this.#host.keepSavedViews([...this.#views]);
      } catch (thrown) {
        this.#messages.failed('views', 'The change was not kept', asProblem(thrown));
        await this.load();
      }
    });
  }
}
