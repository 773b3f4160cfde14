/** A newer version of the program: looked for when asked, installed when wanted, and left for another day. */
import type { AppState, CommandError, UpdateView } from '../gen/types';
import { asProblem, type Host } from '../host/host';
import { LOOK } from '../words/update';
import type { Messages } from './messages';
import type { Store } from './store.svelte';

/** What the dialog knows beside what the program tells of. */
export interface UpdateModel {
  /** Somebody asked, and was answered. */
  readonly looked: boolean;
  readonly problem: CommandError | null;
}

export const nothingAsked: UpdateModel = { looked: false, problem: null };

export type UpdateEvent =
  | { kind: 'updateMoved'; update: UpdateView }
  | { kind: 'updateAsked' }
  | { kind: 'updateLooked'; update: UpdateView }
  | { kind: 'updateFailed'; problem: CommandError };

interface Part {
  readonly app: AppState | null;
  readonly update: UpdateModel;
}

export function reduceUpdate<M extends Part>(model: M, event: UpdateEvent): M {
  switch (event.kind) {
    case 'updateMoved':
      return { ...model, app: model.app && { ...model.app, update: event.update } };
    case 'updateAsked':
      return { ...model, update: nothingAsked };
    case 'updateLooked':
      return { ...model, app: model.app && { ...model.app, update: event.update }, update: { looked: true, problem: null } };
    case 'updateFailed':
      return { ...model, update: { ...model.update, problem: event.problem } };
  }
}

export class Updating {
  readonly #store: Store;
  readonly #host: Host;
  readonly #messages: Messages;

  constructor(store: Store, host: Host, messages: Messages) {
    this.#store = store;
    this.#host = host;
    this.#messages = messages;
  }

  /** Shows what is known, and looks where nothing is. */
  open(): void {
    const update = this.#store.model.app?.update;
    if (!update) return;
    this.#store.send({ kind: 'dialogOpened', dialog: 'update' });
    this.#store.send({ kind: 'updateAsked' });
    if (!update.offer && update.step === 'resting') void this.look();
  }

  async look(): Promise<void> {
    this.#store.send({ kind: 'updateAsked' });
    await this.#orSay(LOOK, async () => {
      this.#store.send({ kind: 'updateLooked', update: await this.#host.lookForUpdate() });
    });
  }

  /** Ends with the program, unless it is stopped or something goes wrong. */
  async install(): Promise<void> {
    this.#store.send({ kind: 'updateAsked' });
    await this.#orSay('The new version was not installed', () => this.#host.installUpdate());
  }

  /** Stops what goes on; the version is not mentioned again for a day. */
  async notNow(): Promise<void> {
    this.#store.send({ kind: 'dialogClosed' });
    await this.#orSay('The new version could not be put off', async () => {
      this.#store.send({ kind: 'updateMoved', update: await this.#host.putUpdateOff() });
    });
  }

  async #orSay(title: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      const problem = asProblem(thrown);
      this.#store.send({ kind: 'updateFailed', problem });
      if (this.#store.model.dialog !== 'update') this.#messages.failed('update', title, problem);
    }
  }
}
