/** Puts texts on the clipboard through the host, which makes them from its own copy, and says what came of it. */
import type { CaseRow, CaseText } from '../gen/types';
import { asProblem, type Host } from '../host/host';
import { nameOf } from '../words/names';
import { usableLocale } from '../words/dates';
import { countWords } from '../words/found';
import { shownColumns } from './columns';
import { openTarget } from './detail';
import type { Column, ViewName } from './kinds';
import type { Messages } from './messages';
import type { Model, TableModel } from './model';
import { EVERY_ROW, isEmpty, SELECTED_MAX, type Selection, selectedCount } from './selection';
import type { Store } from './store.svelte';
import { selectedRow } from './table';
import { VIEWS } from './views';

/** The case that a command means: the open one, or the selected one of the table. */
export function caseAtHand({ view, tables, today, detail }: Model): CaseRow | null {
  const page = openTarget(detail);
  if (page) return page.kind === 'case' ? (page.facts?.case ?? null) : null;
  return view === 'cases' && !today.open ? selectedRow(tables.cases) : null;
}

/** What a copy of a column takes: the selected rows of the list, or all of them; and how many those are. */
export function rowsOfColumn<V extends ViewName>({ selection, total }: TableModel<V>): { rows: Selection; count: number } {
  const rows = isEmpty(selection) ? EVERY_ROW : selection;
  return { rows, count: selectedCount(rows, total) };
}

/** Whether so many rows fit on the clipboard. */
export const fits = (count: number) => count <= SELECTED_MAX;

export class Copying {
  readonly #store: Store;
  readonly #host: Host;
  readonly #messages: Messages;

  constructor(store: Store, host: Host, messages: Messages) {
    this.#store = store;
    this.#host = host;
    this.#messages = messages;
  }

  async case(what: CaseText): Promise<void> {
    const row = caseAtHand(this.#store.model);
    if (!row) return;
    const reference = nameOf(row.reference, 'the case');
    const done = {
      reference: `Copied ${row.reference.text}`,
      creditorReference: `Copied ${row.creditorReference?.text ?? ''}`,
      summary: `Copied a summary of ${reference}`,
    };
    await this.#say('copy', done[what], 'Nothing was copied', this.#host.copyCase(row.id, what));
  }

  /** The selected rows as the table shows them. */
  async selection(view: ViewName, headings: boolean): Promise<void> {
    const { selection } = this.#store.model.tables[view];
    if (!isEmpty(selection)) await this.#rows(view, selection, { headings });
  }

  /** The row at the place. */
  async row(view: ViewName): Promise<void> {
    const { selectedId } = this.#store.model.tables[view];
    if (selectedId !== null) await this.#rows(view, one(selectedId), { done: 'Copied the row' });
  }

  /** What the cell at the place says. */
  async cell<V extends ViewName>(view: V): Promise<void> {
    const { selectedId, place, columns }: TableModel<V> = this.#store.model.tables[view];
    const column = columns[place.column];
    if (selectedId === null || column === undefined) return;
    const { label } = VIEWS[view].columns[column];
    await this.#rows(view, one(selectedId), { columns: [column], done: `Copied the cell under “${label}”` });
  }

  /** One column: of the selected rows, or else of every row of the list. */
  async column<V extends ViewName>(view: V, column: Column<V>): Promise<void> {
    const { rows } = rowsOfColumn(this.#store.model.tables[view] as TableModel<V>);
    await this.#rows(view, rows, { columns: [column], headings: true });
  }

  async #rows<V extends ViewName>(
    view: V,
    selection: Selection,
    { columns, headings = false, done }: { columns?: readonly Column<V>[]; headings?: boolean; done?: string },
  ): Promise<void> {
    const table: TableModel<V> = this.#store.model.tables[view];
    const { shown, query, total } = table;
    const rows =
      selection.kind === 'all'
        ? { kind: 'all' as const, but: [...selection.but] }
        : { kind: 'some' as const, ids: [...selection.ids] };
    const wanted = selectedCount(selection, total);
    const request = { listing: VIEWS[view].listing(shown ?? query), columns: [...(columns ?? shownColumns(table.arrangement))], rows, headings };
    try {
      const copied = await this.#host.copyRows(request);
      const locale = usableLocale(this.#store.model.app?.locale ?? 'en-GB');
      const left = selection.kind === 'some' ? wanted - copied : 0;
      const gone = left > 0 ? `; ${left === 1 ? 'one is' : `${left} are`} no longer in this list` : '';
      this.#messages.brief('copy', done ?? `Copied ${countWords(view, copied, locale)}${gone}`);
    } catch (thrown) {
      this.#messages.failed('copy', 'Nothing was copied', asProblem(thrown));
    }
  }

  async link(): Promise<void> {
    const id = this.#store.model.onboarding?.id;
    if (id === undefined) return;
    await this.#say('onboarding', 'Copied the link', 'Nothing was copied', this.#host.copyOnboardingLink(id));
  }

  async message(): Promise<void> {
    const id = this.#store.model.onboarding?.id;
    if (id === undefined) return;
    const done = 'Copied an invitation with the link';
    await this.#say('onboarding', done, 'Nothing was copied', this.#host.copyOnboardingMessage(id));
  }

  async openLink(): Promise<void> {
    const id = this.#store.model.onboarding?.id;
    if (id === undefined) return;
    await this.#say('onboarding', 'Opened in the browser', 'Nothing was opened', this.#host.openOnboardingLink(id));
  }

  async #say(topic: string, done: string, failed: string, work: Promise<void>): Promise<void> {
    try {
      await work;
      this.#messages.brief(topic, done);
    } catch (thrown) {
      this.#messages.failed(topic, failed, asProblem(thrown));
    }
  }
}

const one = (id: string): Selection => ({ kind: 'some', ids: new Set([id]) });
