/** One export from the click to the toast. */
import { asProblem, type Host } from '../host/host';
import { usableLocale } from '../words/dates';
import { countWords } from '../words/found';
import { shownColumns } from './columns';
import type { ViewName } from './kinds';
import type { Messages } from './messages';
import type { TableModel } from './model';
import type { Store } from './store.svelte';
import { VIEWS } from './views';

/** Writing that takes longer than this is worth a progress bar. */
const SLOW_MS = 1_000;

export class Exporting {
  readonly #store: Store;
  readonly #host: Host;
  readonly #messages: Messages;
  #slowTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(store: Store, host: Host, messages: Messages) {
    this.#store = store;
    this.#host = host;
    this.#messages = messages;
  }

  /** Every row that the table shows, in its order, as a file; its columns do not depend on how wide the window is. */
  async run<V extends ViewName>(view: V): Promise<void> {
    const { app, tables, exporting } = this.#store.model;
    const { query, arrangement }: TableModel<V> = tables[view];
    if (exporting.running) return;
    this.#store.send({ kind: 'exportBegan', view });
    try {
      const request = { ...query, columns: [...shownColumns(arrangement)], profile: app?.preferences.csvProfile ?? 'excel' };
      const outcome = await VIEWS[view].save(this.#host, request);
      if (outcome.kind === 'saved') {
        const locale = usableLocale(this.#store.model.app?.locale ?? 'en-GB');
        this.#messages.done('export', `Exported ${countWords(view, outcome.rows, locale)}`, outcome.fileName);
      } else if (this.#store.model.exporting.cancelling) {
        this.#messages.done('export', 'Export stopped', 'No file was left behind.');
      }
    } catch (thrown) {
      this.#messages.failed('export', 'The export failed', asProblem(thrown));
    } finally {
      this.stop();
      this.#store.send({ kind: 'exportEnded' });
    }
  }

  /** The clock starts with the first rows: before that, the person is still in the save dialog. */
  progressed(rows: number, total: number): void {
    this.#slowTimer ??= setTimeout(() => this.#store.send({ kind: 'exportSlow' }), SLOW_MS);
    this.#store.send({ kind: 'exportProgressed', rows, total });
  }

  async cancel(): Promise<void> {
    this.#store.send({ kind: 'exportCancelling' });
    try {
      await this.#host.cancelExport();
    } catch (thrown) {
      this.#messages.failed('export', 'The export could not be stopped', asProblem(thrown));
    }
  }

  stop(): void {
    clearTimeout(this.#slowTimer);
    this.#slowTimer = undefined;
  }
}
