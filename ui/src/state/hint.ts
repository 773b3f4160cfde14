/**
 * The window's own tooltips, instead of the system's: those stay over whatever comes next until the pointer moves, and on a
 * page that has just been locked that is one cell too many.
 *
 * Whatever has a `title` has one. While it is pointed at, the words stand in another attribute, so that the system's stays
 * away.
 */
export interface Hint {
  readonly text: string;
  /** Of what it belongs to, in pixels of the window. */
  readonly left: number;
  readonly top: number;
  readonly bottom: number;
}

/** As long as one has to point at something. */
export const WAIT_MS = 500;

export class Hints {
  readonly #show: (hint: Hint | null) => void;
  #over: Element | null = null;
  #borrowed: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(show: (hint: Hint | null) => void) {
    this.#show = show;
  }

  /** The pointer is over this, or it has the focus that keys gave it. */
  over(target: EventTarget | null): void {
    const found = target instanceof Element ? target.closest('[title], [data-hint]') : null;
    if (found === this.#over) return;
    this.away();
    if (!found) return;
    this.#over = found;
    this.#borrowed = found.getAttribute('title');
    if (this.#borrowed !== null) found.removeAttribute('title');
    this.#timer = setTimeout(() => this.#appear(found), WAIT_MS);
  }

  /** Nothing is pointed at any more, or something else is meant. */
  away(): void {
    clearTimeout(this.#timer);
    if (this.#borrowed !== null && this.#over?.hasAttribute('title') === false) this.#over.setAttribute('title', this.#borrowed);
    this.#over = null;
    this.#borrowed = null;
    this.#show(null);
  }

  #appear(element: Element): void {
    const text = element.getAttribute('data-hint') ?? this.#borrowed;
    // What has left the page meanwhile says nothing any more.
    if (!element.isConnected || isCovering(element) || text === null || text === '' || isReadAnyway(element, text)) return;
    const { left, top, bottom } = element.getBoundingClientRect();
    this.#show({ text, left, top, bottom });
  }
}

/** Whether it would lie over a menu, or over something that was opened and that the element is no part of. */
function isCovering(element: Element): boolean {
  if (document.querySelector('[role=menu]')) return true;
  const open = [...document.querySelectorAll('[data-pop]:not([hidden])')];
  return open.length > 0 && !open.some((pop) => pop.contains(element));
}

/** Whether the words stand there in full. */
function isReadAnyway(element: Element, text: string): boolean {
  const isCut = (part: Element) => part.scrollWidth > part.clientWidth;
  return element.textContent?.trim() === text && ![element, ...element.querySelectorAll('*')].some(isCut);
}
