/** The colours of the four palettes, as numbers: whoever changes one hears of it here and not from somebody who cannot read. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asSystem, underRoot } from '../contrast';

type Palette = ReadonlyMap<string, string>;

const sheet = readFileSync(join(import.meta.dirname, '../src/styles/tokens.css'), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');

/** The declarations of the first rule that stands under such a query; without one, of the sheet itself. */
function block(query: string | null): Palette {
  const from = query === null ? 0 : sheet.indexOf(`@media ${query} {`);
  expect(from, query ?? '').toBeGreaterThanOrEqual(0);
  const open = sheet.indexOf('{', query === null ? from : sheet.indexOf('{', from) + 1);
  const body = sheet.slice(open + 1, sheet.indexOf('}', open));
  return new Map([...body.matchAll(/(--[a-z-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.trim()]));
}

const MORE = '(prefers-contrast: more)';
const DARK = '(prefers-color-scheme: dark)';
const light = block(null);
const over = (...palettes: Palette[]) => new Map(palettes.flatMap((palette) => [...palette]));
const dark = over(light, block(DARK));
const more = over(light, block(MORE));
const moreDark = over(dark, block(MORE), block(`${MORE} and ${DARK}`));

function luminance(colour: string): number {
  const channels = /^#(..)(..)(..)$/.exec(colour)?.slice(1).map((two) => parseInt(two, 16) / 255);
  if (!channels) throw new Error(`${colour} is no colour`);
  const [red = 0, green = 0, blue = 0] = channels.map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(palette: Palette, one: string, other: string): number {
  const of = (name: string) => luminance(palette.get(`--${name}`) ?? '');
  const [brighter, darker] = [of(one), of(other)].sort((a, b) => b - a) as [number, number];
  return (brighter + 0.05) / (darker + 0.05);
}

/** What is read, and what it stands on. */
const GROUNDS = ['bg', 'surface', 'surface-raised', 'surface-sunken', 'row-hover', 'row-selected'];
const WORDS = ['text', 'text-muted', 'text-faint', 'accent-text', 'danger', 'warn', 'estimate'];
const SIGNS = ['active', 'pending', 'closed', 'paused', 'other', 'ready', 'invoiced'].map((sign) => `status-${sign}`);
const PAIRS: readonly (readonly [string, string])[] = [
  ...[...WORDS, ...SIGNS].flatMap((word) => GROUNDS.map((ground) => [word, ground] as const)),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-mark', 'mark'],
  ['accent-text', 'accent-soft'],
  ['text', 'accent-soft'],
  ['text', 'warn-soft'],
  ['text-muted', 'warn-soft'],
  ['warn', 'warn-soft'],
  ['text', 'danger-soft'],
  ['danger', 'danger-soft'],
];
const PARTS = ['paid', 'awaiting', 'ready', 'pending', 'disputed', 'unclassified'].map((part) => `chart-${part}`);

const below = (palette: Palette, least: number, pairs: readonly (readonly [string, string])[]) =>
  pairs.filter(([one, other]) => ratio(palette, one, other) < least).map(([one, other]) => `${one} on ${other}: ${ratio(palette, one, other).toFixed(2)}`);

it.each([
  ['light', light],
  ['dark', dark],
])('can be read: %s', (_name, palette) => {
  expect(below(palette, 4.5, PAIRS)).toEqual([]);
  expect(below(palette, 3, ['control-line', 'focus', ...PARTS.slice(0, 3)].map((line) => [line, 'surface']))).toEqual([]);
});

describe.each([
  ['light', more],
  ['dark', moreDark],
])('in high contrast, %s', (_name, palette) => {
  it('is read at seven to one', () => {
    expect(below(palette, 7, PAIRS)).toEqual([]);
  });

  it('has lines that hold what they enclose, and a focus that nobody has to look for', () => {
    const lines = ['line', 'line-strong', 'control-line', 'danger-line', 'warn-line', 'estimate-line'];
    expect(below(palette, 4.5, lines.flatMap((line) => ['bg', 'surface', 'surface-raised'].map((ground) => [line, ground] as const)))).toEqual([]);
    expect(below(palette, 7, GROUNDS.map((ground) => ['focus', ground] as const))).toEqual([]);
    expect(below(palette, 3, PARTS.map((part) => [part, 'surface'] as const))).toEqual([]);
    expect(palette.get('--ring')).toBe('3px');
    expect(palette.get('--held')).toBe('2px');
  });

  it('says what is chosen by a frame, and the stages by patterns', () => {
    expect(palette.get('--held-line')).toBe('var(--text)');
    expect(palette.get('--textured')).toBe('inline');
    expect(light.get('--held')).toBe('0px');
    expect(light.get('--textured')).toBe('none');
  });
});

it('says every colour anew in each palette, so that none is left from another', () => {
  const colours = [...light].filter(([, value]) => value.startsWith('#')).map(([name]) => name);
  for (const query of [DARK, MORE, `${MORE} and ${DARK}`, '(forced-colors: active)']) {
    expect(colours.filter((name) => !block(query).has(name)), query).toEqual([]);
  }
});

it('uses nothing but the system’s colours where these are forced', () => {
  const own = /^(Canvas|CanvasText|LinkText|GrayText|Highlight|HighlightText|Mark|MarkText|none|inline|\d+px)$/;
  expect([...block('(forced-colors: active)')].filter(([, value]) => !own.test(value))).toEqual([]);
});

it('shows the same rules under an attribute of the root, weighing no more', () => {
  expect(underRoot(':root', 'more')).toBe(":root:where([data-contrast='more'])");
  expect(underRoot('.card .name', 'forced')).toBe(":where(:root[data-contrast='forced']) .card .name");
  expect(asSystem('1px solid CanvasText')).toBe('1px solid #ffffff');
  expect(asSystem('var(--held)')).toBe('var(--held)');
});

/** The rules of the sheet that every view has, in their order; those of high contrast first, as they are imported. */
const file = (name: string) => readFileSync(join(import.meta.dirname, '../src', name), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
const rulesOf = (css: string) =>
  [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selector = '', body = '']) => ({ selector: selector.trim(), body }));

it('says of every kind of button that it can do nothing, the quiet ones with a picture too', () => {
  const rules = rulesOf(file('styles/base.css')).filter(({ selector }) => /^\.button\b/.test(selector));
  const off = rules.findIndex(({ selector }) => selector === '.button:disabled');
  expect(rules[off]?.body).toMatch(/opacity: 0\.[345]/);
  // Of the same weight and after it, another look would take that back.
  expect(rules.slice(off + 1).filter(({ body }) => /\b(color|opacity):/.test(body))).toEqual([]);
});

it('frames what is chosen in a row of choices as well, and frames no button that has none', () => {
  const rules = rulesOf(file('styles/contrast.css'));
  const held = rules.find(({ body }) => body.includes('var(--held) solid'));
  expect(held?.selector.split(/,\s*\n/).map((one) => one.trim())).toContain('.choice :checked + span');
  expect(file('parts/chart/EarningsChart.svelte')).toMatch(/class="choice" role="radiogroup"/);
  const bordered = rules.filter(({ selector, body }) => selector.includes('.button:disabled') && body.includes('border-'));
  expect(bordered.length).toBeGreaterThan(0);
  expect(bordered.every(({ selector }) => selector.includes(':not(.quiet)'))).toBe(true);
});
