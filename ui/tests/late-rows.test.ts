import { expect, it, vi } from 'vitest';
import { LateRows } from '../src/parts/lateRows';

const row = () => document.createElement('div');

/** A row out of sight that had other words before. */
function painted(late: LateRows, index: number): HTMLElement {
  const element = row();
  late.paint(element, index, false, () => undefined);
  return element;
}

it('paints what is in sight at once, the rest after the frame, and each as it is by then', async () => {
  const late = new LateRows();
  const [below, other] = [painted(late, 20), painted(late, 21)];
  const done: string[] = [];
  late.paint(below, 20, false, () => done.push('older words'));
  late.paint(below, 20, false, () => done.push('below'));
  late.paint(row(), 3, true, () => done.push('seen'));
  late.paint(other, 21, false, () => done.push('other'));
  expect(done).toEqual(['seen']);
  await vi.waitFor(() => expect(done).toEqual(['seen', 'below', 'other']));
});

it('paints at once what scrolls towards the view', () => {
  const late = new LateRows();
  const element = painted(late, 20);
  const paint = vi.fn();
  late.paint(element, 40, false, paint);
  expect(paint).toHaveBeenCalledOnce();
});

it('paints what comes into sight before it is asked for, and once', async () => {
  const late = new LateRows();
  const paint = vi.fn();
  late.paint(painted(late, 20), 20, false, paint);
  late.catchUp();
  expect(paint).toHaveBeenCalledOnce();
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 20)));
  expect(paint).toHaveBeenCalledOnce();
});

it('forgets a row that came into sight or went away', () => {
  const late = new LateRows();
  const [stale, gone] = [vi.fn(), vi.fn()];
  const moved = painted(late, 20);
  late.paint(moved, 20, false, stale);
  late.paint(moved, 20, true, () => undefined);
  const takeBack = late.paint(painted(late, 21), 21, false, gone);
  takeBack();
  late.catchUp();
  expect(stale).not.toHaveBeenCalled();
  expect(gone).not.toHaveBeenCalled();
});
