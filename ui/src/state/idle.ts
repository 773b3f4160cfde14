/** Locks the window when nobody has touched it for a while. A computer that slept is past the time at once. */
const LOOK_MS = 5_000;
const MINUTE_MS = 60_000;
const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

export class Idle {
  #last = Date.now();
  #looking: ReturnType<typeof setInterval> | undefined;
  readonly #limit: () => number | null;
  readonly #lock: () => void;

  /** `limit` in minutes; null: not now. */
  constructor(limit: () => number | null, lock: () => void) {
    this.#limit = limit;
    this.#lock = lock;
  }

  start(): void {
    this.#last = Date.now();
    for (const sign of SIGNS) addEventListener(sign, this.#touched, { capture: true, passive: true });
    this.#looking ??= setInterval(() => this.#look(), LOOK_MS);
  }

  stop(): void {
    for (const sign of SIGNS) removeEventListener(sign, this.#touched, { capture: true });
    clearInterval(this.#looking);
    this.#looking = undefined;
  }

  readonly #touched = () => {
    // The first movement after a sleep comes before the next look.
    this.#look();
    this.#last = Date.now();
  };

  #look(): void {
    const limit = this.#limit();
    if (limit === null || Date.now() - this.#last < limit * MINUTE_MS) return;
    this.#last = Date.now();
    this.#lock();
  }
}
