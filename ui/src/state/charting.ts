/** The chart over the Earnings table, asked for as one types. Late answers are dropped. */
import type { ChartMonths, CommandError, EarningsChart, EarningsFilters } from '../gen/types';
import { asProblem, type Host } from '../host/host';
import type { Store } from './store.svelte';

export interface ChartModel {
  readonly seq: number;
  /** The newest answer; null before the first. */
  readonly answer: EarningsChart | null;
  readonly problem: CommandError | null;
}

export type ChartEvent =
  | { kind: 'chartAsked'; seq: number }
  | { kind: 'chartArrived'; answer: EarningsChart }
  | { kind: 'chartFailed'; seq: number; problem: CommandError };

export const noChart: ChartModel = { seq: 0, answer: null, problem: null };

export function reduceChart(chart: ChartModel, event: ChartEvent): ChartModel {
  switch (event.kind) {
    case 'chartAsked':
      return { ...chart, seq: event.seq };
    case 'chartArrived':
      return chart.seq === event.answer.seq ? { ...chart, answer: event.answer, problem: null } : chart;
    case 'chartFailed':
      return chart.seq === event.seq ? { ...chart, problem: event.problem } : chart;
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
  #lastSeq = 0;

  constructor(store: Store, host: Host) {
    this.#store = store;
    this.#host = host;
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
