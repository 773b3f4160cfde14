/** The report for whoever mends the program: shown first, then passed on as it was shown. */
import { asProblem, type Host } from '../host/host';

export class Diagnosing {
  readonly #host: Host;

  constructor(host: Host) {
    this.#host = host;
  }

  /** The text, or a sentence that says why there is none. */
  report(): Promise<string> {
    return this.#orSay(this.#host.diagnostics());
  }

  /** What came of it, for the person. */
  copy(): Promise<string> {
    return this.#orSay(this.#host.copyDiagnostics().then(() => 'Copied.'));
  }

  /** The same; nothing when the person changed their mind. */
  save(): Promise<string> {
    return this.#orSay(this.#host.saveDiagnostics().then((name) => (name === null ? '' : `Saved ${name}.`)));
  }

  async #orSay(work: Promise<string>): Promise<string> {
    try {
      return await work;
    } catch (thrown) {
      return asProblem(thrown).message;
    }
  }
}
