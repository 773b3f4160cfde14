import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { ClientRow, LinkTrouble } from '../src/gen/types';
import type { FakeHost } from '../src/host/fake';
import { OFFLINE, type ScenarioName } from '../src/host/fake/scenarios';
import { $, openWindow, shown, text, violations } from './window';

const type = userEvent.setup();

/** By the place among those who have not signed: the made-up links come in that order. */
const PLACE = { good: 0, signsMeanwhile: 1, missing: 2, malformed: 3, notHttps: 4, foreignHost: 5 };

async function openDialog(place: number, name: ScenarioName = 'full') {
  const { host, desk } = await openWindow(name);
  const client = host.world.clients.rows.filter(({ onboardingDone }) => !onboardingDone)[place] as ClientRow;
  desk.openOnboarding(client.id);
  await shown('dialog [data-testid=link-age], dialog [data-testid=onboarding-done]');
  return { host, desk, client };
}

const uses = (host: FakeHost) =>
  host.calls.map(({ name }) => name).filter((name) => /^(copyOnboarding|openOnboarding)/.test(name));

it('opens from a pending row and has the link at the first key', async () => {
  const { host, desk } = await openWindow('full');
  desk.showView('clients');
  await shown('[data-tab=unsigned]');
  await type.click($('[data-tab=unsigned]'));
  await vi.waitFor(() => expect(document.querySelector('[data-row-id]')).not.toBeNull());
  await type.click($('#search'));
  await type.keyboard('{ArrowDown}{Enter}');
  await shown('#onboarding-url');
  await vi.waitFor(() => expect((document.activeElement as HTMLElement).dataset.action).toBe('copyLink'));
  await type.keyboard('{Enter}');
  await vi.waitFor(() => expect(text('[data-testid=said]')).toBe('Copied the link'));
  expect(uses(host)).toEqual(['copyOnboardingLink']);
  expect(document.querySelector('.dock [data-testid=toast]')).toBeNull();
});

