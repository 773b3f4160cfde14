/** The names that an open filter offers, asked for as one types. Late answers are dropped. */
import type { ChoiceField, Choices, CommandError } from '../gen/types';
import { asProblem, type Host } from '../host/host';
import type { Store } from './store.svelte';

export interface ChoicesModel {
  readonly field: ChoiceField;
  readonly search: string;
  readonly seq: number;
  /** The newest answer; null before the first. */
  readonly answer: Choices | null;
  readonly problem: CommandError | null;
}

export type ChoicesEvent =
  | { kind: 'choicesAsked'; field: ChoiceField; search: string; seq: number }
  | { kind: 'choicesArrived'; seq: number; answer: Choices }
  | { kind: 'choicesFailed'; seq: number; problem: CommandError }
  | { kind: 'choicesClosed' };

export function reduceChoices(choices: ChoicesModel | null, event: ChoicesEvent): ChoicesModel | null {
  switch (event.kind) {
    case 'choicesAsked': {
      const { field, search, seq } = event;
      return { field, search, seq, answer: choices?.field === field ? choices.answer : null, problem: null };
    }
    case 'choicesArrived':
      return choices?.seq === event.seq ? { ...choices, answer: event.answer } : choices;
    case 'choicesFailed':
      return choices?.seq === event.seq ? { ...choices, problem: event.problem } : choices;
    case 'choicesClosed':
      return null;
  }
}

export class Choosing {
  readonly #store: Store;
  readonly #host: Host;
  #lastSeq = 0;

  constructor(store: Store, host: Host) {
    this.#store = store;
    this.#host = host;
  }

  async ask(field: ChoiceField, search: string): Promise<void> {
    const seq = ++this.#lastSeq;
    this.#store.send({ kind: 'choicesAsked', field, search, seq });
    try {
      this.#store.send({ kind: 'choicesArrived', seq, answer: await this.#host.choices({ field, search }) });
    } catch (thrown) {
      this.#store.send({ kind: 'choicesFailed', seq, problem: asProblem(thrown) });
    }
  }

  /** The data has changed: what is offered is asked for again. */
  dataChanged(): void {
    const { choices } = this.#store.model;
    if (choices) void this.ask(choices.field, choices.search);
  }

  close(): void {
    this.#store.send({ kind: 'choicesClosed' });
  }
}
