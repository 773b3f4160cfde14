/** Fetches what the first sight does without: a start reads a third less, and nobody opens a dialog before it is there. */
type Later = typeof import('./later');

let parts = $state.raw<Later | null>(null);
let asked: Promise<void> | undefined;

/** What has come by now; whoever reads it is told when it comes. */
export function later(): Later | null {
  return parts;
}

export function fetchLater(): Promise<void> {
  asked ??= import('./later').then(
    (come) => {
      parts = come;
    },
    () => {
      // The next one who needs it asks again.
      asked = undefined;
    },
  );
  return asked;
}
