/**
 * Rows above and below what can be seen are painted after the frame that shows the others: a key press changes all of them,
 * and every one that is painted first is waited for.
 */
export class LateRows {
  readonly #waiting = new Map<Element, () => void>();
  #asked = false;

  /** Paints a row that is in sight now, any other in a moment. What it answers takes that back. */
  paint(row: Element, isInSight: boolean, paint: () => void): () => void {
    this.#waiting.delete(row);
    if (isInSight) {
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
