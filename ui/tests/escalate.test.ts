import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { ACTIONS, actionFor } from '../src/actions';
import type { CommandError } from '../src/gen/types';
import type { FakeHost } from '../src/host/fake';
import { CACHE, EXPIRED, type ScenarioName } from '../src/host/fake/scenarios';
import type { Desk } from '../src/state/desk';
import { addressLength } from '../src/words/escalate';
import { $, openWindow, shown, text, violations } from './window';

const type = userEvent.setup();
const PLACE = /\[Please describe/;

const field = () => $('#escalation-text') as HTMLTextAreaElement;
const called = (host: FakeHost, name: string) => host.calls.filter((call) => call.name === name).map(({ argument }) => argument);

async function openOnCase(name: ScenarioName = 'full'): Promise<{ host: FakeHost; desk: Desk; id: string; reference: string }> {
  const { host, desk } = await openWindow(name);
  const row = host.world.cases.rows.find(({ status }) => status.tab === 'active');
  if (!row) throw new Error('no such case');
  desk.openCase(row.id);
  await shown('[data-action=escalate]');
  await type.keyboard('{Control>}{Shift>}e{/Shift}{/Control}');
  await shown('#escalation-text');
  return { host, desk, id: row.id, reference: row.reference.text };
}

const closed = () => vi.waitFor(() => expect(document.querySelector('dialog')).toBeNull());
const escape = () => $('dialog').dispatchEvent(new Event('cancel', { cancelable: true }));

it('composes the e-mail, selects the place of the description, and says what goes there and how fast', async () => {
  const { reference } = await openOnCase();
  expect(field().value).toContain(reference);
  await vi.waitFor(() => expect(document.activeElement).toBe(field()));
  await vi.waitFor(() => expect(field().value.slice(field().selectionStart, field().selectionEnd)).toMatch(PLACE));
  const words = text('dialog');
  for (const part of ['How a case is handled', 'collection partner', 'Compliance', 'disputed fee', 'Technical trouble', 'two business days']) {
    expect(words).toContain(part);
  }
  expect(words).toContain('No address is set');
  expect(await violations($('dialog'))).toEqual([]);
});

it('keeps what was written when it is closed by accident, and starts over on demand', async () => {
  const { host, desk, id } = await openOnCase();
  await type.clear(field());
  await type.type(field(), 'The debtor is my neighbour.');
  escape();
  await closed();
  desk.back();
  await shown('[role=grid]');
  desk.openCase(id);
  await shown('[data-action=escalate]');
  await type.click($('[data-action=escalate]'));
  await shown('[data-testid=start-over]');
  expect(field().value).toBe('The debtor is my neighbour.');
  expect(text('dialog')).toContain('Your draft, kept until you log out or lock.');
  await type.click($('[data-testid=start-over]'));
  await vi.waitFor(() => expect(field().value).toMatch(PLACE));
  expect(document.querySelector('[data-testid=start-over]')).toBeNull();
  expect(called(host, 'escalation').length).toBe(2);
});

it('leads to the address in the settings, and from there back to the e-mail with what was written', async () => {
  await openOnCase();
  await type.clear(field());
  await type.type(field(), 'Please look into this.');
  await type.click($('.to-settings'));
  await shown('#escalation-recipient');
  await vi.waitFor(() => expect(document.activeElement?.id).toBe('escalation-recipient'));
  await type.keyboard('desk@debitura.example');
  await type.click($('#close-settings'));
  await shown('#escalation-text');
  await vi.waitFor(() => expect(text('dialog')).toContain('desk@debitura.example'));
  expect(field().value).toBe('Please look into this.');
  expect(document.querySelector('.to-settings')).toBeNull();
});

it('keeps one draft per matter', async () => {
  const { host, desk } = await openOnCase();
  await type.type(field(), 'The one before.');
  escape();
  await closed();
  const other = host.world.cases.rows.find(({ status }) => status.tab === 'closed');
  void desk.escalating.open({ kind: 'case', id: other?.id ?? '' });
  await shown('#escalation-text');
  expect(field().value).toContain(other?.reference.text);
  expect(field().value).not.toContain('The one before.');
});

it('copies and opens what the person wrote, by key and by button', async () => {
  const { host } = await openOnCase();
  await type.clear(field());
  await type.type(field(), 'Short & sweet');
  await type.keyboard('{Control>}{Shift>}c{/Shift}{/Control}');
  await vi.waitFor(() => expect(text('[data-testid=said]')).toBe('Copied the text'));
  await type.keyboard('{Control>}{Enter}{/Control}');
  await vi.waitFor(() => expect(text('[data-testid=said]')).toBe('Opened in your mail program'));
  await type.click($('[data-action=copyEscalation]'));
  await type.click($('[data-action=mailEscalation]'));
  expect(called(host, 'copyEscalation')).toEqual(['Short & sweet', 'Short & sweet']);
  expect(called(host, 'mailEscalation').map((one) => (one as { text: string }).text)).toEqual(['Short & sweet', 'Short & sweet']);
  expect(called(host, 'copyCase')).toEqual([]);
  expect(document.querySelector('.dock [data-testid=toast]')).toBeNull();
});

it('says what happens with a text that a mail program does not take over', async () => {
  await openOnCase();
  expect(text('#escalation-note')).toContain('Nothing is sent from here');
  expect(text('[data-action=mailEscalation]')).toBe('Open in mail');
  await type.click(field());
  await type.paste('ش'.repeat(400));
  expect(text('#escalation-note')).toContain('2,000 characters');
  expect(text('[data-action=mailEscalation]')).toBe('Copy and open in mail');
  await type.click($('[data-action=mailEscalation]'));
  await vi.waitFor(() => expect(text('[data-testid=said]')).toContain('paste it into the e-mail'));
});

it('says so when the mail program cannot be opened, and loses nothing', async () => {
  const { host } = await openOnCase();
  const failure: CommandError = { code: 'internal', message: 'The mail program could not be opened.', hint: 'Copy the text.' };
  host.failures.set('mailEscalation', failure);
  const before = field().value;
  await type.click($('[data-action=mailEscalation]'));
  await vi.waitFor(() => expect(text('[data-testid=said]')).toContain('The mail program could not be opened.'));
  expect(field().value).toBe(before);
});

it('says so when the copy cannot be read', async () => {
  const { host, desk } = await openWindow('full');
  host.failures.set('escalation', CACHE);
  void desk.escalating.open({ kind: 'case', id: 'x' });
  await shown('dialog [role=alert]');
  expect(text('dialog')).toContain(CACHE.message);
  expect(await violations($('dialog'))).toEqual([]);
});

it('opens from a client, from a row of each table, and from the onboarding dialog', async () => {
  const { host, desk } = await openWindow('full');
  const asked = () => called(host, 'escalation').at(-1) as { kind: string; id: string };
  for (const [view, kind] of [
    ['cases', 'case'],
    ['clients', 'client'],
    ['earnings', 'transaction'],
  ] as const) {
    desk.showView(view);
    await vi.waitFor(() => expect(desk.model.tables[view].total).toBeGreaterThan(0));
    await vi.waitFor(() => expect(document.querySelector('[data-row-id]')).not.toBeNull());
    await type.click($('#search'));
    await type.keyboard('{ArrowDown}{ArrowDown}');
    await vi.waitFor(() => expect(desk.model.tables[view].selectedId).not.toBeNull());
    await type.keyboard('{Control>}{Shift>}e{/Shift}{/Control}');
    await shown('#escalation-text');
    expect(asked()).toEqual({ kind, id: desk.model.tables[view].selectedId });
    escape();
    await closed();
  }
  const unsigned = host.world.clients.rows.find(({ onboardingDone }) => !onboardingDone);
  desk.openOnboarding(unsigned?.id ?? '');
  await shown('dialog #onboarding-steps');
  await type.click($('dialog [data-action=escalate]'));
  await shown('#escalation-text');
  expect(asked()).toEqual({ kind: 'client', id: unsigned?.id });
});

it('stands in the menu of a row, about the row at hand', async () => {
  const { host, desk } = await openWindow('full');
  desk.showView('earnings');
  await shown('[data-row-id]');
  await type.click($('#search'));
  await type.keyboard('{ArrowDown}{ArrowDown}{Shift>}{F10}{/Shift}');
  await shown('#menu-escalate');
  await type.click($('#menu-escalate'));
  await shown('#escalation-text');
  expect(called(host, 'escalation')).toEqual([{ kind: 'transaction', id: desk.model.tables.earnings.selectedId }]);
});

it('leaves no draft and no text behind when the session ends', async () => {
  const { host, desk } = await openOnCase();
  await type.type(field(), 'secret');
  host.emit({ kind: 'session', session: { ...host.app.session, state: 'expired', notice: EXPIRED } });
  await shown('#guid');
  expect(desk.model.drafts.size).toBe(0);
  expect(desk.model.escalation).toBeNull();
  expect(document.body.textContent).not.toContain('secret');
});

it('has a key that exports where there is nothing to escalate', async () => {
  const { desk } = await openWindow('full');
  const press = new KeyboardEvent('keydown', { key: 'e', ctrlKey: true, shiftKey: true });
  expect(actionFor(press, desk)?.id).toBe('export');
  expect(ACTIONS.filter(({ id }) => id === 'escalate').length).toBe(1);
});

it('counts an address as it is encoded', () => {
  expect(addressLength(null, '', '')).toBe('mailto:?subject=&body='.length);
  expect(addressLength('a@b.c', 'x y', 'ü\n')).toBe('mailto:a@b.c?subject=x%20y&body=%C3%BC%0D%0A'.length);
  expect(addressLength(null, '', '\ud800')).toBeGreaterThan(0);
});
