/** What the window says beside the data: toasts for the eye, announcements for a screen reader. */
import type { ActionId } from '../actions';
import type { CommandError } from '../gen/types';
import type { Toast } from './model';
import type { Store } from './store.svelte';

const TOAST_MS = 9_000;
/** For what the person sees to be true anyway. */
const BRIEF_MS = 2_500;

export class Messages {
  readonly #store: Store;
  #lastId = 0;

  constructor(store: Store) {
    this.#store = store;
  }

  announce(text: string): void {
    this.#store.send({ kind: 'announced', text });
  }

  dismiss(id: number): void {
    this.#store.send({ kind: 'toastDismissed', id });
  }

  done(topic: string, title: string, detail: string | null): void {
    this.#passing({ topic, title, detail, brief: false }, TOAST_MS);
  }

  brief(topic: string, title: string): void {
    this.#passing({ topic, title, detail: null, brief: true }, BRIEF_MS);
  }

  /** Something was done that can be taken back for as long as this stands there. */
  undoable(topic: string, title: string, action: ActionId): void {
    this.#passing({ topic, title, detail: null, brief: false, action }, TOAST_MS);
  }

  #passing(words: Omit<Toast, 'id' | 'tone'>, ms: number): void {
    const id = ++this.#lastId;
    this.#store.send({ kind: 'toastShown', toast: { ...words, id, tone: 'done' } });
    setTimeout(() => this.dismiss(id), ms);
  }

  /** A failure stays until it is put away or a later try has another outcome. */
  failed(topic: string, title: string, { message, hint }: CommandError): void {
    const detail = hint ? `${message} ${hint}` : message;
    const toast: Toast = { id: ++this.#lastId, topic, tone: 'failed', title, detail, brief: false };
    this.#store.send({ kind: 'toastShown', toast });
  }
}
