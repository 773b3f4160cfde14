/** What the person prefers. The program keeps all of it together, so one change waits for the one before it. */
import type { CommandError, Preferences } from '../gen/types';
import { asProblem, type Host } from '../host/host';
import type { Messages } from './messages';
import type { Store } from './store.svelte';

export class Preferring {
  readonly #store: Store;
  readonly #host: Host;
  readonly #messages: Messages;
  #last: Promise<unknown> = Promise.resolve();

  constructor(store: Store, host: Host, messages: Messages) {
    this.#store = store;
    this.#host = host;
    this.#messages = messages;
  }

  /** Changes some of them once they are kept. Answers what is wrong with the change; then nothing changed. */
  change(part: Partial<Preferences>): Promise<CommandError | null> {
    return this.#inTurn(part, true);
  }

  /** The same for what cannot be wrong in itself: it holds from now on, unless it turns out that it cannot be kept. */
  async pick(part: Partial<Preferences>): Promise<CommandError | null> {
    const before = this.#now;
    if (!before) return null;
    this.#prefer(part);
    // It holds already: an answer that comes after the next choice undoes nothing.
    const problem = await this.#inTurn(part, false);
    if (problem) this.#prefer(only(before, part));
    return problem;
  }

  /** The same where there is no place for a problem. */
  async choose(part: Partial<Preferences>): Promise<void> {
    const problem = await this.pick(part);
    if (problem) this.#messages.failed('preferences', 'The choice could not be kept', problem);
  }

  /** After the session changed: another program may have taken them away with a log-out. */
  async reload(): Promise<void> {
    try {
      const { preferences } = await this.#host.appState();
      this.#store.send({ kind: 'preferred', preferences });
    } catch {
      // They stay as they were; whatever is wrong is said where it matters.
    }
  }

  get #now(): Preferences | undefined {
    return this.#store.model.app?.preferences;
  }

  #prefer(part: Partial<Preferences>): void {
    if (this.#now) this.#store.send({ kind: 'preferred', preferences: { ...this.#now, ...part } });
  }

  #inTurn(part: Partial<Preferences>, showsAnswer: boolean): Promise<CommandError | null> {
    const change = this.#last.then(() => this.#set(part, showsAnswer));
    this.#last = change;
    return change;
  }

  async #set(part: Partial<Preferences>, showsAnswer: boolean): Promise<CommandError | null> {
    if (!this.#now) return null;
    try {
      const kept = await this.#host.setPreferences({ ...this.#now, ...part });
      // The rest may have been chosen anew meanwhile.
      if (showsAnswer) this.#prefer(only(kept, part));
      return null;
    } catch (thrown) {
      return asProblem(thrown);
    }
  }
}

function only(whole: Preferences, part: Partial<Preferences>): Partial<Preferences> {
  return Object.fromEntries(Object.entries(whole).filter(([name]) => name in part));
}
