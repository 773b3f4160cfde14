/** The lines of the pane: one tab stop per list, arrows through all of them. */

/** The line that a key leads to from the one that has the focus, or null when the key means something else. */
export function lineFor(pane: HTMLElement, key: string): HTMLElement | null {
  const lines = [...pane.querySelectorAll<HTMLElement>('[data-line]')];
  const at = lines.findIndex((line) => line === document.activeElement);
  const inside = document.activeElement === pane.querySelector('h1') || at >= 0;
  if (!inside) return null;
  switch (key) {
    case 'ArrowDown':
      return lines[at + 1] ?? null;
    case 'ArrowUp':
      return at > 0 ? (lines[at - 1] ?? null) : null;
    case 'Home':
      return lines[0] ?? null;
    case 'End':
      return lines.at(-1) ?? null;
    default:
      return null;
  }
}
