/** What the program around the window reports, from the first moment to the last. */
import type { HostEvent, MenuAction, SyncTable } from '../gen/types';
import type { Host } from '../host/host';
import type { Store } from './store.svelte';

/** A sync reports each page; asking again for every one of them would be wasted work. */
const CHANGED_MS = 250;

/**
 * Whoever types or scrolls asks for rows as they are by now anyway: what a sync brings meanwhile would only take its time
 * from these questions. It waits until the hand has rested so long, and never longer than this.
 */
const REST_MS = 400;
const UNREST_MAX_MS = 5_000;
const SIGNS = ['keydown', 'input', 'wheel', 'scroll'] as const;

interface Answers {
  tick(): void;
  sessionChanged(): void;
  dataChanged(): void;
  exported(rows: number, total: number): void;
  picked(action: MenuAction): void;
}

export class Listening {
  readonly #store: Store;
  readonly #host: Host;
  readonly #answers: Answers;
  #changedTimer: ReturnType<typeof setTimeout> | null = null;
  #stirredAt = Number.NEGATIVE_INFINITY;
  #unsubscribe: () => void = () => undefined;

  constructor(store: Store, host: Host, answers: Answers) {
    this.#store = store;
    this.#host = host;
    this.#answers = answers;
  }

  start(): void {
    this.stop();
    for (const sign of SIGNS) addEventListener(sign, this.#stirred, { capture: true, passive: true });
    this.#unsubscribe = this.#host.subscribe((event) => this.#heard(event));
  }

  stop(): void {
    this.#unsubscribe();
    for (const sign of SIGNS) removeEventListener(sign, this.#stirred, { capture: true });
    if (this.#changedTimer) clearTimeout(this.#changedTimer);
    this.#changedTimer = null;
  }

  #heard(event: HostEvent): void {
    switch (event.kind) {
      case 'session':
        this.#store.send({ kind: 'sessionChanged', session: event.session });
        this.#answers.sessionChanged();
        break;
      case 'sync':
        this.#answers.tick();
        this.#store.send({ kind: 'syncChanged', sync: event.sync });
        break;
      case 'update':
        this.#store.send({ kind: 'updateMoved', update: event.update });
        break;
      case 'changed':
        this.#changed(event.tables);
        break;
      case 'exportProgress':
        this.#answers.exported(event.rows, event.total);
        break;
      case 'picked':
        this.#answers.picked(event.action);
        break;
    }
  }

  readonly #stirred = () => {
    this.#stirredAt = performance.now();
  };

  #changed(tables: readonly SyncTable[]): void {
    if (tables.length === 0 || this.#changedTimer) return;
    const latest = performance.now() + UNREST_MAX_MS;
    const look = () => {
      const now = performance.now();
      const until = Math.min(this.#stirredAt + REST_MS, latest);
      if (now < until) {
        this.#changedTimer = setTimeout(look, until - now);
        return;
      }
      this.#changedTimer = null;
      this.#answers.dataChanged();
    };
    this.#changedTimer = setTimeout(look, CHANGED_MS);
  }
}
