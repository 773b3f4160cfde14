import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { ChartRequest, EarningsChart, EarningsSums, TabSum } from '../src/gen/types';
import type { FakeHost } from '../src/host/fake';
import { sumsOf } from '../src/host/fake/earningsList';
import { CACHE } from '../src/host/fake/scenarios';
import { barsOf, kindsOf, monthLines, monthMarks, outsideWords, place, scaleOf, ticksOf, tickWords, valueOf } from '../src/words/chart';
import { $, openWindow, shown, text, violations } from './window';

const type = userEvent.setup();
const asked = (host: FakeHost) =>
  host.calls.filter(({ name }) => name === 'earningsChart').map(({ argument }) => argument as ChartRequest);
const bars = () => [...document.querySelectorAll<SVGElement>('[data-month]')];
const parts = () => [...document.querySelectorAll<SVGElement>('[data-part]')];

async function openChart(scenario: Parameters<typeof openWindow>[0] = 'full') {
  const opened = await openWindow(scenario);
  await shown('#search');
  opened.desk.showView('earnings');
  await shown('#chart');
  return opened;
}

it('shows twelve months, every number of them in words, and axe has nothing to say', async () => {
  const { desk } = await openChart();
  await shown('[data-part]');
  expect(bars()).toHaveLength(12);
  expect(bars().every((bar) => bar.getAttribute('aria-label')?.includes('transaction'))).toBe(true);
  expect(parts().every((part) => /USD, [\d,]+ transactions?$/.test(part.getAttribute('aria-label') ?? ''))).toBe(true);
  expect(await violations($('#earnings-chart'))).toEqual([]);
  const estimates = parts().filter((part) => part.dataset.part?.endsWith('-estimate'));
  expect(estimates.length).toBeGreaterThan(0);
  expect(estimates.every((part) => part.nextElementSibling?.nextElementSibling?.getAttribute('fill') === 'url(#chart-hatch)')).toBe(true);
  expect(estimates.every((part) => part.getAttribute('aria-label')?.includes('estimated'))).toBe(true);
  expect(desk.model.chart.answer?.months).toHaveLength(12);
});

it('says that it waits for its first answer, promises nothing meanwhile, and keeps its room', async () => {
  const { desk } = await openWindow('loading');
  desk.showView('earnings');
  await shown('[data-testid=chart-waiting]');
  expect($('#earnings-chart .body').getAttribute('aria-busy')).toBe('true');
  expect($('[data-testid=chart-waiting]').children).toHaveLength(12);
  expect($('[data-testid=chart-waiting]').textContent?.trim()).toBe('');
  expect($('#earnings-chart .foot span').className).toContain('blank');
  expect(await violations($('#earnings-chart'))).toEqual([]);
});

it('is one tab stop, and arrows lead to every month and each of its parts', async () => {
  await openChart();
  await shown('[data-part]');
  const stops = () => [...document.querySelectorAll<SVGElement>('#earnings-chart svg [tabindex="0"]')];
  expect(stops()).toHaveLength(1);
  const last = bars().at(-1);
  expect(stops()[0]).toBe(last);
  last?.focus();
  await type.keyboard('{ArrowLeft}');
  await vi.waitFor(() => expect(document.activeElement).toBe(bars().at(-2)));
  await type.keyboard('{Home}');
  await vi.waitFor(() => expect(document.activeElement).toBe(bars()[0]));
  await type.keyboard('{ArrowLeft}{ArrowUp}');
  const month = bars()[0]?.dataset.month ?? '';
  await vi.waitFor(() => expect((document.activeElement as SVGElement).dataset.part).toMatch(new RegExp(`^${month} `)));
  const own = parts().filter((part) => part.dataset.part?.startsWith(month));
  await type.keyboard('{ArrowUp}'.repeat(12));
  await vi.waitFor(() => expect(document.activeElement).toBe(own.at(-1)));
  await type.keyboard('{ArrowDown}'.repeat(12));
  await vi.waitFor(() => expect(document.activeElement).toBe(bars()[0]));
  expect(stops()).toHaveLength(1);
});

