/** What the program around the window reports, from the first moment to the last. */
import type { HostEvent, MenuAction, SyncTable } from '../gen/types';
import type { Host } from '../host/host';
import type { Store } from './store.svelte';

/** A sync reports each page; asking again for every one of them would be wasted work. */
const CHANGED_MS = 250;

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
  #unsubscribe: () => void = () => undefined;

  constructor(store: Store, host: Host, answers: Answers) {
    this.#store = store;
    this.#host = host;
    this.#answers = answers;
  }

  start(): void {
    this.#unsubscribe();
    this.#unsubscribe = this.#host.subscribe((event) => this.#heard(event));
  }

  stop(): void {
    this.#unsubscribe();
    if (this.#changedTimer) clearTimeout(this.#changedTimer);
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

  #changed(tables: readonly SyncTable[]): void {
    if (tables.length === 0 || this.#changedTimer) return;
    this.#changedTimer = setTimeout(() => {
      this.#changedTimer = null;
      this.#answers.dataChanged();
    }, CHANGED_MS);
  }
}
