/** An element that scrolls, as state: how far, and how much of it can be seen. */
export class ScrollRoom {
  top = $state(0);
  height = $state(600);
  /** 0: not known. */
  width = $state(window.innerWidth);
  element = $state.raw<HTMLElement>();
  /** Nothing is drawn after it. */
  left = 0;

  readonly attach = (element: HTMLElement): (() => void) => {
    this.element = element;
    const measure = () => {
      this.height = element.clientHeight;
      this.width = element.clientWidth;
    };
    const scrolled = () => {
      this.top = element.scrollTop;
      this.left = element.scrollLeft;
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', scrolled, { passive: true });
    measure();
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', scrolled);
    };
  };

  to(top: number, left?: number): void {
    if (!this.element) return;
    if (left) this.element.scrollLeft = left;
    this.element.scrollTop = top;
    // The engine rounds and clamps.
    this.top = this.element.scrollTop;
  }
}
