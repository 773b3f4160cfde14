/** What jsdom leaves out and the interface needs. */
import { afterEach, vi } from 'vitest';

class StillObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
globalThis.ResizeObserver ??= StillObserver;

HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
  this.open = true;
  this.querySelector<HTMLElement>('button, input')?.focus();
};
HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
  this.open = false;
};

Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 280 });

afterEach(() => {
  vi.useRealTimers();
});
