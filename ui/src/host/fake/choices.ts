/** The names that a filter offers, the most frequent first. */
import type { ChoiceField, Choices, ChoicesRequest } from '../../gen/types';
import { fold, wordsOf } from './search';
import type { World } from './world';

const CHOICES_MAX = 200;

export function choicesOf(world: World, { field, search }: ChoicesRequest): Choices {
  const counted = new Map<string | null, number>();
  for (const name of namesOf(world, field)) counted.set(name, (counted.get(name) ?? 0) + 1);
  const words = wordsOf(search);
  const found = [...counted]
    .filter(([name]) => words.every((word) => name !== null && fold(name).text.includes(word)))
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name ?? '').localeCompare(b.name ?? ''));
  return { choices: found.slice(0, CHOICES_MAX), more: found.length > CHOICES_MAX };
}

function namesOf({ cases, clients, earnings }: World, field: ChoiceField): (string | null)[] {
  switch (field) {
    case 'caseCustomers':
      return cases.rows.map(({ customer }) => customer?.text ?? null);
    case 'caseCollectionPartners':
      return cases.rows.map(({ collectionPartner }) => collectionPartner);
    case 'caseCountries':
      return cases.rows.map(({ country }) => country);
    case 'clientCountries':
      return clients.rows.map(({ country }) => country);
    case 'earningsCustomers':
      return earnings.rows.map(({ customer }) => customer?.text ?? null);
  }
}
