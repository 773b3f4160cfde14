/** Puts texts on the clipboard through the host, which makes them from its own copy, and says what came of it. */
import type { CaseRow, CaseText } from '../gen/types';
import { asProblem, type Host } from '../host/host';
import { nameOf } from '../words/names';
import { openTarget } from './detail';
import type { Messages } from './messages';
import type { Model } from './model';
import type { Store } from './store.svelte';
import { selectedRow } from './table';

/** The case that a command means: the open one, or the selected one of the table. */
export function caseAtHand({ view, tables, today, detail }: Model): CaseRow | null {
  const page = openTarget(detail);
  if (page) return page.kind === 'case' ? (page.facts?.case ?? null) : null;
  return view === 'cases' && !today.open ? selectedRow(tables.cases) : null;
}

export class Copying {
  readonly #store: Store;
  readonly #host: Host;
  readonly #messages: Messages;

  constructor(store: Store, host: Host, messages: Messages) {
    this.#store = store;
    this.#host = host;
    this.#messages = messages;
  }

  async case(what: CaseText): Promise<void> {
    const row = caseAtHand(this.#store.model);
    if (!row) return;
    const reference = nameOf(row.reference, 'the case');
    const done = {
      reference: `Copied ${row.reference.text}`,
      creditorReference: `Copied ${row.creditorReference?.text ?? ''}`,
      summary: `Copied a summary of ${reference}`,
    };
    await this.#say('copy', done[what], 'Nothing was copied', this.#host.copyCase(row.id, what));
  }

  async link(): Promise<void> {
    const id = this.#store.model.onboarding?.id;
    if (id === undefined) return;
    await this.#say('onboarding', 'Copied the link', 'Nothing was copied', this.#host.copyOnboardingLink(id));
  }

  async message(): Promise<void> {
    const id = this.#store.model.onboarding?.id;
    if (id === undefined) return;
    const done = 'Copied an invitation with the link';
    await this.#say('onboarding', done, 'Nothing was copied', this.#host.copyOnboardingMessage(id));
  }

  async openLink(): Promise<void> {
    const id = this.#store.model.onboarding?.id;
    if (id === undefined) return;
    await this.#say('onboarding', 'Opened in the browser', 'Nothing was opened', this.#host.openOnboardingLink(id));
  }

  async #say(topic: string, done: string, failed: string, work: Promise<void>): Promise<void> {
    try {
      await work;
      this.#messages.brief(topic, done);
    } catch (thrown) {
      this.#messages.failed(topic, failed, asProblem(thrown));
    }
  }
}
