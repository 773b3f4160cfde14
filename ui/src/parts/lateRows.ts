/**
 * What another key press changes in the rows above and below what can be seen is painted after the frame that shows the others:
 * every one that is painted first is waited for. A row that scrolls towards the view is painted at once, as it will be seen next.
 */
export class LateRows {
  readonly #indexes = new WeakMap<Element, number>();
  readonly #waiting = new Map<Element, () => void>();
  #asked = false;

  /** Paints the row of a place now or, where it is out of sight and had words before, in a moment. What it answers takes that back. */
  paint(row: Element, index: number, isInSight: boolean, paint: () => void): () => void {
    this.#waiting.delete(row);
    const isMoved = this.#indexes.get(row) !== index;
    this.#indexes.set(row, index);
    if (isInSight || isMoved) {
      paint();
    } else {
      this.#waiting.set(row, paint);
      this.#ask();
    }
    return () => this.#waiting.delete(row);
  }

  /** Nothing waits any more: what was out of sight may be in sight in this very frame. */
  catchUp(): void {
    for (const [row, paint] of this.#waiting) {
      this.#waiting.delete(row);
      paint();
    }
  }

  #ask(): void {
    if (this.#asked) return;
    this.#asked = true;
    // The callback runs before the frame is painted, what it starts after it.
    requestAnimationFrame(() =>
      setTimeout(() => {
        this.#asked = false;
        this.catchUp();
      }),
    );
  }
}
