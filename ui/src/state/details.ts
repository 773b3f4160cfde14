/** Opens the pages of cases and clients and the onboarding dialog, and leads back. */
import type { Host } from '../host/host';
import type { Target } from './detail';
import type { Messages } from './messages';
import type { Store } from './store.svelte';

export class Details {
  readonly #store: Store;

  constructor(store: Store, _host: Host, _messages: Messages) {
    this.#store = store;
  }

  open(target: Target): void {
    this.#store.send({ kind: 'detailOpened', target });
  }

  openOnboarding(id: string): void {
    this.#store.send({ kind: 'dialogOpened', dialog: { kind: 'onboarding', id } });
  }

  /** One step back: to the page before, or to the table. */
  back(): void {
    this.#store.send({ kind: 'detailLeft' });
  }

  /** The copy on this computer has changed: what is open is asked for again. */
  dataChanged(): void {}
}
