/** The chart over the Earnings table, asked for as one types. Late answers are dropped. */
import type { ChartMonths, CommandError, EarningsChart, EarningsFilters } from '../gen/types';
import { asProblem, type Host } from '../host/host';
import type { Model } from './model';
import type { Preferring } from './preferring';
import type { Store } from './store.svelte';
import { isUnsynced } from './table';

export interface ChartModel {
  readonly seq: number;
  /** The newest answer; null before the first. */
  readonly answer: EarningsChart | null;
  readonly problem: CommandError | null;
  /** In a window so low that it is folded away at first, until the session ends. */
  readonly unfolded: boolean;
}

/** Below so many pixels the chart would leave a handful of rows. */
const LOW = 640;

/** Whether the chart shows in a window of this height. Before anything was synced there is nothing to draw. */
export function isChartOpen(model: Model, height: number): boolean {
  const { app, chart } = model;
  return (app?.preferences.chartOpen ?? false) && (height >= LOW || chart.unfolded) && !isUnsynced(model, 'earnings');
}

export type ChartEvent =
  | { kind: 'chartAsked'; seq: number }
  | { kind: 'chartArrived'; answer: EarningsChart }
  | { kind: 'chartFailed'; seq: number; problem: CommandError }
  | { kind: 'chartUnfolded'; unfolded: boolean };

export const noChart: ChartModel = { seq: 0, answer: null, problem: null, unfolded: false };

export function reduceChart(chart: ChartModel, event: ChartEvent): ChartModel {
  switch (event.kind) {
    case 'chartAsked':
      return { ...chart, seq: event.seq };
    case 'chartArrived':
      return chart.seq === event.answer.seq ? { ...chart, answer: event.answer, problem: null } : chart;
    case 'chartFailed':
      return chart.seq === event.seq ? { ...chart, problem: event.problem } : chart;
    case 'chartUnfolded':
      return { ...chart, unfolded: event.unfolded };
  }
}

/** What the chart is about: not the payment dates and the tab, which are what one chooses in it. */
export interface ChartQuestion {
  readonly search: string;
  readonly filters: EarningsFilters;
  readonly months: ChartMonths;
}

export class Charting {
  readonly #store: Store;
  readonly #host: Host;
  readonly #preferring: Preferring;
  #lastSeq = 0;

  constructor(store: Store, host: Host, preferring: Preferring) {
    this.#store = store;
    this.#host = host;
    this.#preferring = preferring;
  }

  /** Unfolds it or folds it away. What is chosen in a low window holds there; what a roomy one shows is kept. */
  toggle(): void {
    const { model } = this.#store;
    const low = window.innerHeight < LOW;
    const open = !isChartOpen(model, window.innerHeight);
    if (low) this.#store.send({ kind: 'chartUnfolded', unfolded: open });
    if (open ? !model.app?.preferences.chartOpen : !low) void this.#preferring.choose({ chartOpen: open });
  }

  async ask({ search, filters, months }: ChartQuestion): Promise<void> {
    const seq = ++this.#lastSeq;
    this.#store.send({ kind: 'chartAsked', seq });
    try {
      const request = { seq, search, filters: { ...filters, paidFrom: null, paidTo: null }, months };
      this.#store.send({ kind: 'chartArrived', answer: await this.#host.earningsChart(request) });
    } catch (thrown) {
      this.#store.send({ kind: 'chartFailed', seq, problem: asProblem(thrown) });
    }
  }
}
