import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { $, openWindow, shown, text, violations } from './window';

const type = userEvent.setup();

async function openClient(done: boolean) {
  const { host, desk } = await openWindow('full');
  const client = host.world.clients.rows.find(
    ({ onboardingDone, casesTotal }) => onboardingDone === done && (!done || casesTotal > 50),
  );
  if (!client) throw new Error('no such client');
  desk.openClient(client.id);
  await shown('[data-page=client] [data-panel=cases]');
  return { host, desk, client };
}

it('shows facts, standing, fees and the newest cases', async () => {
  const { client } = await openClient(true);
  expect(text('h1')).toBe(`Customer ${client.customer?.text}`);
  expect(text('[data-panel=attribution]')).toContain(client.attributed ? 'every one of its cases' : 'handed in through you');
  expect(text('[data-panel=facts]')).toContain(client.tenant?.text ?? 'no tenant');
  expect(text('[data-panel=facts]')).toContain('Identity check Verified');
  expect(text('[data-panel=cases] h2')).toBe(`Cases: 12 of ${client.casesTotal}, open ones first`);
  expect(document.querySelectorAll('[data-panel=cases] tbody tr').length).toBe(12);
  const open = [...document.querySelectorAll('[data-panel=cases] tbody tr')].map((row) => !/Closed|Merged/.test(row.textContent ?? ''));
  expect(open).toEqual([...open].sort((a, b) => Number(b) - Number(a)));
  expect(open).toContain(true);
  expect(text('[data-stage=earned]')).toContain('USD');
  // Debitura states another total on the same page: each says what it counts.
  expect(text('[data-stage=earned]')).toContain('ready, awaiting and paid');
  expect(text('[data-panel=facts]')).toContain('may differ from your fees by stage');
  expect(await violations()).toEqual([]);
});

it('says at its top in one line what it has earned, and leads from there to all of it', async () => {
  const { desk, host } = await openClient(true);
  const line = text('[data-testid=fees-in-short]');
  const earned = /[\d,]+\.\d\d/.exec(text('[data-stage=earned]'))?.[0] ?? 'no sum';
  expect(line).toMatch(/^Fees Total earned /);
  expect(line).toContain(`${earned} USD`);
  expect(document.querySelectorAll('[data-testid=fees-in-short] li').length).toBe(document.querySelectorAll('[data-panel=earnings] [data-stage]').length);
  await type.click($('[data-testid=fees-in-short] button'));
  expect((document.activeElement as HTMLElement).dataset.panel).toBe('earnings');
  const without = host.world.clients.rows.find(({ casesTotal }) => casesTotal === 0);
  desk.openClient(without?.id ?? '');
  await vi.waitFor(() => expect(text('[data-testid=fees-in-short]')).toMatch(/^Fees (Not yet|Cannot be told) Why\?/));
});

it('leads to a case and back to the button that led there', async () => {
  await openClient(true);
  const link = $('[data-panel=cases] tbody tr:nth-child(3) button');
  const { opens } = link.dataset;
  link.focus();
  await type.keyboard('{Enter}');
  await shown('[data-page=case] [data-panel=status]');
  expect(text('[data-action=back]')).toBe('Customer');
  await type.keyboard('{Escape}');
  await shown('[data-page=client]');
  expect((document.activeElement as HTMLElement).dataset.opens).toBe(opens);
});

it('goes in no circle between a case and its customer', async () => {
  const { desk } = await openClient(true);
  await type.click($('[data-panel=cases] tbody button'));
  await shown('[data-page=case] [data-panel=customer]');
  await type.keyboard('{Control>}{Shift>}u{/Shift}{/Control}');
  await shown('[data-page=client]');
  expect(desk.model.detail?.stack.length).toBe(1);
  await type.keyboard('{Escape}');
  await shown('[role=grid]');
});

it('shows all of its cases in the table', async () => {
  const { desk, client } = await openClient(true);
  expect(text('[data-action=showCases]')).toBe(`Show all ${client.casesTotal} in Cases`);
  await type.click($('[data-action=showCases]'));
  await shown('[role=grid]');
  await vi.waitFor(() => expect(desk.model.tables.cases.total).toBe(client.casesTotal));
  expect(desk.model.tables.cases.query.filters.client).toBe(client.id);
  expect(desk.model.tables.cases.clientName).toBe(client.customer?.text);
});

it('offers the onboarding link of a client who has not signed', async () => {
  const { client } = await openClient(false);
  expect(text('[data-panel=onboarding]')).toContain('not signed yet');
  $('[data-action=onboarding]').focus();
  await type.keyboard('{Enter}');
  await shown('dialog #onboarding-steps');
  expect(text('dialog .about')).toBe(client.customer?.text);
  await type.keyboard('{Escape}');
  $('dialog').dispatchEvent(new Event('cancel', { cancelable: true }));
  await vi.waitFor(() => expect(document.querySelector('dialog')).toBeNull());
  expect((document.activeElement as HTMLElement).dataset.action).toBe('onboarding');
});

it('says so when the customer is not listed', async () => {
  const { desk } = await openWindow('offline');
  desk.openClient('nobody');
  await vi.waitFor(() => expect(text('[role=alert]')).toContain('not in the synced list of clients'));
});
