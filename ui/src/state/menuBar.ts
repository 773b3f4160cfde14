/** The menu bar of macOS: it is told what fits, and what is picked in it is heard. */
import type { MenuAction } from '../gen/types';
import type { Host } from '../host/host';

export class MenuBar {
  readonly #host: Host;
  #told = '';
  #pick: (action: MenuAction) => void = () => undefined;

  constructor(host: Host) {
    this.#host = host;
  }

  /** Says which commands fit, where that has changed. */
  tell(fitting: readonly MenuAction[]): void {
    const told = fitting.join();
    if (told === this.#told) return;
    this.#told = told;
    // Untold, the bar offers what it offered; what does not fit does nothing all the same.
    void this.#host.menuFits([...fitting]).catch(() => {
      this.#told = '';
    });
  }

  /** Who draws the window knows the commands; the answer ends it. */
  hear(pick: (action: MenuAction) => void): () => void {
    this.#pick = pick;
    return () => {
      this.#pick = () => undefined;
    };
  }

  picked(action: MenuAction): void {
    this.#pick(action);
  }
}
