/** Picked rows of a list: a small stand-in for what the program finds in its copy. */
import type { Listing, RowIdsRequest, RowsCopy } from '../../gen/types';
import { HostError } from '../host';
import type { World } from './world';

const ROWS_MAX = 10_000;

function idsOf(world: World, listing: Listing): readonly string[] {
  switch (listing.view) {
    case 'cases':
      return world.cases.find(listing).rows.map(({ id }) => id);
    case 'clients':
      return world.clients.find(listing).rows.map(({ id }) => id);
    case 'earnings':
      return world.earnings.find(listing).rows.map(({ id }) => id);
  }
}

export function pickedOf(world: World, { listing, rows }: RowsCopy): readonly string[] {
  const named = new Set(rows.kind === 'some' ? rows.ids : rows.but);
  const picked = idsOf(world, listing).filter((id) => named.has(id) === (rows.kind === 'some'));
  if (picked.length > ROWS_MAX) throw new HostError(TOO_MANY);
  if (picked.length === 0) throw new HostError(NONE_LEFT);
  return picked;
}

export function rowIdsOf(world: World, { listing, offset, limit }: RowIdsRequest): string[] {
  return idsOf(world, listing).slice(offset, offset + limit);
}

const TOO_MANY = {
  code: 'invalidRequest',
  message: 'At most 10,000 rows can be copied.',
  hint: 'Narrow the list down, or export it as a file: a file has no such limit.',
} as const;

const NONE_LEFT = {
  code: 'invalidRequest',
  message: 'These rows are no longer in the list.',
  hint: 'Pick others, and copy again.',
} as const;
