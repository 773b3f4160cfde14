/** Which element shows which row: one that scrolls out of sight is used again for one that comes into it. */
export interface Slot {
  readonly index: number;
  readonly slot: number;
}

export class RowSlots {
  #slotOf = new Map<number, number>();
  #made = 0;

  /** For rows that are drawn before and after, the element stays: also for the one that has the focus. */
  of(indexes: readonly number[]): Slot[] {
    const drawn = new Set(indexes);
    const free = [...this.#slotOf].filter(([index]) => !drawn.has(index)).map(([, slot]) => slot);
    const slots = indexes.map((index) => ({ index, slot: this.#slotOf.get(index) ?? free.shift() ?? this.#made++ }));
    this.#slotOf = new Map(slots.map(({ index, slot }) => [index, slot]));
    return slots;
  }
}
