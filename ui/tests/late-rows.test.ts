import { expect, it, vi } from 'vitest';
import { LateRows } from '../src/parts/lateRows';

const row = () => document.createElement('div');

it('paints what is in sight at once, the rest after the frame, and each as it is by then', async () => {
  const late = new LateRows();
  const [seen, below, other] = [row(), row(), row()];
  const done: string[] = [];
  late.paint(below, false, () => done.push('older words'));
  late.paint(below, false, () => done.push('below'));
  late.paint(seen, true, () => done.push('seen'));
  late.paint(other, false, () => done.push('other'));
  expect(done).toEqual(['seen']);
  await vi.waitFor(() => expect(done).toEqual(['seen', 'below', 'other']));
});

it('paints what comes into sight before it is asked for, and once', async () => {
  const late = new LateRows();
  const paint = vi.fn();
  late.paint(row(), false, paint);
  late.catchUp();
  expect(paint).toHaveBeenCalledOnce();
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)));
  expect(paint).toHaveBeenCalledOnce();
});

it('forgets a row that came into sight or went away', () => {
  const late = new LateRows();
  const [stale, gone] = [vi.fn(), vi.fn()];
  const moved = row();
  late.paint(moved, false, stale);
  late.paint(moved, true, () => undefined);
  const takeBack = late.paint(row(), false, gone);
  takeBack();
  late.catchUp();
  expect(stale).not.toHaveBeenCalled();
  expect(gone).not.toHaveBeenCalled();
});
