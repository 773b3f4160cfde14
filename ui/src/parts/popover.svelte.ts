/** Something that opens beside its button and goes when one presses Escape or turns elsewhere. */
export class Popover {
  open = $state(false);
  root = $state.raw<HTMLElement>();
  readonly #onclose: () => void;

  constructor(onclose: () => void = () => undefined) {
    this.#onclose = onclose;
  }

  toggle(): void {
    if (this.open) this.close();
    else this.open = true;
  }

  close(): void {
    if (!this.open) return;
    this.open = false;
    this.#onclose();
  }

  /** On the element that holds both the button and what it opens. The button is the first one in it. */
  readonly attach = (root: HTMLElement): (() => void) => {
    this.root = root;
    const elsewhere = ({ target }: Event) => {
      if (target instanceof Node && !root.contains(target)) this.close();
    };
    const keyDown = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !this.open) return;
      event.preventDefault();
      event.stopPropagation();
      this.close();
      root.querySelector('button')?.focus();
    };
    document.addEventListener('pointerdown', elsewhere);
    document.addEventListener('focusin', elsewhere);
    root.addEventListener('keydown', keyDown);
    return () => {
      document.removeEventListener('pointerdown', elsewhere);
      document.removeEventListener('focusin', elsewhere);
      root.removeEventListener('keydown', keyDown);
    };
  };
}
