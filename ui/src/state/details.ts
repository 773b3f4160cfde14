/**
 * Opens the pages of cases and clients and the onboarding dialog, and leads back. What the copy on this computer holds
 * is shown at once; one fresh read follows when Debitura can be reached, and nothing waits for it.
 */
import type { ChosenDays } from '../gen/types';
import { asProblem, type Host } from '../host/host';
import { type Facts, type Kind, openTarget, type Subject, type Target } from './detail';
import type { Store } from './store.svelte';

export class Details {
  readonly #store: Store;
  readonly #host: Host;
  /** Never given twice, whatever was closed or locked in between. */
  #lastSeq = 0;

  readonly #opened: (target: Target) => void;

  constructor(store: Store, host: Host, opened: (target: Target) => void) {
    this.#store = store;
    this.#host = host;
    this.#opened = opened;
  }

  open(target: Target): void {
    this.#store.send({ kind: 'detailOpened', target });
    void this.#ask(target);
    void this.freshen(target);
    this.#opened(target);
  }

  openOnboarding(id: string): void {
    this.#store.send({ kind: 'dialogOpened', dialog: { kind: 'onboarding', id } });
    const subject = { kind: 'onboarding', id } as const;
    void this.#ask(subject);
    void this.freshen(subject);
    this.#opened({ kind: 'client', id });
  }

  /** One step back: to the page before, or to the table. */
  back(): void {
    this.#store.send({ kind: 'detailLeft' });
    const target = openTarget(this.#store.model.detail);
    if (target) void this.#ask(target);
  }

  /** The copy on this computer has changed: what is open is asked for again. */
  dataChanged(): void {
    const { detail, onboarding } = this.#store.model;
    for (const subject of [openTarget(detail), onboarding]) if (subject) void this.#ask(subject);
  }

  /** One read of this one from Debitura into the copy, as long as that makes sense. */
  async freshen(on: Subject): Promise<void> {
    const { app } = this.#store.model;
    if (app?.session.state !== 'signedIn' || app.sync.connectivity === 'offline') return;
    const seq = ++this.#lastSeq;
    this.#store.send({ kind: 'freshBegan', on, seq });
    try {
      await (on.kind === 'case' ? this.#host.caseRefresh(on.id) : this.#host.clientRefresh(on.id));
    } catch (thrown) {
      this.#store.send({ kind: 'freshEnded', on, seq, problem: asProblem(thrown) });
      return;
    }
    this.#store.send({ kind: 'freshEnded', on, seq, problem: null });
    await this.#ask(on);
  }

  async #ask(on: Subject): Promise<void> {
    if (this.#store.model.app?.session.state !== 'signedIn') return;
    const seq = ++this.#lastSeq;
    this.#store.send({ kind: 'factsAsked', on, seq });
    try {
      const facts = await this.#read(on);
      this.#store.send({ kind: 'factsArrived', on, seq, facts });
    } catch (thrown) {
      this.#store.send({ kind: 'factsFailed', on, seq, problem: asProblem(thrown) });
    }
  }

  /** The payments that the Earnings view leaves out are said on the page that explains a fee. */
  #chosenDays(): ChosenDays | null {
    const { paidFrom: from, paidTo: to } = this.#store.model.tables.earnings.query.filters;
    return from === null && to === null ? null : { from, to };
  }

  #read({ kind, id }: Subject): Promise<Facts[Kind]> {
    switch (kind) {
      case 'case':
        return this.#host.caseDetail(id, this.#chosenDays());
      case 'onboarding':
        return this.#host.onboarding(id);
      case 'client':
        return this.#host.clientDetail(id, this.#chosenDays());
    }
  }
}
