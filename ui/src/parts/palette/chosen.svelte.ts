/** Which of the palette's entries is chosen, and where the keys lead from it. */
import type { Entry } from '../../state/paletteEntries';

const SCREENFUL = 8;

export class Chosen {
  readonly #entries: () => readonly Entry[];
  /** Without it the first. By its key, so that it stays when something arrives above it. */
  key = $state<string | null>(null);
  readonly at: number = $derived.by(() => Math.max(this.#entries().findIndex(({ key }) => key === this.key), 0));
  readonly entry: Entry | undefined = $derived.by(() => this.#entries()[this.at]);

  constructor(entries: () => readonly Entry[]) {
    this.#entries = entries;
  }

  /** The place that a key leads to; nothing where it leads nowhere. */
  to(key: string): number | undefined {
    const last = this.#entries().length - 1;
    if (last < 0) return undefined;
    const { at } = this;
    return {
      ArrowDown: at === last ? 0 : at + 1,
      ArrowUp: at === 0 ? last : at - 1,
      PageDown: Math.min(at + SCREENFUL, last),
      PageUp: Math.max(at - SCREENFUL, 0),
    }[key];
  }

  go(to: number): void {
    this.key = this.#entries()[to]?.key ?? null;
  }
}
