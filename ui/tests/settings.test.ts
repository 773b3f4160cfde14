import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { DISK } from '../src/host/fake/scenarios';
import { idleOptions, syncOptions, typedDays } from '../src/words/settings';
import { $, openWindow, shown, text, violations } from './window';

const type = userEvent.setup();
const field = (id: string) => $(`#${id}`) as HTMLInputElement;

async function openSettings(scenario: Parameters<typeof openWindow>[0] = 'full') {
  const opened = await openWindow(scenario);
  await shown('[data-row-id]');
  await type.keyboard('{Control>},{/Control}');
  await shown('#close-settings');
  return opened;
}

it('opens with a key and from the account menu, every field named, and axe has nothing to say', async () => {
  await openSettings();
  expect(text('dialog h2')).toBe('Settings');
  expect(await violations($('dialog'))).toEqual([]);
  for (const control of document.querySelectorAll<HTMLInputElement>('dialog input, dialog select')) {
    expect(control.labels?.length, control.id).toBeGreaterThan(0);
  }
  expect(text('dialog')).toContain('Production');
  expect(text('dialog')).toContain('chosen at log-in');
  await type.click($('#close-settings'));
  await type.click($('#account'));
  expect(text('#settings')).toContain('Ctrl+,');
  await type.click($('#settings'));
  await shown('#close-settings');
});

it('says where a test session and a given address lead', async () => {
  const { host } = await openWindow('full');
  host.emit({ kind: 'session', session: { ...host.app.session, environment: 'test' } });
  await type.keyboard('{Control>},{/Control}');
  await shown('#close-settings');
  expect(text('.fact')).toContain('Test.');
});

it('applies each choice at once and keeps the others', async () => {
  const { desk, host } = await openSettings();
  const first = host.app.preferences;
  await type.selectOptions(field('sync-minutes'), 'Every 1 hour');
  await vi.waitFor(() => expect(desk.model.app?.preferences.syncMinutes).toBe(60));
  await type.selectOptions(field('idle-lock'), 'After 15 minutes');
  await type.click($('[name=density][value=compact]'));
  await type.click($('[name=csv-profile][value=plain]'));
  const expected = { ...first, syncMinutes: 60, idleLockMinutes: 15, density: 'compact', csvProfile: 'plain' };
  await vi.waitFor(() => expect(host.app.preferences).toEqual(expected));
  expect(desk.model.app?.preferences).toEqual(expected);
  expect(text('dialog [role=status]')).toBe('Kept.');
  await type.selectOptions(field('idle-lock'), 'Never');
  await vi.waitFor(() => expect(host.app.preferences.idleLockMinutes).toBeNull());
});

it('keeps changes that follow each other before the first is answered', async () => {
  const { desk, host } = await openSettings();
  void desk.preferring.change({ density: 'compact' });
  void desk.preferring.change({ syncMinutes: 30 });
  await desk.preferring.change({ stuckDays: 60 });
  expect(host.app.preferences).toMatchObject({ density: 'compact', syncMinutes: 30, stuckDays: 60 });
});

it('says beside the field what is wrong with it, and loses nothing that was typed', async () => {
  const { host } = await openSettings();
  for (const [id, bad, why] of [
    ['unsigned-days', 'soon', 'whole number of days'],
    ['unsigned-days', '0', '1 to 365 days'],
    ['stuck-days', '99999', '1 to 730 days'],
    ['escalation-recipient', 'a@b.example, c@d.example', 'not one e-mail address'],
  ] as const) {
    await type.clear(field(id));
    await type.type(field(id), `${bad}{Enter}`);
    await vi.waitFor(() => expect(text(`#${id}-problem`)).toContain(why));
    expect(field(id).value).toBe(bad);
    expect(field(id).getAttribute('aria-invalid')).toBe('true');
    expect(field(id).getAttribute('aria-describedby')).toContain(`${id}-problem`);
    expect(host.app.preferences).toMatchObject({ unsignedDays: 14, stuckDays: 90, escalationRecipient: '' });
    const good = id === 'escalation-recipient' ? ' help@debitura.example ' : '30';
    await type.clear(field(id));
    await type.type(field(id), good);
    await type.tab();
    await vi.waitFor(() => expect(field(id).value).toBe(good.trim()));
    await vi.waitFor(() => expect(document.querySelector(`#${id}-problem`)).toBeNull());
    if (id === 'unsigned-days') await vi.waitFor(() => expect(host.app.preferences.unsignedDays).toBe(30));
    await type.clear(field('unsigned-days'));
    await type.type(field('unsigned-days'), '14{Enter}');
    await vi.waitFor(() => expect(host.app.preferences.unsignedDays).toBe(14));
    if (id !== 'unsigned-days') break;
  }
});

