/** How the open page of a case or a client changes. Pure. */

/** What a page is about. */
export interface Target {
  readonly kind: 'case' | 'client';
  readonly id: string;
}

export interface DetailModel {
  /** The way that led here, never empty; the last one is open. */
  readonly stack: readonly Target[];
}

export type DetailEvent =
  | { kind: 'detailOpened'; target: Target }
  /** One step back; from the first page to the table. */
  | { kind: 'detailLeft' };

export function reduceDetail(detail: DetailModel | null, event: DetailEvent): DetailModel | null {
  switch (event.kind) {
    case 'detailOpened':
      return { stack: [...(detail?.stack ?? []), event.target] };
    case 'detailLeft': {
      const stack = detail?.stack.slice(0, -1) ?? [];
      return stack.length === 0 ? null : { stack };
    }
  }
}

/** The page that is open. */
export function openTarget(detail: DetailModel | null): Target | null {
  return detail?.stack.at(-1) ?? null;
}
