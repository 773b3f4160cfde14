/** The commands about one case, one client and one onboarding link. */
import { type Host, HostError } from '../host';
import { DetailFacts } from './detailFacts';
import { outlookOf } from './outlook';
import { OFFLINE } from './scenarios';
import type { World } from './world';

/** Answers as the host does: after a while, with the failure that was set for it, and noted down. */
export type Answer = <T>(name: keyof Host, make: () => T, argument?: unknown) => Promise<T>;

interface Around {
  readonly now: number;
  world(): World;
  isOffline(): boolean;
  recipient(): string | null;
  asOf(): string | null;
}

export class FakeDetails {
  readonly #facts: DetailFacts;
  readonly #around: Around;
  readonly #answer: Answer;

  constructor(around: Around, answer: Answer) {
    this.#around = around;
    this.#answer = answer;
    this.#facts = new DetailFacts(() => around.world(), around.now, () => around.asOf());
  }

  caseDetail: Host['caseDetail'] = (id, chosen) =>
    this.#answer('caseDetail', () => this.#facts.caseDetail(id, chosen), id);
  caseRefresh: Host['caseRefresh'] = (id) => this.#answer('caseRefresh', () => this.#read(id), id);
  clientDetail: Host['clientDetail'] = (id, chosen) =>
    this.#answer('clientDetail', () => this.#facts.clientDetail(id, chosen), id);
  clientRefresh: Host['clientRefresh'] = (id) => this.#answer('clientRefresh', () => this.#read(id), id);
  onboarding: Host['onboarding'] = (id) => this.#answer('onboarding', () => this.#facts.onboarding(id), id);

  escalation: Host['escalation'] = (on) => this.#answer('escalation', () => this.#facts.escalation(on, this.#around.recipient()), on);

  copyOnboardingLink: Host['copyOnboardingLink'] = (id) => this.#answer('copyOnboardingLink', () => this.#use(id), id);
  copyOnboardingMessage: Host['copyOnboardingMessage'] = (id) =>
    this.#answer('copyOnboardingMessage', () => this.#use(id), id);
  openOnboardingLink: Host['openOnboardingLink'] = (id) => this.#answer('openOnboardingLink', () => this.#use(id), id);

  outlookOfCase = (id: string) => outlookOf(this.#facts.caseDetail(id, null).fee);
  outlookOfClient = (id: string) => outlookOf(this.#facts.clientDetail(id, null).fee);

  #read(id: string): void {
    if (this.#around.isOffline()) throw new HostError(OFFLINE);
    this.#facts.refreshed(id);
  }

  /** The link is checked where it is kept, whatever the window thinks of it. */
  #use(id: string): void {
    const { trouble, troubleWords } = this.#facts.onboarding(id);
    if (trouble !== null) throw new HostError({ code: 'invalidRequest', message: troubleWords ?? '', hint: null });
  }
}
