/** The picture of the first screen that the next start shows. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FirstSightRequest } from '../src/gen/types';
import type { Host } from '../src/host/host';
import { picture } from '../src/picture';
import { FirstSight, firstAnswers } from '../src/state/firstSight';
import { openWindow } from './window';

function drawnNow() {
  const drawn = picture(document.body);
  if (!drawn) throw new Error('the window can be drawn');
  return drawn;
}

describe('a picture', () => {
  it('has the rows, and nothing that a script, a screen reader or the policy would trip over', async () => {
    await openWindow('hostile');
    const drawn = drawnNow();
    const parsed = new DOMParser().parseFromString(drawn.html, 'text/html');
    const rows = parsed.querySelectorAll('.grid-row');
    expect(rows.length).toBeGreaterThan(5);
    expect(rows[0]?.textContent).toBe(document.querySelector('.grid-row')?.textContent);
    expect(parsed.querySelector('script, [style], [role], [tabindex], [data-row-id], [data-testid]')).toBeNull();
    expect(drawn.html).not.toContain('<!--');
    expect(document.querySelectorAll('[data-row-id]').length).toBeGreaterThan(5);
  });

  it('carries the styles of elements in a sheet', async () => {
    await openWindow('full');
    const { html, css } = drawnNow();
    const body = document.querySelector<HTMLElement>('.grid .body');
    expect(body?.style.height).not.toBe('');
    const at = new DOMParser().parseFromString(html, 'text/html').querySelector('.grid .body')?.getAttribute('data-s');
    expect(css).toContain(`#first-sight [data-s="${at}"]{height: ${body?.style.height};`);
    expect(css).not.toMatch(/[<>]/);
  });

  it('is none where the table is scrolled: it would begin with other rows, or with none', async () => {
    await openWindow('full');
    const scroller = document.querySelector('.scroller');
    if (!scroller) throw new Error('the table can be scrolled');
    scroller.scrollTop = 400;
    expect(picture(document.body)).toBeNull();
    scroller.scrollTop = 0;
    expect(picture(document.body)).not.toBeNull();
  });
});

describe('what a picture would be made of', () => {
  it('is what a start shows', async () => {
    const { desk } = await openWindow('full');
    const { cases } = desk.model.tables;
    expect(firstAnswers(desk.model)).toEqual({ rows: cases.pages.get(0)?.rows, total: cases.total, counts: cases.counts, cards: cases.cards });
  });

  it.each([
    ['another view', (desk) => desk.showView('clients')],
    ['a search', (desk) => desk.lists.search('a')],
    ['a page', (desk) => desk.openCase(desk.model.tables.cases.pages.get(0)?.rows[0]?.id ?? '')],
    ['a dialog', (desk) => desk.open('settings')],
    ['a row with the focus', (desk) => desk.lists.place('cases', { row: 2, column: 0 })],
    ['other columns that are still worked out', (desk) => desk.arranging.show('cases', 'feeOutlook', true)],
  ] satisfies [string, (desk: Awaited<ReturnType<typeof openWindow>>['desk']) => void][])('is nothing in front of %s', async (_, change) => {
    const { desk } = await openWindow('full');
    expect(firstAnswers(desk.model)).not.toBeNull();
    change(desk);
    expect(firstAnswers(desk.model)).toBeNull();
  });
});

describe('keeping it', () => {
  const ANSWERS = { rows: [], total: 0 } as unknown as FirstSightRequest['answers'];
  const drawn = { html: '<p>one</p>', css: '' };
  const keep = vi.fn<Host['keepFirstSight']>();

  beforeEach(() => {
    vi.useFakeTimers();
    keep.mockReset().mockResolvedValue(undefined);
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('waits until nothing changes any more, and keeps the same only once', () => {
    const sight = new FirstSight({ keepFirstSight: keep } as Partial<Host> as Host, () => drawn);
    sight.changed(() => ANSWERS);
    vi.advanceTimersByTime(1_000);
    sight.changed(() => ANSWERS);
    vi.advanceTimersByTime(1_499);
    expect(keep).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(keep).toHaveBeenCalledExactlyOnceWith({ ...drawn, answers: ANSWERS });
    sight.changed(() => ANSWERS);
    vi.advanceTimersByTime(1_500);
    expect(keep).toHaveBeenCalledOnce();
  });

  it('keeps nothing of another screen, and nothing that could not be drawn', () => {
    const other = new FirstSight({ keepFirstSight: keep } as Partial<Host> as Host, () => drawn);
    other.changed(() => null);
    const undrawn = new FirstSight({ keepFirstSight: keep } as Partial<Host> as Host, () => null);
    undrawn.changed(() => ANSWERS);
    vi.advanceTimersByTime(5_000);
    expect(keep).not.toHaveBeenCalled();
  });
});
