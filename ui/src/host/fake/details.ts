/** One case, one client and the onboarding link of the made-up portfolio. */
import { type Host, HostError } from '../host';
import type { World } from './world';

/** Answers as the host does: after a while, with the failure that was set for it, and noted down. */
export type Answer = <T>(name: keyof Host, make: () => T, argument?: unknown) => Promise<T>;

export class FakeDetails {
  readonly #world: () => World;
  readonly #answer: Answer;

  constructor(world: () => World, answer: Answer) {
    this.#world = world;
    this.#answer = answer;
  }

  caseDetail: Host['caseDetail'] = (id) => this.#answer('caseDetail', () => this.#unknown(id), id);
  caseRefresh: Host['caseRefresh'] = (id) => this.#answer('caseRefresh', () => this.#unknown(id), id);
  clientDetail: Host['clientDetail'] = (id) => this.#answer('clientDetail', () => this.#unknown(id), id);
  clientRefresh: Host['clientRefresh'] = (id) => this.#answer('clientRefresh', () => this.#unknown(id), id);
  onboarding: Host['onboarding'] = (id) => this.#answer('onboarding', () => this.#unknown(id), id);
  copyOnboardingLink: Host['copyOnboardingLink'] = (id) => this.#answer('copyOnboardingLink', () => this.#unknown(id), id);
  copyOnboardingMessage: Host['copyOnboardingMessage'] = (id) =>
    this.#answer('copyOnboardingMessage', () => this.#unknown(id), id);
  openOnboardingLink: Host['openOnboardingLink'] = (id) => this.#answer('openOnboardingLink', () => this.#unknown(id), id);

  #unknown(id: string): never {
    const known = this.#world().cases.rows.some((row) => row.id === id);
    throw new HostError({
      code: 'invalidRequest',
      message: known ? 'The made-up data holds no details.' : 'This is not in the made-up data.',
      hint: null,
    });
  }
}
