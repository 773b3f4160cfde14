/** To a panel that may lie far below: in sight, and where the keys and a screen reader go on from. */
export function leadTo(panel: string): void {
  const answer = document.querySelector<HTMLElement>(`[data-panel=${panel}]`);
  if (!answer) return;
  answer.tabIndex = -1;
  answer.scrollIntoView?.({ block: 'nearest' });
  answer.focus({ preventScroll: true });
}