it('narrows the list to a month and stage, says so, and takes it back', async () => {
  const { desk, host } = await openChart();
  await shown('[data-part]');
  const query = () => desk.model.tables.earnings.query;
  const paid = parts().find((part) => part.dataset.part?.endsWith(' paid')) as SVGElement;
  const [month] = (paid.dataset.part ?? '').split(' ');
  const questions = asked(host).length;
  await type.click(paid);
  expect(query()).toMatchObject({ tab: 'paid', filters: { paidFrom: month } });
  await vi.waitFor(() => expect(paid.getAttribute('aria-pressed')).toBe('true'));
  const chosen = desk.model.chart.answer?.months.find(({ first }) => first === month);
  await vi.waitFor(() => expect(desk.model.tables.earnings.total).toBe(chosen?.sums.paid.count));
  expect(text('.chip, [data-chip]')).not.toBe('');
  expect(asked(host)).toHaveLength(questions);
  const whole = $(`[data-month="${month}"]`);
  await type.click(whole);
  expect(query()).toMatchObject({ tab: 'all', filters: { paidFrom: month, paidTo: chosen?.last } });
  whole.focus();
  await type.keyboard('{Enter}');
  expect(query()).toMatchObject({ tab: 'all', filters: { paidFrom: null, paidTo: null } });
});

it('follows the search and the filters, and not what it chooses itself', async () => {
  const { desk, host } = await openChart();
  await shown('[data-part]');
  desk.lists.chooseTab('earnings', 'paid');
  desk.lists.sort('earnings', 'fee');
  desk.lists.filter('earnings', { ...desk.model.tables.earnings.query.filters, paidFrom: '2026-01-01' });
  await Promise.resolve();
  expect(asked(host)).toHaveLength(1);
  desk.lists.search('nothing is called so');
  await vi.waitFor(() => expect(text('#earnings-chart')).toContain('No fees under this search'));
  expect(asked(host).at(-1)).toMatchObject({ search: 'nothing is called so', filters: { paidFrom: null } });
  desk.lists.search('');
  await vi.waitFor(() => expect(parts().length).toBeGreaterThan(0));
  host.emit({ kind: 'changed', tables: ['transactions'] });
  await vi.waitFor(() => expect(asked(host)).toHaveLength(4));
});

it('is folded away by its button and its key, stays so, and asks for nothing then', async () => {
  const { desk, host } = await openChart();
  await shown('#earnings-chart');
  expect($('#chart').getAttribute('aria-expanded')).toBe('true');
  await type.click($('#chart'));
  await vi.waitFor(() => expect(document.querySelector('#earnings-chart')).toBeNull());
  await vi.waitFor(() => expect(host.app.preferences.chartOpen).toBe(false));
  const questions = asked(host).length;
  desk.showView('cases');
  desk.showView('earnings');
  await shown('#chart');
  expect($('#chart').getAttribute('aria-expanded')).toBe('false');
  expect(asked(host)).toHaveLength(questions);
  await type.keyboard('{Control>}g{/Control}');
  await shown('#earnings-chart');
});

it('shows the same numbers as a table, whose months narrow the list as well', async () => {
  const { desk, host } = await openChart();
  await shown('[data-part]');
  expect(text('#earnings-chart .foot')).toContain('A bar narrows the list');
  expect(text('#chart-as-table')).toBe('As a table');
  await type.click($('#chart-as-table'));
  // Its words say what it does next: pressed, they would say the opposite of what is shown.
  expect(text('#chart-as-table')).toBe('As bars');
  expect($('#chart-as-table').hasAttribute('aria-pressed')).toBe(false);
  expect(text('#earnings-chart .foot')).toContain('A month narrows the list');
  expect(text('#earnings-chart .foot')).not.toContain('bar');
  await shown('#earnings-chart table');
  await vi.waitFor(() => expect(host.app.preferences.chartAsTable).toBe(true));
  expect(await violations($('#earnings-chart'))).toEqual([]);
  const { answer } = desk.model.chart;
  const kinds = kindsOf(answer as EarningsChart);
  const headings = [...document.querySelectorAll('#earnings-chart thead th')].map((cell) => cell.textContent);
  expect(headings).toEqual(['Month', 'Transactions', ...kinds.map(({ label }) => label)]);
  const rows = [...document.querySelectorAll('#earnings-chart tbody tr')];
  expect(rows.length).toBeGreaterThanOrEqual(12);
  const newest = answer?.months.at(-1);
  const cells = [...(rows[0]?.querySelectorAll('td') ?? [])].map((cell) => cell.textContent?.replaceAll(',', ''));
  expect(Number(cells[0])).toBe(newest?.sums.all.count);
  for (const [at, kind] of kinds.entries()) {
    const value = newest ? Number(valueOf(newest.sums, kind)) : 0;
    if (cells[at + 1] !== '–') expect(Number(cells[at + 1])).toBeCloseTo(value, 2);
  }
  await type.click(rows[1]?.querySelector('button') as HTMLElement);
  expect(desk.model.tables.earnings.query.filters.paidFrom).toBe(answer?.months.at(-2)?.first);
});