it('shows the full link, the steps and what helps; axe has nothing to say', async () => {
  const { client } = await openDialog(PLACE.good);
  expect(($('#onboarding-url') as HTMLTextAreaElement).value).toMatch(/^https:\/\/referral\.debitura\.com\//);
  await vi.waitFor(() => expect(text('[data-testid=link-age]')).toBe('Confirmed with Debitura just now.'));
  const words = text('dialog');
  for (const part of ['Confirm the company’s details', 'sign', '24 hours', 'spam', 'Disposable', 'Already a customer', 'POST /clients']) {
    expect(words).toContain(part);
  }
  expect(text('[data-testid=tenant]')).toBe(client.tenant?.text);
  expect(await violations($('dialog'))).toEqual([]);
});

it('leads to the page of a customer that has not signed too', async () => {
  const { desk, client } = await openDialog(PLACE.good);
  const button = $('dialog [data-action=openCustomer]');
  expect(button.textContent?.trim()).toBe('Open customer');
  await type.click(button);
  await vi.waitFor(() => expect(text('[data-page=client] h1')).toContain(client.customer?.text));
  expect(desk.model.dialog).toBeNull();
});

it('has a key for each of its three ways, and hears no other command', async () => {
  const { host, desk } = await openDialog(PLACE.good);
  await type.keyboard('{Control>}{Shift>}c{/Shift}{/Control}');
  await type.keyboard('{Control>}{Shift>}m{/Shift}{/Control}');
  await type.keyboard('{Control>}{Shift>}o{/Shift}{/Control}');
  expect(uses(host)).toEqual(['copyOnboardingLink', 'copyOnboardingMessage', 'openOnboardingLink']);
  await type.keyboard('{Control>}2{/Control}');
  expect(desk.model.view).toBe('cases');
  await vi.waitFor(() => expect(text('[data-testid=said]')).toBe('Opened in the browser'));
});

it('says in the dialog that nothing was copied, and forgets it with the dialog', async () => {
  const { host, desk, client } = await openDialog(PLACE.good);
  host.failures.set('copyOnboardingLink', { code: 'internal', message: 'The clipboard could not be used.', hint: null });
  await type.click($('[data-action=copyLink]'));
  await vi.waitFor(() => expect(text('[data-testid=said]')).toContain('The clipboard could not be used.'));
  desk.closeDialog();
  desk.openOnboarding(client.id);
  await shown('[data-action=copyLink]');
  expect(text('[data-testid=said]')).toBe('');
});

it.each([
  ['malformed', '<b>x</b>'],
  ['notHttps', 'javascript:alert(document.domain)'],
  ['foreignHost', 'referral.debitura.example'],
] satisfies [LinkTrouble, string][])('shows a link that is %s, and neither copies nor opens it', async (trouble, part) => {
  const { host } = await openDialog(PLACE[trouble]);
  expect(text('[data-testid=suspect]')).toContain(part);
  expect(text('dialog .message')).toContain('neither copied nor opened');
  expect(document.querySelector('dialog a, dialog textarea, dialog b')).toBeNull();
  for (const action of ['copyLink', 'copyMessage', 'openLink']) {
    expect(document.querySelector(`[data-action=${action}]`)).toBeNull();
  }
  await type.keyboard('{Control>}{Shift>}c{/Shift}{/Control}');
  await type.keyboard('{Control>}{Shift>}o{/Shift}{/Control}');
  expect(uses(host)).toEqual([]);
  expect(await violations($('dialog'))).toEqual([]);
});

it('explains a missing link and how to come by one', async () => {
  await openDialog(PLACE.missing);
  expect(text('dialog .message')).toContain('sends no link');
  expect(document.querySelector('[data-testid=suspect]')).toBeNull();
  expect(($('dialog details') as HTMLDetailsElement).open).toBe(true);
});

it('says that the customer has signed meanwhile, and leads to its page', async () => {
  const { client } = await openDialog(PLACE.signsMeanwhile);
  await shown('[data-testid=onboarding-done]');
  expect(document.querySelector('[data-action=copyLink]')).toBeNull();
  expect(await violations($('dialog'))).toEqual([]);
  await type.click($('dialog [data-action=openCustomer]'));
  await shown('[data-page=client] [data-panel=facts]');
  expect(document.querySelector('dialog')).toBeNull();
  expect(text('h1')).toBe(`Customer ${client.customer?.text}`);
  expect(document.activeElement?.id).toBe('page-title');
});

it('does not sound surer of a link than it is', async () => {
  const { host } = await openDialog(PLACE.good, 'offline');
  expect(text('[data-testid=link-age]')).toBe('Offline. Last confirmed 2 hours ago, and may have been replaced since.');
  expect(host.calls.some(({ name }) => name === 'clientRefresh')).toBe(false);
});

it('keeps the link when the fresh read fails, and says so', async () => {
  const { host, desk } = await openWindow('full');
  host.failures.set('clientRefresh', OFFLINE);
  const client = host.world.clients.rows.find(({ onboardingDone }) => !onboardingDone);
  desk.openOnboarding(client?.id ?? '');
  await vi.waitFor(() => expect(text('[data-testid=link-age]')).toContain('Could not be refreshed: Debitura cannot be reached.'));
  expect(document.querySelector('#onboarding-url')).not.toBeNull();
  await type.click($('[data-testid=link-age] button'));
  await vi.waitFor(() => expect(text('[data-testid=link-age]')).toBe('Confirmed with Debitura just now.'));
});

it('closes with the session', async () => {
  const { host, desk } = await openDialog(PLACE.good);
  host.emit({ kind: 'session', session: { ...host.app.session, state: 'expired' } });
  await shown('#guid');
  expect(desk.model.onboarding).toBeNull();
  expect(document.querySelector('dialog')).toBeNull();
});
