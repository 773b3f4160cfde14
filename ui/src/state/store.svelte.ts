/** Holds the model and makes it reactive. */
import type { TableEvent, UiEvent } from './events';
import type { ViewName } from './kinds';
import { firstModel, type Model } from './model';
import { reduce, reduceTables } from './reduce';

export class Store {
  // Raw: the model is never changed in place, and proxying thousands of rows would cost for nothing.
  #model = $state.raw<Model>(firstModel(Date.now()));

  get model(): Model {
    return this.#model;
  }

  send(event: UiEvent): void {
    this.#model = reduce(this.#model, event);
  }

  /** An event of one table. */
  sendTo<V extends ViewName>(event: TableEvent<V>): void {
    this.#model = reduceTables(this.#model, event);
  }
}
