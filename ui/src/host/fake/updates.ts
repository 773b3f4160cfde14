/** Newer versions, as the program tells of them. */
import type { HostEvent, UpdateView } from '../../gen/types';

export const NOTES = `Faster: a key press in the search is answered in half the time.
New: the chart of the earnings shows quarters.
Mended: a fee that Debitura paid on the last day of a month stood in the month after it.

<b>This line looks like markup</b> and is text.`;

export const resting: UpdateView = { offer: null, step: 'resting', percent: null };
export const offered: UpdateView = {
  offer: { version: '0.2.0', notes: NOTES, putOff: false },
  step: 'resting',
  percent: null,
};

export class FakeUpdates {
  view: UpdateView | null;
  /** What the next look finds. */
  next: UpdateView['offer'];
  readonly #emit: (event: HostEvent) => void;
  readonly #stepMs: number;
  #run = 0;

  constructor(view: UpdateView | null, stepMs: number, emit: (event: HostEvent) => void) {
    this.view = view;
    this.next = view?.offer ?? null;
    this.#stepMs = stepMs;
    this.#emit = emit;
  }

  move(part: Partial<UpdateView>): UpdateView {
    const view = { ...(this.view ?? resting), ...part };
    this.view = view;
    this.#emit({ kind: 'update', update: view });
    return view;
  }

  look(): UpdateView {
    return this.move({ offer: this.next });
  }

  putOff(): UpdateView {
    this.#run += 1;
    const offer = this.view?.offer ?? null;
    return this.move({ offer: offer && { ...offer, putOff: true }, step: 'resting', percent: null });
  }

  /** Up to where the program would end. */
  async install(): Promise<void> {
    const run = ++this.#run;
    for (let percent = 0; percent <= 100 && run === this.#run; percent += 5) {
      this.move({ step: 'fetching', percent });
      await new Promise((resolve) => setTimeout(resolve, this.#stepMs));
    }
    if (run === this.#run) this.move({ step: 'installing', percent: null });
  }
}
