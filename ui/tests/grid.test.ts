import { describe, expect, it } from 'vitest';
import { move } from '../src/state/gridKeys';
import { bodyHeight, drawn, HEIGHT_MAX, inView, reveal, rowTop } from '../src/state/viewport';

describe('keys', () => {
  const size = { rows: 100, columns: 8, page: 10 };
  it.each([
    ['ArrowDown', false, { row: 0, column: 2 }, { row: 1, column: 2 }],
    ['ArrowUp', false, { row: 0, column: 2 }, { row: -1, column: 2 }],
    ['ArrowUp', false, { row: -1, column: 2 }, { row: -1, column: 2 }],
    ['ArrowRight', false, { row: 3, column: 7 }, { row: 3, column: 7 }],
    ['Home', false, { row: 3, column: 7 }, { row: 3, column: 0 }],
    ['End', true, { row: 3, column: 2 }, { row: 99, column: 7 }],
    ['Home', true, { row: 50, column: 2 }, { row: 0, column: 0 }],
    ['PageDown', false, { row: 95, column: 2 }, { row: 99, column: 2 }],
    ['PageUp', false, { row: 4, column: 2 }, { row: 0, column: 2 }],
  ])('%s (ends: %s) leads from %j to %j', (key, ends, from, to) => expect(move(from, key, ends, size)).toEqual(to));

  it('leaves other keys and an empty table alone', () => {
    expect(move({ row: 0, column: 0 }, 'x', false, size)).toBeNull();
    expect(move({ row: 0, column: 0 }, 'ArrowDown', false, { ...size, rows: 0 })).toEqual({ row: -1, column: 0 });
  });
});

describe('viewport', () => {
  const extent = { rows: 1000, rowHeight: 36, room: 360 };

  it('shows the rows of a scroll position and keeps the focused one', () => {
    expect(inView(extent, 0)).toEqual({ first: 0, last: 9 });
    expect(inView(extent, 18)).toEqual({ first: 0, last: 10 });
    const rows = drawn(extent, 3600, 5);
    expect(rows[0]).toBe(5);
    expect(rows).toContain(100);
    expect(rows.length).toBeLessThan(40);
    expect(drawn({ ...extent, rows: 0 }, 0, 0)).toEqual([]);
  });

  it('reveals a row with as little scrolling as can be', () => {
    expect(reveal(extent, 0, 5)).toBe(0);
    expect(reveal(extent, 0, 10)).toBe(36);
    expect(reveal(extent, 720, 3)).toBe(108);
  });

  it('scales the scrollbar beyond what engines can lay out', () => {
    const large = { rows: 5_000_000, rowHeight: 36, room: 360 };
    expect(bodyHeight(large)).toBe(HEIGHT_MAX);
    const end = HEIGHT_MAX - large.room;
    expect(inView(large, end).last).toBe(large.rows - 1);
    expect(rowTop(large, end, large.rows - 1)).toBeCloseTo(HEIGHT_MAX - 36, 3);
    for (const row of [0, 1234, 2_500_000, 4_999_999]) {
      const { first, last } = inView(large, reveal(large, 0, row));
      expect(row >= first - 1 && row <= last + 1, `row ${row} in ${first} to ${last}`).toBe(true);
    }
  });
});
