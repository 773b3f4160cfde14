import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { $, openWindow, rowIds, text, violations } from './window';

const type = userEvent.setup();
const cells = (name: string) =>
  [...document.querySelectorAll(`[data-row-id] [data-cell=${name}]`)].map((cell) => cell.textContent?.trim());

async function openClients(name: Parameters<typeof openWindow>[0] = 'full') {
  const opened = await openWindow(name);
  opened.desk.showView('clients');
  await vi.waitFor(() => expect(opened.desk.model.tables.clients.shown).not.toBeNull());
  return opened;
}

it('shows cards, tabs and columns, and axe has nothing to say', async () => {
  const { host } = await openClients();
  const { rows } = host.world.clients;
  const complete = rows.filter(({ onboardingDone }) => onboardingDone).length;
  await vi.waitFor(() => expect(text('[data-card=total]')).toBe(`Total ${rows.length}`));
  expect(text('[data-card=complete]')).toBe(`Onboarding complete ${complete}`);
  expect(text('[data-card=pending]')).toBe(`Onboarding pending ${rows.length - complete}`);
  expect(text('[data-tab=unsigned]')).toBe(`Unsigned SDCA ${rows.length - complete}`);
  expect([...document.querySelectorAll('[role=columnheader]')].map((head) => head.textContent?.trim())).toEqual([
    'Customer',
    'Onboarding Status',
    'Attribution',
    'Linked on',
    'Cases (open / all)',
    'Earned (USD)',
    'Country',
    'Reg. no.',
    'E-mail',
  ]);
  expect(await violations()).toEqual([]);
});

it('says the onboarding status in words and with a sign', async () => {
  await openClients();
  await type.click($('[data-tab=unsigned]'));
  await vi.waitFor(() => expect(new Set(cells('onboarding'))).toEqual(new Set(['Pending'])));
  expect(document.querySelectorAll('[data-row-id] [data-cell=onboarding] svg.pending').length).toBe(rowIds().length);
  await type.click($('[data-card=complete]'));
  await vi.waitFor(() => expect(new Set(cells('onboarding'))).toEqual(new Set(['Complete'])));
  expect($('[data-tab=complete]').getAttribute('aria-selected')).toBe('true');
});

it('finds by name, registration number, e-mail and tenant id', async () => {
  const { host, desk } = await openClients();
  const client = host.world.clients.rows.find(({ customer, registrationNumber, email }) => customer && registrationNumber && email);
  if (!client) throw new Error('some client has all');
  for (const cell of [client.customer, client.registrationNumber, client.email, client.tenant]) {
    desk.lists.search(cell?.text ?? '');
    await vi.waitFor(() => expect(desk.model.tables.clients.shown?.search).toBe(cell?.text));
    await vi.waitFor(() => expect(rowIds()).toContain(client.id));
  }
});

it('opens the onboarding of a pending client and the page of a complete one', async () => {
  const { desk } = await openClients();
  await type.click($('[data-tab=unsigned]'));
  await vi.waitFor(() => expect(cells('onboarding')[0]).toBe('Pending'));
  await type.click($('[data-row-id] [data-cell=customer]'));
  expect(desk.model.dialog).toEqual({ kind: 'onboarding', id: desk.model.tables.clients.selectedId });
  desk.closeDialog();
  await type.click($('[data-tab=complete]'));
  await vi.waitFor(() => expect(cells('onboarding')[0]).toBe('Complete'));
  await type.click($('[data-row-id] [data-cell=customer]'));
  expect(desk.model.detail?.stack[0]).toMatchObject({ kind: 'client', id: desk.model.tables.clients.selectedId });
});

it.each([
  ['empty', 'No customers yet'],
  ['none', 'Nothing has been synced yet'],
  ['broken', 'The customers cannot be shown'],
] as const)('explains an empty table: %s', async (name, title) => {
  const { desk } = await openWindow(name);
  desk.showView('clients');
  await vi.waitFor(() => expect(text('.empty h2')).toBe(title));
});
