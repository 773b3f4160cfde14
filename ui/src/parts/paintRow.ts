/**
 * What a row's cells hold, written straight into the document: all rows in sight change with every key press and every turn
 * of the wheel, and blocks of a component per cell took most of that time. Only what differs from before is touched.
 */
import { mount } from 'svelte';
import type { CellFace } from '../words/cells';
import type { Sign } from '../words/signs';
import { NEWS } from './gridCells';
import Icon from './Icon.svelte';
import SignIcon from './SignIcon.svelte';

/** Null: the row is still on its way. */
type Painted = CellFace | null;

const painted = new WeakMap<Element, Painted>();
const signs = new Map<Sign, Element>();
let flag: Element | undefined;

/** The faces in the order of the row's cells. */
export function paintRow(row: Element, faces: readonly Painted[]): void {
  let cell = row.firstElementChild;
  for (const face of faces) {
    if (!cell) return;
    const before = painted.get(cell);
    if (before === undefined || !same(before, face)) {
      paintCell(cell, before ?? null, face);
      painted.set(cell, face);
    }
    cell = cell.nextElementSibling;
  }
}

function same(one: Painted, other: Painted): boolean {
  if (one === null || other === null) return one === other;
  return sameShape(one, other) && one.text === other.text && one.aside === other.aside && !one.pieces && !other.pieces;
}

/** Whether the same elements can show both. */
function sameShape(one: CellFace, other: CellFace): boolean {
  return (
    one.look === other.look &&
    one.sign === other.sign &&
    one.needsInfo === other.needsInfo &&
    one.estimate === other.estimate &&
    one.news === other.news &&
    (one.aside === undefined) === (other.aside === undefined)
  );
}

function paintCell(cell: Element, before: Painted, face: Painted): void {
  if (face === null) return cell.replaceChildren(element('bone'));
  const text = before && sameShape(before, face) ? cell.querySelector(':scope > .face') : null;
  if (text) {
    write(text, before, face);
    if (face.aside !== undefined) asideOf(cell)?.replaceChildren(face.aside ?? '');
    return;
  }
  cell.replaceChildren(...parts(face));
}

function asideOf(cell: Element): Element | null {
  return cell.querySelector(':scope > .outcome, :scope > .currency');
}

function* parts(face: CellFace): Generator<Node | string> {
  if (face.news) {
    const news = element('news');
    news.setAttribute('role', 'img');
    news.setAttribute('aria-label', NEWS);
    yield news;
  }
  if (face.sign) yield signOf(face.sign);
  if (face.estimate) {
    yield element('estimate', 'est.');
    yield ' ';
  }
  const text = element(`face ${face.look}${face.sign ? ' signed' : ''}${face.sign && face.aside !== undefined ? ' firm' : ''}`);
  // A name may be written from right to left; everything else is ours.
  if (face.look === 'name') text.dir = 'auto';
  write(text, null, face);
  yield text;
  if (face.aside !== undefined) {
    yield ' ';
    yield element(face.sign ? 'face outcome' : 'currency', face.aside ?? '');
  }
  if (face.needsInfo) {
    const needs = element('needs');
    needs.setAttribute('role', 'img');
    needs.setAttribute('aria-label', 'The customer has to supply information');
    flag ??= drawn(Icon, { name: 'flag', size: 13 });
    needs.append(flag.cloneNode(true));
    yield ' ';
    yield needs;
  }
}

function write(into: Element, before: Painted, { text, pieces }: CellFace): void {
  const only = into.firstChild;
  if (!pieces && !before?.pieces && only?.nodeType === Node.TEXT_NODE) only.nodeValue = text;
  else if (!pieces) into.replaceChildren(text);
  else into.replaceChildren(...pieces.map((piece) => (piece.hit ? hit(piece.text) : piece.text)));
}

function hit(text: string): HTMLElement {
  const mark = document.createElement('mark');
  mark.textContent = text;
  return mark;
}

function element(className: string, text = ''): HTMLElement {
  const made = document.createElement('span');
  made.className = className;
  if (text) made.textContent = text;
  return made;
}

function signOf(sign: Sign): Node {
  let made = signs.get(sign);
  if (!made) {
    made = drawn(SignIcon, { sign });
    signs.set(sign, made);
  }
  return made.cloneNode(true);
}

/** A component's drawing, made once. */
function drawn<P extends Record<string, unknown>>(component: import('svelte').Component<P>, props: P): Element {
  const target = document.createElement('div');
  mount(component, { target, props });
  return target.firstElementChild ?? target;
}
