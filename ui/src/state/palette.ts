/** The palette: what is typed into it, and what was found for that. Late answers are dropped. */
import type { CommandError, Found } from '../gen/types';
import { asProblem, type Host } from '../host/host';
import type { Store } from './store.svelte';

/** In front of what is typed: commands alone are meant. */
export const COMMANDS_ONLY = '>';

export interface PaletteModel {
  readonly text: string;
  readonly seq: number;
  /** What the list answers: the text before the last key, until the newest answer is here. All of it changes in one go. */
  readonly shown: { readonly text: string; readonly found: Found | null; readonly problem: CommandError | null };
}

export type PaletteEvent =
  | { kind: 'paletteTyped'; text: string; seq: number }
  | { kind: 'paletteArrived'; seq: number; found: Found }
  | { kind: 'paletteFailed'; seq: number; problem: CommandError };

export const emptyPalette: PaletteModel = { text: '', seq: 0, shown: { text: '', found: null, problem: null } };

/** Whether rows are looked for, or commands and recent pages alone. */
export function isQuestion(text: string): boolean {
  return text.trim() !== '' && !text.startsWith(COMMANDS_ONLY);
}

export function reducePalette(palette: PaletteModel, event: PaletteEvent): PaletteModel {
  const { text, seq, shown } = palette;
  switch (event.kind) {
    case 'paletteTyped':
      return {
        text: event.text,
        seq: event.seq,
        shown: isQuestion(event.text) ? shown : { text: event.text, found: null, problem: null },
      };
    case 'paletteArrived':
      return event.seq === seq ? { ...palette, shown: { text, found: event.found, problem: null } } : palette;
    case 'paletteFailed':
      return event.seq === seq ? { ...palette, shown: { text, found: null, problem: event.problem } } : palette;
  }
}

export class Palette {
  readonly #store: Store;
  readonly #host: Host;
  /** Never given twice, whatever was closed in between. */
  #lastSeq = 0;

  constructor(store: Store, host: Host) {
    this.#store = store;
    this.#host = host;
  }

  async typed(text: string): Promise<void> {
    const seq = ++this.#lastSeq;
    this.#store.send({ kind: 'paletteTyped', text, seq });
    if (!isQuestion(text)) return;
    try {
      this.#store.send({ kind: 'paletteArrived', seq, found: await this.#host.find(text) });
    } catch (thrown) {
      this.#store.send({ kind: 'paletteFailed', seq, problem: asProblem(thrown) });
    }
  }
}
