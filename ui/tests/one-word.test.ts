/** One word for one thing: on screen a creditor is a customer, and only the view of all of them is called Clients. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'svelte/compiler';
import { expect, it } from 'vitest';

const SRC = join(import.meta.dirname, '../src');

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === 'gen' || name === 'fake' ? [] : files(path);
    return /\.(ts|svelte)$/.test(name) ? [path] : [];
  });
}

/** Every text that a file holds: between quotes, between tags and in attributes. */
function texts(path: string): string[] {
  const source = readFileSync(path, 'utf8');
  const found: string[] = [];
  const walk = (node: unknown) => {
    if (Array.isArray(node)) return node.forEach(walk);
    if (typeof node !== 'object' || node === null) return;
    const { type, value, data } = node as { type?: string; value?: unknown; data?: unknown };
    if (type === 'Text' && typeof data === 'string') found.push(data);
    if (type === 'Literal' && typeof value === 'string') found.push(value);
    if (type === 'TemplateElement') found.push((value as { cooked: string }).cooked);
    if (type !== 'ImportDeclaration') for (const [key, part] of Object.entries(node)) if (key !== 'css') walk(part);
  };
  walk(parse(path.endsWith('.ts') ? `<script lang="ts">\n${source}\n</script>` : source, { modern: true }));
  return found.map((words) => words.trim()).filter((words) => / /.test(words) || /^[A-Z]/.test(words));
}

/** What Debitura calls its outcomes and its endpoint, and the keys of lists and of what one can search for in the document. */
const DEBITURAS = /^(disputed - legal action declined by client|withdrawn by client|settlement rejected by client|unresponsive client)$|POST \/clients/;

it('says customer for a customer, and unsigned for what has no signature', () => {
  const wrong: string[] = [];
  let read = 0;
  for (const file of files(SRC)) {
    for (const words of texts(file)) {
      read += 1;
      const isWrong = /\bclients?\b|\bClient\b|^Not signed/.test(words) && !DEBITURAS.test(words);
      if (isWrong) wrong.push(`${file.slice(SRC.length)}: ${words}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(read).toBeGreaterThan(800);
});
