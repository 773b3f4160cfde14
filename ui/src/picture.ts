/** What is on screen as text, for the next start: nothing in it can be used, names itself to a script or tells the time. */

export interface Picture {
  readonly html: string;
  /** The styles that elements carry themselves, which the page's policy allows in a sheet alone. */
  readonly css: string;
}

/** What scripts and screen readers look for; classes and states are left, since styles hang on them. */
const NAMES = ['role', 'tabindex', 'title', 'for', 'name', 'data-row-id', 'data-place', 'data-testid', 'data-view', 'data-tab', 'data-column', 'data-cell'];

/** A picture of an element's content, at one moment; null where something is scrolled, since elements as text begin at their top. */
export function picture(of: Element): Picture | null {
  if (Array.from(of.querySelectorAll('*')).some(({ scrollTop, scrollLeft }) => scrollTop !== 0 || scrollLeft !== 0)) return null;
  const copy = of.cloneNode(true) as Element;
  dropUnseenRows(of, copy);
  // Words for screen readers alone, which hear nothing of a picture.
  for (const heard of copy.querySelectorAll('.visually-hidden')) heard.remove();
  const comments = document.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
  const empty: Node[] = [];
  while (comments.nextNode()) empty.push(comments.currentNode);
  for (const comment of empty) comment.parentNode?.removeChild(comment);

  const rules: string[] = [];
  for (const element of copy.querySelectorAll('*')) {
    for (const name of NAMES) element.removeAttribute(name);
    const style = element.getAttribute('style');
    if (style === null) continue;
    element.removeAttribute('style');
    // Ours are lengths; whatever else would be is no part of a picture.
    if (style === '' || /[<>{}\\]/.test(style)) continue;
    element.setAttribute('data-s', String(rules.length));
    rules.push(`#first-sight [data-s="${rules.length}"]{${style}}`);
  }
  // Elements of HTML without children keep their end tag in it.
  const serializer = new XMLSerializer();
  const html = Array.from(copy.children, (child) => serializer.serializeToString(child)).join('');
  return { html, css: rules.join('') };
}

/** Rows above and below what can be seen are half of the text. */
function dropUnseenRows(of: Element, copy: Element): void {
  const rows = copy.querySelectorAll('.grid-row');
  for (const [at, row] of of.querySelectorAll('.grid-row').entries()) {
    const { top, bottom } = row.getBoundingClientRect();
    if (top > window.innerHeight || bottom < 0) rows[at]?.remove();
  }
}
