/** Holds the model and makes it reactive. */
import type { UiEvent } from './events';
import { firstModel, type Model } from './model';
import { reduce } from './reduce';

export class Store {
  // Raw: the model is never changed in place, and proxying thousands of rows would cost for nothing.
  #model = $state.raw<Model>(firstModel(Date.now()));

  get model(): Model {
    return this.#model;
  }

  send(event: UiEvent): void {
    this.#model = reduce(this.#model, event);
  }
}
