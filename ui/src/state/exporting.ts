/** One export from the click to the toast. */
import { asProblem, type Host } from '../host/host';
import type { Desk } from './desk';
import type { Store } from './store.svelte';

/** Writing that takes longer than this is worth a progress bar. */
const SLOW_MS = 1_000;

export class Exporting {
  readonly #store: Store;
  readonly #host: Host;
  readonly #desk: Desk;
  #slowTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(store: Store, host: Host, desk: Desk) {
    this.#store = store;
    this.#host = host;
    this.#desk = desk;
  }

  async run(): Promise<void> {
    const { cases, exporting } = this.#store.model;
    if (exporting.running) return;
    this.#store.send({ kind: 'exportBegan' });
    try {
      const outcome = await this.#host.exportCases({
        ...cases.query,
        columns: [...cases.columns],
        profile: exporting.profile,
      });
      if (outcome.kind === 'saved') {
        const rows = this.#desk.rowsInWords(outcome.rows);
        this.#desk.done(`Exported ${rows}`, outcome.fileName);
      } else if (this.#store.model.exporting.cancelling) {
        this.#desk.done('Export stopped', 'No file was left behind.');
      }
    } catch (thrown) {
      this.#desk.failed('The export failed', asProblem(thrown));
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
      this.#desk.failed('The export could not be stopped', asProblem(thrown));
    }
  }

  stop(): void {
    clearTimeout(this.#slowTimer);
    this.#slowTimer = undefined;
  }
}
