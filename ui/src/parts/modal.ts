/** A dialog on the real element, which traps the focus and gives it back when it goes. */
import { untrack } from 'svelte';

/** `shown`: what is to be done as soon as it stands there. */
export function modal(shown: (dialog: HTMLDialogElement) => void): (dialog: HTMLDialogElement) => () => void {
  return (dialog) => {
    const before = document.activeElement;
    dialog.showModal();
    // What it shows may change: it is opened once all the same.
    untrack(() => shown(dialog));
    return () => {
      dialog.close();
      if (before instanceof HTMLElement && before !== document.body && before.isConnected) before.focus({ preventScroll: true });
    };
  };
}