it('goes back as far as is chosen', async () => {
  const { desk } = await openChart();
  await shown('[data-part]');
  await type.click($('[name=chart-months][value=twentyFour]'));
  await vi.waitFor(() => expect(bars()).toHaveLength(24));
  await type.click($('[name=chart-months][value=all]'));
  await vi.waitFor(() => expect(desk.model.chart.answer?.before.all.count).toBe(0));
  expect(document.querySelector('[data-testid=chart-outside]')).toBeNull();
});

it('says that it cannot be drawn, and is drawn when it can be', async () => {
  const { desk, host } = await openWindow('full');
  await shown('#search');
  host.failures.set('earningsChart', CACHE);
  desk.showView('earnings');
  await vi.waitFor(() => expect(text('#earnings-chart [role=status]')).toBe(CACHE.message));
  host.emit({ kind: 'changed', tables: ['transactions'] });
  await shown('[data-part]');
});

it('holds no row of a session that has ended, and drops late answers', async () => {
  const { desk } = await openChart();
  await shown('[data-part]');
  await desk.lock();
  expect(desk.model.chart.answer).toBeNull();
  const { desk: other } = await openChart();
  const ask = (search: string) =>
    other.charting.ask({ search, filters: other.model.tables.earnings.query.filters, months: 'twelve' });
  const [first, second] = [ask(''), ask('nothing is called so')];
  await Promise.all([second, first]);
  expect(kindsOf(other.model.chart.answer as EarningsChart)).toEqual([]);
});

const nothing: TabSum = { count: 0, confirmedUsd: '0', estimates: 0, estimateUsd: '0' };

function chartOf(...values: Partial<Record<keyof EarningsSums, Partial<TabSum>>>[]): EarningsChart {
  const empty = sumsOf([]);
  const sums = (own: (typeof values)[number]): EarningsSums => ({
    ...empty,
    ...Object.fromEntries(Object.entries(own).map(([tab, sum]) => [tab, { ...nothing, count: 1, ...(sum as object) }])),
  });
  const months = values.map((own, at) => {
    const day = `2026-${String(at + 1).padStart(2, '0')}`;
    return { first: `${day}-01`, last: `${day}-28`, sums: sums(own) };
  });
  return { seq: 1, months, before: empty, after: empty, undated: empty };
}

it('stacks without gaps, hangs what was taken back below the line, and shows what is there however small', () => {
  const chart = chartOf(
    { paid: { confirmedUsd: '600' }, pending: { count: 3, confirmedUsd: '200', estimates: 1, estimateUsd: '150' } },
    { paid: { confirmedUsd: '-100' }, ready: { confirmedUsd: '0.01' } },
  );
  const kinds = kindsOf(chart);
  expect(kinds.map(({ key }) => key)).toEqual(['paid', 'ready', 'pending', 'pending-estimate']);
  const scale = scaleOf(chart, kinds);
  expect(scale).toMatchObject({ least: -100, most: 1000 });
  const [one, two] = chart.months.map((month) => barsOf(month, kinds, scale, 220));
  const zero = place(scale, 0, 220);
  expect(zero).toBeCloseTo(200);
  let at = zero;
  for (const { top, height } of one ?? []) {
    expect(top + height).toBeCloseTo(at, 6);
    at = top;
  }
  expect(at).toBeCloseTo(place(scale, 950, 220), 6);
  expect(two?.[0]).toMatchObject({ kind: { key: 'paid' } });
  expect(two?.[0]?.top).toBeCloseTo(zero, 6);
  expect(two?.[0]?.height).toBeCloseTo(20, 6);
  expect(two?.[1]?.height).toBeGreaterThanOrEqual(1.5);
});

it('has a scale for nothing at all and for sums that are too large to be held', () => {
  for (const chart of [chartOf({}), chartOf({ paid: { confirmedUsd: null } }), chartOf({ paid: { confirmedUsd: '-5' } })]) {
    const kinds = kindsOf(chart);
    const scale = scaleOf(chart, kinds);
    expect(scale.most).toBeGreaterThan(scale.least);
    for (const { top, height } of chart.months.flatMap((month) => barsOf(month, kinds, scale, 100))) {
      expect(Number.isFinite(top) && Number.isFinite(height)).toBe(true);
    }
  }
  const [month] = chartOf({ paid: { confirmedUsd: null } }).months;
  if (month) expect(monthLines(month, kindsOf(chartOf({ paid: { confirmedUsd: null } })), 'en-GB')).toContain('Paid: Too large USD');
});

