/** A key that is printed beside a command gives that very command, and no other one. */
import { expect, it, vi } from 'vitest';
import { ACTIONS, action, actionFor, type ActionId, keyNow } from '../src/actions';
import { menuAt } from '../src/parts/tableMenu';
import type { Desk } from '../src/state/desk';
import { VIEW_NAMES } from '../src/state/views';
import { openWindow, rowIds, shown } from './window';

function press(hint: string): KeyboardEvent {
  const parts = hint.split('+');
  // `Ctrl++` ends in the plus itself.
  const last = hint.endsWith('+') ? '+' : (parts.at(-1) ?? '');
  const key = last === 'Esc' ? 'Escape' : last.length === 1 ? last.toLowerCase() : last;
  return new KeyboardEvent('keydown', { key, ctrlKey: parts.includes('Ctrl'), shiftKey: parts.includes('Shift') });
}

/** What is printed beside each command of a menu, and what the key does. */
function keysOf(desk: Desk, row: number, column = 1): string[] {
  return menuAt(desk, desk.model.view, { row, column }).items.flatMap(({ id, hint }) => {
    const named = ACTIONS.find((one) => `menu-${one.id}` === id);
    return named && hint ? [`${named.id} ${actionFor(press(hint), desk)?.id}`] : [];
  });
}

const agree = (pairs: readonly string[]) => {
  for (const pair of pairs) expect(pair.split(' ')[1], pair).toBe(pair.split(' ')[0]);
};

it('holds in the menus of all three tables, with and without a selection', async () => {
  const { desk } = await openWindow('full');
  let told = 0;
  for (const view of VIEW_NAMES) {
    desk.showView(view);
    await vi.waitFor(() => expect(rowIds().length).toBeGreaterThan(2));
    desk.lists.place(view, { row: 1, column: 1 });
    for (const selected of [false, true]) {
      if (selected) desk.selecting.toggle(view, 1);
      for (const row of [1, -1]) {
        const pairs = keysOf(desk, row);
        agree(pairs);
        told += pairs.length;
      }
    }
    desk.selecting.clear(view);
  }
  expect(told).toBeGreaterThan(12);
});

it('tells the key of the reference in Cases, and of the row where there is no reference to copy', async () => {
  const { desk } = await openWindow('full');
  const hint = (id: ActionId) => menuAt(desk, desk.model.view, { row: 0, column: 1 }).items.find((item) => item.id === `menu-${id}`)?.hint;
  desk.lists.place('cases', { row: 0, column: 1 });
  expect(hint('copyReference')).toBe('Ctrl+C');
  expect(hint('copyRow')).toBeUndefined();
  desk.showView('clients');
  await shown('[data-card=attributed]');
  await vi.waitFor(() => expect(rowIds().length).toBeGreaterThan(2));
  desk.lists.place('clients', { row: 0, column: 1 });
  expect(hint('copyRow')).toBe('Ctrl+C');
});

it('holds for every command that fits, over a list, on a page and on Today', async () => {
  const { desk } = await openWindow('full');
  const check = () => {
    const fitting = ACTIONS.filter((one) => one.fits?.(desk) ?? true);
    for (const one of fitting) {
      const key = keyNow(one, desk);
      if (key !== undefined) expect(actionFor(press(key), desk)?.id, key).toBe(one.id);
    }
    // Nothing that can be reached by a key loses its word for it.
    expect(fitting.filter((one) => keyNow(one, desk) !== undefined).length).toBeGreaterThan(12);
  };
  check();
  desk.openCase(rowIds()[0] ?? '');
  await shown('[data-panel=status]');
  check();
  expect(keyNow(action('copyReference'), desk)).toBe('Ctrl+C');
  desk.back();
  void desk.watching.open();
  await shown('[data-testid=today], main');
  check();
});
