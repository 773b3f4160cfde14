/** The menu bar of macOS: its words and keys are those of the commands, and what is picked does what the key does. */
import { render } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import App from '../src/App.svelte';
import { ACTIONS, action, actionFor, type ActionId } from '../src/actions';
import { MENU_ACTIONS, MENU_WORDS, type MenuAction } from '../src/gen/types';
import { type FakeHost, makeFake } from '../src/host/fake';
import type { ScenarioName } from '../src/host/fake/scenarios';
import type { Chord } from '../src/keys';
import { Desk } from '../src/state/desk';
import { Store } from '../src/state/store.svelte';
import { $, rowIds, shown } from './window';

async function openOnMac(name: ScenarioName, platform: 'macos' | 'windows' = 'macos'): Promise<{ host: FakeHost; desk: Desk }> {
  const host = makeFake(name, Date.now());
  host.app = { ...host.app, platform };
  const desk = new Desk(new Store(), host);
  const { rows } = await desk.start();
  render(App, { desk });
  await rows;
  return { host, desk };
}

/** What the bar offers, as it was told last. */
const offered = (host: FakeHost) => host.calls.filter(({ name }) => name === 'menuFits').at(-1)?.argument as MenuAction[];
const pick = (host: FakeHost, id: MenuAction) => host.emit({ kind: 'picked', action: id });
const same = (one: Chord, other: Chord) =>
  one.key === other.key && one.primary === other.primary && (one.shift ?? false) === (other.shift ?? false);

beforeEach(() => {
  document.body.replaceChildren();
});

it('has the words of the commands', () => {
  expect(MENU_ACTIONS.length).toBeGreaterThan(25);
  expect(Object.keys(MENU_WORDS).sort()).toEqual([...MENU_ACTIONS].sort());
  for (const id of MENU_ACTIONS) expect(MENU_WORDS[id].label, id).toBe(action(id).label);
});

it('has a key of the command, one that no field needs and no other command has', () => {
  for (const id of MENU_ACTIONS) {
    const { key } = MENU_WORDS[id];
    const one = action(id);
    if (!key) {
      // Each of its keys means something in a field, or is no key for a menu.
      const free = one.chords.filter((chord) => chord.primary && !chord.bare && !one.yields);
      expect(free, `${id} has a key to show`).toEqual([]);
      continue;
    }
    const its = one.chords.find((chord) => same(chord, key));
    expect(its, id).toBeDefined();
    expect(its?.bare, `${id}: a field would miss it`).toBeUndefined();
    expect(one.yields, id).toBeUndefined();
    const others = ACTIONS.filter((other) => other !== one && other.chords.some((chord) => same(chord, key)));
    expect(others.map((other) => other.id), id).toEqual([]);
  }
});

it('gives with its key what it gives when picked, wherever that fits', async () => {
  const { host, desk } = await openOnMac('full');
  let told = 0;
  const check = () => {
    for (const id of offered(host)) {
      const { key } = MENU_WORDS[id];
      if (!key) continue;
      const press = new KeyboardEvent('keydown', { key: key.key, metaKey: true, shiftKey: key.shift ?? false });
      expect(actionFor(press, desk)?.id, id).toBe(id);
      told += 1;
    }
  };
  check();
  const [first = ''] = rowIds();
  desk.showView('earnings');
  await vi.waitFor(() => expect(offered(host)).toContain('chart'));
  check();
  desk.openCase(first);
  await vi.waitFor(() => expect(offered(host)).toContain('escalate'));
  expect(offered(host)).not.toContain('export');
  check();
  expect(told).toBeGreaterThan(30);
});

it('does what is picked, once', async () => {
  const { host, desk } = await openOnMac('full');
  pick(host, 'earnings');
  await vi.waitFor(() => expect(desk.model.view).toBe('earnings'));
  const before = host.calls.length;
  pick(host, 'export');
  await vi.waitFor(() => expect(host.calls.slice(before).filter(({ name }) => name === 'exportEarnings')).toHaveLength(1));
  pick(host, 'settings');
  await shown('dialog');
  expect(desk.model.dialog).toBe('settings');
});

it('leaves a key that the page has used to the page', async () => {
  const { host, desk } = await openOnMac('full');
  const press = new KeyboardEvent('keydown', { key: ',', metaKey: true, cancelable: true, bubbles: true });
  // What is not prevented, the system looks for in its menus: it would be done twice.
  expect(window.dispatchEvent(press)).toBe(false);
  expect(desk.model.dialog).toBe('settings');
  const unheard = new KeyboardEvent('keydown', { key: 'e', metaKey: true, cancelable: true, bubbles: true });
  expect(window.dispatchEvent(unheard)).toBe(true);
  expect(host.calls.some(({ name }) => name.startsWith('export'))).toBe(false);
});

it('offers nothing but the size before anybody has logged in, and does nothing else', async () => {
  const { host, desk } = await openOnMac('signedout');
  expect(offered(host)).toEqual(['zoomPlain', 'zoomIn', 'zoomOut']);
  const before = host.calls.length;
  for (const id of MENU_ACTIONS) if (!id.startsWith('zoom')) pick(host, id);
  await Promise.resolve();
  expect(host.calls.slice(before)).toEqual([]);
  expect(desk.model.dialog).toBeNull();
  pick(host, 'zoomIn');
  expect(host.calls.at(-1)).toMatchObject({ name: 'zoom', argument: 'in' });
});

it('offers what fits and takes back what does not, behind a dialog and on a page', async () => {
  const { host, desk } = await openOnMac('full');
  for (const id of ['export', 'search', 'filters', 'selectAll', 'lock', 'logOut'] as const) expect(offered(host)).toContain(id);
  for (const id of ['chart', 'copySelection', 'onboarding', 'escalate'] as const) expect(offered(host)).not.toContain(id);
  desk.open('settings');
  await vi.waitFor(() => expect(offered(host)).toEqual(['zoomPlain', 'zoomIn', 'zoomOut']));
  pick(host, 'export');
  expect(host.calls.some(({ name }) => name === 'exportCases')).toBe(false);
  desk.closeDialog();
  await vi.waitFor(() => expect(offered(host)).toContain('export'));
  desk.selecting.toggle('cases', 1);
  await vi.waitFor(() => expect(offered(host)).toContain('copySelection'));
  pick(host, 'today');
  await vi.waitFor(() => expect(offered(host)).not.toContain('selectAll'));
  expect(offered(host)).not.toContain('columns');
});

it('is told only when something changed, and not where there is no bar', async () => {
  const mac = await openOnMac('full');
  const told = () => mac.host.calls.filter(({ name }) => name === 'menuFits').length;
  const asked = (search: string) =>
    vi.waitFor(() => expect(mac.host.calls.filter(({ name }) => name === 'casesPage').at(-1)?.argument).toMatchObject({ search }));
  await vi.waitFor(() => expect(offered(mac.host)).toContain('saveView'));
  await userEvent.type($('#search'), 'm');
  await asked('m');
  const before = told();
  await userEvent.type($('#search'), 'u');
  await asked('mu');
  expect(told()).toBe(before);
  document.body.replaceChildren();
  const elsewhere = await openOnMac('full', 'windows');
  expect(offered(elsewhere.host)).toBeUndefined();
});

it('looks for a newer version only where the program does', async () => {
  const { host } = await openOnMac('full');
  expect(offered(host).includes('update')).toBe(host.app.update !== null);
  const known: readonly ActionId[] = MENU_ACTIONS;
  expect(known).toContain('update');
});
