/** What jsdom leaves out and the interface needs. */
import { afterEach, vi } from 'vitest';
import { fetchLater } from '../src/views/fetched.svelte';

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

// What comes in a moment may take longer on a busy machine; what never comes fails all the same.
const waitFor = vi.waitFor;
vi.waitFor = (callback, options = { timeout: 8_000 }) => waitFor(callback, options);

// A window has it before anybody can ask for it.
await fetchLater();
