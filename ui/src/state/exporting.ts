/** One export from the click to the toast. */
import { asProblem, type Host } from '../host/host';
import { count } from '../words/money';
import { usableLocale } from '../words/dates';
import type { Messages } from './messages';
import type { Store } from './store.svelte';

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
        const locale = usableLocale(this.#store.model.app?.locale ?? 'en-GB');
        const rows = `${count(outcome.rows, locale)} ${outcome.rows === 1 ? 'case' : 'cases'}`;
        this.#messages.done('export', `Exported ${rows}`, outcome.fileName);
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
