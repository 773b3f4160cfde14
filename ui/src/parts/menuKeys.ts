/** The keys of the ARIA menu pattern, for menus under a button and under the pointer. */
export function entriesOf(root: HTMLElement | undefined): readonly HTMLElement[] {
  return [...(root?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
}

/** Moves the focus as the key says, round and round. Answers whether it is a key of that kind. */
export function focusNext(root: HTMLElement | undefined, key: string): boolean {
  const all = entriesOf(root);
  const at = all.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: (at < 0 ? 0 : at) - 1 + all.length, Home: 0, End: all.length - 1 }[key];
  if (to === undefined) return false;
  all[to % all.length]?.focus();
  return true;
}

/** The next entry whose words begin with this letter. */
export function focusLetter(root: HTMLElement | undefined, letter: string): void {
  const all = entriesOf(root);
  const at = all.indexOf(document.activeElement as HTMLElement);
  const wanted = letter.toLowerCase();
  const begins = (entry: HTMLElement) => entry.textContent?.trim().toLowerCase().startsWith(wanted) === true;
  [...all.slice(at + 1), ...all.slice(0, at + 1)].find(begins)?.focus();
}