it('prints no number over another beside the lines, and keeps zero and the top whatever else has to go', () => {
  const ticks = (...values: string[]) => {
    const chart = chartOf(...values.map((confirmedUsd) => ({ paid: { confirmedUsd } })));
    const scale = scaleOf(chart, kindsOf(chart));
    const kept = ticksOf(scale, 110);
    const places = kept.map((one) => place(scale, one, 110)).sort((a, b) => a - b);
    expect(places.every((at, index) => index === 0 || at - (places[index - 1] ?? 0) >= 14)).toBe(true);
    return [...kept].sort((a, b) => a - b).map((one) => tickWords(one, 'en-GB'));
  };
  // One fee of some cents that was taken back.
  expect(ticks('4000', '-0.4')).toEqual(['0', '2k', '4k']);
  expect(ticks('4000', '-1000')).toEqual(['-1k', '0', '2k', '4k']);
  expect(ticks('4000', '-4000')).toEqual(['-4k', '-2k', '0', '2k', '4k']);
  expect(ticks('-5')).toEqual(['-5', '-2.5', '0']);
});

it('is a frame for none of its thinnest parts, which a pointer takes for their month, and keys reach all the same', async () => {
  await openChart('odd');
  await shown('[data-part]');
  const thin = parts().filter((part) => Number(part.getAttribute('height')) < 4);
  expect(thin.length).toBeGreaterThan(0);
  expect(parts().filter((part) => part.classList.contains('thin'))).toEqual(thin);
  expect(thin.every((part) => part.getAttribute('role') === 'button' && part.getAttribute('aria-label') !== '')).toBe(true);
});

it.each(['none', 'firstempty'] as const)('has nothing to unfold before anything was synced: %s', async (scenario) => {
  const { desk } = await openChart(scenario);
  expect(desk.model.app?.preferences.chartOpen).toBe(true);
  expect($('#chart').getAttribute('aria-expanded')).toBe('false');
  expect($('#chart').hasAttribute('aria-controls')).toBe(false);
  expect($('#chart')).toHaveProperty('disabled', true);
  await type.keyboard('{Control>}g{/Control}');
  expect(desk.model.app?.preferences.chartOpen).toBe(true);
  expect(document.querySelector('#earnings-chart')).toBeNull();
});

it('names months by the calendar wherever the computer stands, and says what no bar holds', () => {
  const chart = chartOf({}, {});
  expect(chart.months.map((month, at) => monthMarks(month, at, 'en-GB'))).toEqual([
    { month: 'Jan', year: '2026' },
    { month: 'Feb', year: null },
  ]);
  expect(outsideWords(chart, 'en-GB')).toBeNull();
  const undated = { ...sumsOf([]), all: { ...nothing, count: 2 } };
  expect(outsideWords({ ...chart, undated, before: { ...undated, all: { ...nothing, count: 1 } } }, 'en-GB')).toBe(
    'Not shown: 1 transaction paid before January 2026, 2 transactions without a payment date.',
  );
});

it('is folded away in a low window until one asks for it, and that changes nothing for a roomy one', async () => {
  const height = window.innerHeight;
  const resize = (to: number) => {
    Object.defineProperty(window, 'innerHeight', { value: to, configurable: true, writable: true });
    window.dispatchEvent(new Event('resize'));
  };
  try {
    const { desk, host } = await openChart();
    await shown('#earnings-chart');
    resize(600);
    await vi.waitFor(() => expect(document.querySelector('#earnings-chart')).toBeNull());
    expect($('#chart').getAttribute('aria-expanded')).toBe('false');
    await type.click($('#chart'));
    await shown('#earnings-chart');
    await type.click($('#chart'));
    await vi.waitFor(() => expect(document.querySelector('#earnings-chart')).toBeNull());
    resize(height);
    await shown('#earnings-chart');
    expect(desk.model.app?.preferences.chartOpen).toBe(true);
    expect(host.calls.some(({ name }) => name === 'setPreferences')).toBe(false);
  } finally {
    resize(height);
  }
});
