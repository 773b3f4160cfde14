// The house rules of the interface that neither the compiler nor the type checker knows. Run by `npm run lint`.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
const TOKENS = 'src/styles/tokens.css';

const RULES = [
  {
    says: 'no style attribute: the content security policy blocks it (use a class or style:property)',
    finds: /<[a-zA-Z][^>]*?\sstyle\s*=/gs,
    on: /\.(svelte|html)$/,
  },
  { says: 'no setAttribute("style"): the policy blocks it', finds: /setAttribute\(\s*['"]style/g },
  { says: 'no raw HTML: names come from strangers', finds: /\{@html|\binnerHTML\b|\bouterHTML\s*=|insertAdjacentHTML/g },
  { says: 'nothing is kept in the webview', finds: /\b(localStorage|sessionStorage|indexedDB|document\.cookie)\b/g },
  { says: 'no eval', finds: /\beval\(|new Function\(/g },
  {
    says: `no raw colour outside ${TOKENS}`,
    finds: /#[0-9a-f]{3,8}\b(?=\s*[;,)\s}])|\b(rgb|hsl|oklch|lab)a?\(/gi,
    on: /\.(svelte|css)$/,
    but: [TOKENS],
    within: 'style',
  },
  { says: `no raw layer outside ${TOKENS}`, finds: /z-index:\s*-?\d/g, on: /\.(svelte|css)$/, but: [TOKENS], within: 'style' },
  {
    says: `no raw duration outside ${TOKENS}`,
    finds: /(?:transition|animation)[^;]*?\b\d*\.?\d+m?s\b/g,
    on: /\.(svelte|css)$/,
    but: [TOKENS],
    within: 'style',
  },
  { says: 'only the Tauri host imports Tauri', finds: /@tauri-apps/g, but: ['src/host/tauri.ts'] },
  { says: 'the made-up host is for browsers and tests', finds: /from '[^']*\/fake(\/|')/g, but: ['src/host/fake.ts', 'src/host/fake/'] },
  { says: 'no leftovers', finds: /\bconsole\.\w+\(|\bdebugger\b|\bTODO\b|\bFIXME\b/g },
];

function files(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : [path];
  });
}

/** In a component only its <style> block is CSS. Blanks keep the line numbers. */
function styleOnly(text) {
  const match = /<style[^>]*>([\s\S]*?)<\/style>/.exec(text);
  if (!match) return '';
  return text.slice(0, match.index).replace(/[^\n]/g, ' ') + match[0];
}

let found = 0;
for (const path of [join(ROOT, 'index.html'), ...files(join(ROOT, 'src'))]) {
  const name = relative(ROOT, path).replaceAll('\\', '/');
  if (name.startsWith('src/gen/')) continue;
  const whole = readFileSync(path, 'utf8');
  for (const { says, finds, on, but, within } of RULES) {
    if (on && !on.test(name)) continue;
    if (but?.some((one) => name === one || (one.endsWith('/') && name.startsWith(one)))) continue;
    const text = within === 'style' && name.endsWith('.svelte') ? styleOnly(whole) : whole;
    for (const match of text.matchAll(finds)) {
      found += 1;
      const line = text.slice(0, match.index).split('\n').length;
      process.stderr.write(`${name}:${line}: ${says}\n`);
    }
  }
}

if (found > 0) {
  process.stderr.write(`${found} broken rules\n`);
  process.exitCode = 1;
} else {
  process.stdout.write('no broken rules\n');
}
