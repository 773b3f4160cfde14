/** Through the door and out again. */
import type { LogInRequest } from '../gen/types';
import { asProblem, type Host } from '../host/host';
import type { Messages } from './messages';
import type { Store } from './store.svelte';

export class Account {
  readonly #store: Store;
  readonly #host: Host;
  readonly #messages: Messages;

  constructor(store: Store, host: Host, messages: Messages) {
    this.#store = store;
    this.#host = host;
    this.#messages = messages;
  }

  /** Whether Debitura and this computer accepted; if not, the model says why. */
  async logIn(request: LogInRequest): Promise<boolean> {
    this.#store.send({ kind: 'logInBegan' });
    try {
      const session = await this.#host.logIn(request);
      this.#store.send({ kind: 'sessionChanged', session });
      return true;
    } catch (thrown) {
      this.#store.send({ kind: 'logInFailed', problem: asProblem(thrown) });
      return false;
    }
  }

  async lock(): Promise<void> {
    try {
      await this.#host.lock();
    } catch (thrown) {
      this.#messages.failed('lock', 'Partner Desk could not be locked', asProblem(thrown));
    }
  }

  async logOut(): Promise<void> {
    this.#store.send({ kind: 'logOutBegan' });
    try {
      await this.#host.logOut();
      const { session, preferences } = await this.#host.appState();
      this.#store.send({ kind: 'preferred', preferences });
      this.#store.send({ kind: 'sessionChanged', session });
    } catch (thrown) {
      this.#store.send({ kind: 'logOutFailed' });
      this.#messages.failed('logOut', 'You are still logged in', asProblem(thrown));
    }
  }
}
