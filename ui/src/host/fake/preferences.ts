/** Preferences with the bounds and the sentences of the program. */
import type { Preferences } from '../../gen/types';
import { HostError } from '../host';

export const FIRST_PREFERENCES: Preferences = {
  idleLockMinutes: null,
  syncMinutes: 15,
  csvProfile: 'excel',
  density: 'comfortable',
  unsignedDays: 14,
  stuckDays: 90,
  escalationRecipient: '',
  notify: false,
  sidebar: false,
  chartOpen: true,
  chartMonths: 'twelve',
  chartAsTable: false,
};

const ADDRESS = /^[^\s@,;<>()"\\[\]:]+@[^\s@,;<>()"\\[\]:?&]+\.[^\s@,;<>()"\\[\]:?&]+$/;

export function checked(preferences: Preferences): Preferences {
  const escalationRecipient = preferences.escalationRecipient.trim();
  const { idleLockMinutes: idle } = preferences;
  const rules: readonly [boolean, string][] = [
    [idle === null || within(idle, 1, 1440), 'The time until the lock is between a minute and a day.'],
    [within(preferences.syncMinutes, 5, 240), 'The time between two syncs is between 5 minutes and 4 hours.'],
    [within(preferences.unsignedDays, 1, 365), 'A customer can need attention after 1 to 365 days without a signature.'],
    [within(preferences.stuckDays, 1, 730), 'A case can need attention after 1 to 730 days in one status.'],
    [
      escalationRecipient === '' || ADDRESS.test(escalationRecipient),
      'This is not one e-mail address, such as support@example.com.',
    ],
  ];
  const broken = rules.find(([holds]) => !holds);
  if (broken) throw new HostError({ code: 'invalidRequest', message: broken[1], hint: null });
  return { ...preferences, escalationRecipient };
}

function within(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