it('keeps what is still being typed when one closes, and asks once before it drops what cannot be kept', async () => {
  const { host } = await openSettings();
  await type.clear(field('stuck-days'));
  await type.type(field('stuck-days'), '45');
  $('dialog').dispatchEvent(new Event('cancel', { cancelable: true }));
  await vi.waitFor(() => expect(document.querySelector('dialog')).toBeNull());
  expect(host.app.preferences.stuckDays).toBe(45);

  await type.keyboard('{Control>},{/Control}');
  await shown('#close-settings');
  expect(field('stuck-days').value).toBe('45');
  await type.clear(field('escalation-recipient'));
  await type.type(field('escalation-recipient'), 'nobody');
  await type.click($('#close-settings'));
  await vi.waitFor(() => expect(text('dialog [role=status]')).toContain('not kept yet'));
  expect(document.activeElement).toBe(field('escalation-recipient'));
  expect(field('escalation-recipient').value).toBe('nobody');
  await type.click($('#close-settings'));
  await vi.waitFor(() => expect(document.querySelector('dialog')).toBeNull());
  expect(host.app.preferences.escalationRecipient).toBe('');
});

it('says beside a choice that the disk refused it, and shows what holds', async () => {
  const { desk, host } = await openSettings();
  host.failures.set('setPreferences', DISK);
  await type.click($('[name=density][value=compact]'));
  await vi.waitFor(() => expect(text('#density-problem')).toContain(DISK.message));
  expect(desk.model.app?.preferences.density).toBe('comfortable');
  await type.click($('[name=density][value=compact]'));
  await vi.waitFor(() => expect(document.querySelector('#density-problem')).toBeNull());
});

it('gives rows less height at once and keeps the same ones in view', async () => {
  const { desk } = await openWindow('full');
  await shown('[data-row-id]');
  const rowAt = (index: number) => document.querySelector<HTMLElement>(`[aria-rowindex="${index + 2}"]`)?.style.transform;
  const scroller = $('.scroller');
  scroller.scrollTop = 3600;
  scroller.dispatchEvent(new Event('scroll'));
  await vi.waitFor(() => expect(rowAt(100)).toBe('translateY(3600px)'));
  await desk.preferring.change({ density: 'compact' });
  await vi.waitFor(() => expect(rowAt(100)).toBe('translateY(2800px)'));
  expect(scroller.scrollTop).toBe(2800);
  expect(scroller.style.getPropertyValue('--row')).toBe('28px');
  desk.showView('clients');
  await desk.preferring.change({ density: 'comfortable' });
  desk.showView('cases');
  await vi.waitFor(() => expect($('.scroller').scrollTop).toBe(3600));
});

it('keeps the format that was chosen for an export', async () => {
  const { host } = await openWindow('full');
  await shown('[data-row-id]');
  await type.click($('#export-format'));
  await type.click($('#profile-plain'));
  await vi.waitFor(() => expect(host.app.preferences.csvProfile).toBe('plain'));
  await type.keyboard('{Control>}e{/Control}');
  await vi.waitFor(() => expect(host.calls.some(({ name }) => name === 'exportCases')).toBe(true));
  expect(host.calls.find(({ name }) => name === 'exportCases')?.argument).toMatchObject({ profile: 'plain' });
});

it('begins anew after a log-out', async () => {
  const { desk } = await openWindow('full');
  await shown('[data-row-id]');
  await desk.preferring.change({ density: 'compact', escalationRecipient: 'help@debitura.example' });
  await desk.logOut();
  expect(desk.model.app?.preferences).toMatchObject({ density: 'comfortable', escalationRecipient: '' });
});

it('offers what the settings file says, also when it is none of the usual times', () => {
  expect(syncOptions(15).map(({ value }) => value)).toEqual([5, 10, 15, 30, 60, 120, 240]);
  expect(syncOptions(7).map(({ label }) => label).slice(0, 3)).toEqual(['Every 5 minutes', 'Every 7 minutes', 'Every 10 minutes']);
  expect(syncOptions(90).map(({ label }) => label)).toContain('Every 90 minutes');
  expect(idleOptions(1).map(({ label }) => label).slice(0, 2)).toEqual(['Never', 'After 1 minute']);
  expect(['14', ' 7 ', '0', '', '1.5', '-1', 'x', '٣', '1234567'].map(typedDays)).toEqual([14, 7, 0, null, null, null, null, null, null]);
});

it('notifies nobody before it is chosen, and says that it names nobody', async () => {
  const { host } = await openSettings();
  expect(host.app.preferences.notify).toBe(false);
  expect(field('notify').checked).toBe(false);
  expect(text('#notify-help')).toContain('no names, no references, no amounts');
  await type.click(field('notify'));
  await vi.waitFor(() => expect(host.app.preferences.notify).toBe(true));
  expect(text('dialog [role=status]')).toBe('Kept.');
  await type.click(field('notify'));
  await vi.waitFor(() => expect(host.app.preferences.notify).toBe(false));
});

it('stays off where the system shows no notifications, and says what to do', async () => {
  const { desk, host } = await openSettings();
  const refused = { code: 'internal', message: 'This computer does not show them.', hint: 'Allow them.' } as const;
  host.failures.set('setPreferences', refused);
  await type.click(field('notify'));
  await vi.waitFor(() => expect(text('#notify-problem')).toBe('This computer does not show them. Allow them.'));
  expect(desk.model.app?.preferences.notify).toBe(false);
  await vi.waitFor(() => expect(field('notify').checked).toBe(false));
  expect(host.app.preferences.notify).toBe(false);
  expect(await violations($('dialog'))).toEqual([]);
});
