/**
 * The first screen for the next start. It is drawn when the window rests on it, since data that came meanwhile is on it by then; the
 * program behind the window keeps a picture of nothing but what the cache says.
 */
import type { FirstSightRequest } from '../gen/types';
import type { Host } from '../host/host';
import type { Picture } from '../picture';
import type { Model } from './model';
import { isEmpty } from './selection';
import { firstQuery } from './views';

/** Nobody is waited for: a picture takes some ten milliseconds. */
const REST_MS = 1_500;

/** What a picture of the window as it is now would be made of; null: it does not show what a start shows. */
export function firstAnswers(model: Model): FirstSightRequest['answers'] | null {
  const { app, view, detail, today, dialog, toasts, choices, tables } = model;
  const { query, cards, counts, total, columns, pages, generation, place, replacing, problem, selectedId, selection } = tables.cases;
  const page = pages.get(0);
  const isOpening = app?.session.state === 'signedIn' && view === 'cases' && detail === null && !today.open && dialog === null;
  const isQuiet = toasts.length === 0 && choices === null && problem === null && isEmpty(selection) && selectedId === null && place.row <= 0;
  // An outlook is worked out after the rows are here.
  const isPlain = JSON.stringify(query) === JSON.stringify(firstQuery('cases')) && !columns.includes('feeOutlook');
  if (!isOpening || !isQuiet || !isPlain || replacing) return null;
  if (page?.generation !== generation || cards === null || counts === null) return null;
  return { rows: [...page.rows], total, counts, cards };
}

export class FirstSight {
  readonly #host: Host;
  readonly #draw: () => Picture | null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #kept = '';

  /** `draw`: the window as it is now; null where something stands in it that no start shows. */
  constructor(host: Host, draw: () => Picture | null) {
    this.#host = host;
    this.#draw = draw;
  }

  /** Something changed: what a picture would be made of now. */
  changed(answers: () => FirstSightRequest['answers'] | null): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keep(answers()), REST_MS);
  }

  #keep(answers: FirstSightRequest['answers'] | null): void {
    const picture = answers && this.#draw();
    if (!answers || !picture) return;
    const sight = { ...picture, answers };
    // The same elements are another picture in a window of another size.
    const text = JSON.stringify([sight, window.innerWidth, window.innerHeight]);
    if (text === this.#kept) return;
    this.#kept = text;
    // A start without it is a little slower, and that is all.
    this.#host.keepFirstSight(sight).catch(() => undefined);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}
