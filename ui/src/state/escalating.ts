/** Opens the e-mail about what is at hand, keeps what is written, and passes it on through the host. */
import { asProblem, type Host } from '../host/host';
import { caseAtHand } from './copying';
import { openTarget } from './detail';
import { type Matter, matterKey } from './escalation';
import type { Messages } from './messages';
import type { Model } from './model';
import type { Store } from './store.svelte';
import { selectedRow } from './table';

/** Its messages stand in the dialog, which covers the others. */
export const ESCALATION_TOPIC = 'escalation';

/** What *Escalate* means now: the open page, or the selected row of the table. */
export function matterAtHand(model: Model): Matter | null {
  if (model.onboarding) return model.onboarding.facts ? { kind: 'client', id: model.onboarding.id } : null;
  const page = openTarget(model.detail);
  if (page) return page.facts ? { kind: page.kind, id: page.id } : null;
  const row = caseAtHand(model);
  if (row) return { kind: 'case', id: row.id };
  const { view, tables, today } = model;
  if (view === 'cases' || today.open) return null;
  const id = selectedRow(tables[view])?.id;
  return id === undefined ? null : { kind: view === 'clients' ? 'client' : 'transaction', id };
}

/** The text as it stands now. */
export function escalationText({ escalation, drafts }: Model): string {
  return escalation === null ? '' : (drafts.get(matterKey(escalation.on)) ?? escalation.facts?.text ?? '');
}

export class Escalating {
  readonly #store: Store;
  readonly #host: Host;
  readonly #messages: Messages;

  constructor(store: Store, host: Host, messages: Messages) {
    this.#store = store;
    this.#host = host;
    this.#messages = messages;
  }

  async open(on: Matter): Promise<void> {
    this.#store.send({ kind: 'dialogOpened', dialog: { kind: 'escalation', on } });
    try {
      this.#store.send({ kind: 'escalationArrived', on, facts: await this.#host.escalation(on) });
    } catch (thrown) {
      this.#store.send({ kind: 'escalationFailed', on, problem: asProblem(thrown) });
    }
  }

  /** As the person leaves it with every key; null: as it came. */
  write(text: string | null): void {
    const { escalation } = this.#store.model;
    if (!escalation) return;
    const same = text === escalation.facts?.text;
    this.#store.send({ kind: 'escalationWritten', on: escalation.on, text: same ? null : text });
  }

  copy(): Promise<void> {
    const text = escalationText(this.#store.model);
    const copied = this.#host.copyEscalation(text).then(() => 'Copied the text');
    return this.#say('Nothing was copied', copied);
  }

  mail(): Promise<void> {
    const { escalation } = this.#store.model;
    if (!escalation?.facts) return Promise.resolve();
    const opened = this.#host.mailEscalation(escalation.facts.subject, escalationText(this.#store.model));
    const words = { opened: 'Opened in your mail program', openedAndCopied: 'Opened. The text is copied: paste it into the e-mail' };
    return this.#say('Nothing was opened', opened.then((outcome) => words[outcome]));
  }

  async #say(failed: string, work: Promise<string>): Promise<void> {
    try {
      this.#messages.done(ESCALATION_TOPIC, await work, null);
    } catch (thrown) {
      this.#messages.failed(ESCALATION_TOPIC, failed, asProblem(thrown));
    }
  }
}
