/** The whole interface on the made-up host. */
import { render } from '@testing-library/svelte';
import axe from 'axe-core';
import { expect, vi } from 'vitest';
import App from '../src/App.svelte';
import { type FakeHost, makeFake } from '../src/host/fake';
import type { ScenarioName } from '../src/host/fake/scenarios';
import { Desk } from '../src/state/desk';
import { Store } from '../src/state/store.svelte';

export const NOW = Date.parse('2026-06-15T10:00:00Z');

export async function openWindow(name: ScenarioName): Promise<{ host: FakeHost; desk: Desk }> {
  const host = makeFake(name, Date.now());
  const desk = new Desk(new Store(), host);
  const { rows } = await desk.start();
  render(App, { desk });
  if (name !== 'loading') await rows;
  return { host, desk };
}

export function $(selector: string): HTMLElement {
  const found = document.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`nothing matches ${selector}`);
  return found;
}

export const rowIds = () => [...document.querySelectorAll<HTMLElement>('[data-row-id]')].map((row) => row.dataset.rowId);

export const shown = (selector: string) => vi.waitFor(() => expect(document.querySelector(selector)).not.toBeNull());

export const text = (selector: string) => document.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

/** What axe finds wrong. Colours are left out: jsdom does not paint. */
export async function violations(within: HTMLElement = document.body): Promise<string[]> {
  const found = await axe.run(within, { rules: { 'color-contrast': { enabled: false }, region: { enabled: false } } });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
