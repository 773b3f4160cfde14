/**
 * High contrast for pictures and tests. No engine that runs here can be asked for the system's settings, so in the made-up
 * build the rules for them answer to `data-contrast` on the root as well: `more`, or `forced`. Nothing is written twice: each
 * rule is copied as it stands, in place, under a selector that weighs nothing.
 */
import type { CSSOptions } from 'vite';

type Plugins = NonNullable<Exclude<NonNullable<CSSOptions['postcss']>, string>['plugins']>;

const MODES = [
  { feature: /\(\s*prefers-contrast\s*:\s*more\s*\)/, mode: 'more' },
  { feature: /\(\s*forced-colors\s*:\s*active\s*\)/, mode: 'forced' },
] as const;

/** A contrast theme of Windows, "Night sky": bright on black, whatever the page would like. */
const SYSTEM: Readonly<Record<string, string>> = {
  Canvas: '#000000',
  CanvasText: '#ffffff',
  ButtonFace: '#000000',
  ButtonText: '#ffee32',
  GrayText: '#a6a6a6',
  Highlight: '#d6b4fd',
  HighlightText: '#2b2b2b',
  LinkText: '#8080ff',
  Mark: '#ffee32',
  MarkText: '#000000',
};
const SYSTEM_NAMES = new RegExp(`\\b(${Object.keys(SYSTEM).join('|')})\\b`, 'g');

export function asSystem(value: string): string {
  return value.replace(SYSTEM_NAMES, (name) => SYSTEM[name] ?? name);
}

export function underRoot(selector: string, mode: string): string {
  const root = `[data-contrast='${mode}']`;
  if (selector.startsWith(':root')) return `:root:where(${root})${selector.slice(':root'.length)}`;
  return `:where(:root${root}) ${selector}`;
}

/** What the made-up build does to every sheet. */
export function contrastByRoot(): Plugins {
  return [
    {
      postcssPlugin: 'contrast-by-root',
      Once(root) {
        root.walkAtRules('media', (media) => {
          const found = MODES.find(({ feature }) => feature.test(media.params));
          if (!found) return;
          const rest = media.params.replace(found.feature, '').replace(/^\s*and\s+|\s+and\s*$/g, '').trim();
          const copy = media.clone({ params: rest });
          copy.walkRules((rule) => {
            rule.selectors = rule.selectors.map((selector) => underRoot(selector, found.mode));
            if (found.mode !== 'forced') return;
            // The system's colours win over all of the page's own.
            rule.walkDecls((declaration) => {
              declaration.value = asSystem(declaration.value);
              declaration.important = true;
            });
          });
          if (rest) media.after(copy);
          else media.after(copy.nodes ?? []);
        });
      },
    },
  ];
}
