import { userEvent } from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import type { CasesRequest } from '../src/gen/types';
import type { FakeHost } from '../src/host/fake';
import { EXPIRED, KEYRING, REFUSED } from '../src/host/fake/scenarios';
import { Idle } from '../src/state/idle';
import { $, openWindow, shown, text, violations } from './window';

const type = userEvent.setup();
const GUID = '3F2A1B4E-28BA-4FA1-91D2-0016D3CCA427';

it('has a log-in page that axe has nothing to say about', async () => {
  await openWindow('signedout');
  expect($('#guid')).toBe(document.activeElement);
  expect($('#guid').getAttribute('type')).toBe('password');
  expect($('#guid').getAttribute('autocomplete')).toBe('off');
  await type.click($('summary'));
  expect(await violations()).toEqual([]);
});

it('logs in and keeps no trace of what was typed', async () => {
  const { host, desk } = await openWindow('signedout');
  await type.click($('#guid'));
  await type.paste(GUID);
  await type.click($('#log-in'));
  await shown('#search');
  expect(JSON.stringify(desk.model)).not.toContain(GUID);
  expect(document.documentElement.outerHTML).not.toContain(GUID);
  expect(JSON.stringify(host.calls)).not.toContain(GUID);
  await vi.waitFor(() => expect(text('[data-card=total]')).toBe('Total 2,000'));
});

/** Questions for the first page of cases so far. */
const firstPages = (host: FakeHost) =>
  host.calls.filter(({ name, argument }) => name === 'casesPage' && (argument as CasesRequest).offset === 0).length;

it('asks for the first rows together with the first state, and once', async () => {
  const { host } = await openWindow('full');
  await shown('[data-row-id]');
  const asked = host.calls.map(({ name }) => name);
  expect(asked.indexOf('casesPage')).toBeLessThan(2);
  expect(asked.indexOf('caseCards')).toBeLessThan(3);
  expect(firstPages(host)).toBe(1);
  expect(asked.filter((name) => name === 'caseCards')).toHaveLength(1);
});

it('shows nothing of what was asked before anybody signed in, and asks anew', async () => {
  const { host, desk } = await openWindow('signedout');
  await vi.waitFor(() => expect(firstPages(host)).toBe(1));
  expect(desk.model.tables.cases.shown).toBeNull();
  expect(desk.model.tables.cases.problem).toBeNull();
  await type.click($('#guid'));
  await type.paste(GUID);
  await type.click($('#log-in'));
  await shown('[data-row-id]');
  expect(firstPages(host)).toBe(2);
});

it('says what is wrong with a malformed GUID beside the field and keeps it', async () => {
  await openWindow('signedout');
  await type.click($('#log-in'));
  expect(text('#guid-problem')).toBe('Enter your Partner GUID.');
  await type.type($('#guid'), 'abc');
  await type.click($('#log-in'));
  await vi.waitFor(() => expect(text('#guid-problem')).toContain('not a Partner GUID'));
  expect($('#guid').getAttribute('aria-invalid')).toBe('true');
  expect(($('#guid') as HTMLInputElement).value).toBe('abc');
  expect(document.activeElement).toBe($('#guid'));
});

it('locks at a key, shows nothing meanwhile, and opens with the GUID alone', async () => {
  const { desk } = await openWindow('full');
  await shown('#search');
  await vi.waitFor(() => expect(document.querySelectorAll('[role=row]').length).toBeGreaterThan(5));
  const name = document.querySelector('[data-column=debtor]')?.textContent?.trim() ?? '';
  expect(name).not.toBe('');
  await type.keyboard('{Control>}{Shift>}l{/Shift}{/Control}');
  await shown('#guid');
  expect(document.documentElement.outerHTML).not.toContain(name);
  expect(JSON.stringify(desk.model)).not.toContain(name);
  expect(JSON.stringify(desk.model)).not.toContain('Brückner');
  expect(text('.why')).toContain('also works offline');
  expect(text('#log-in')).toBe('Unlock');
  expect(document.querySelector('#connection')).toBeNull();
  expect(await violations()).toEqual([]);
  await type.click($('#guid'));
  await type.paste(GUID);
  await type.click($('#log-in'));
  await shown('#search');
});

it('locks after the time without a key or a movement, and after a sleep at once', () => {
  vi.useFakeTimers();
  try {
    let locks = 0;
    let limit: number | null = 5;
    const idle = new Idle(
      () => limit,
      () => (locks += 1),
    );
    idle.start();
    vi.advanceTimersByTime(4 * 60_000);
    dispatchEvent(new Event('pointermove'));
    vi.advanceTimersByTime(4 * 60_000);
    expect(locks).toBe(0);
    vi.advanceTimersByTime(61_000);
    expect(locks).toBe(1);
    // No timer runs while the computer sleeps; the first movement comes before the next look.
    vi.setSystemTime(Date.now() + 8 * 3_600_000);
    dispatchEvent(new Event('pointermove'));
    expect(locks).toBe(2);
    limit = null;
    vi.advanceTimersByTime(24 * 3_600_000);
    expect(locks).toBe(2);
    idle.stop();
  } finally {
    vi.useRealTimers();
  }
});

it('shows the GUID when asked', async () => {
  await openWindow('signedout');
  await type.click($('[aria-label="Show Partner GUID"]'));
  expect($('#guid').getAttribute('type')).toBe('text');
});

it('says that Debitura refused, in a live region, and keeps the GUID', async () => {
  await openWindow('refused');
  await type.type($('#guid'), GUID);
  await type.click($('#log-in'));
  await vi.waitFor(() => expect(text('form [role=alert]')).toContain(REFUSED.message));
  expect(($('#guid') as HTMLInputElement).value).toBe(GUID);
});

it('offers a session that keeps nothing where the credential store fails, and nowhere else', async () => {
  const { host } = await openWindow('nokeyring');
  const asked = () => host.calls.filter(({ name }) => name === 'logIn').map(({ argument }) => argument);
  await type.type($('#guid'), GUID);
  expect(document.querySelector('#log-in-once')).toBeNull();
  await type.click($('#log-in'));
  await shown('#log-in-once');
  expect(text('form [role=alert]')).toContain(KEYRING.message);
  expect(text('#log-in-once-help')).toContain('Nothing is kept');
  expect(($('#guid') as HTMLInputElement).value).toBe(GUID);
  expect(await violations()).toEqual([]);
  await type.click($('#log-in-once'));
  await shown('#search');
  expect(asked()).toEqual([
    { environment: 'production', thisSessionOnly: false },
    { environment: 'production', thisSessionOnly: true },
  ]);
});

it('takes the offer back when something else is the trouble', async () => {
  const { host } = await openWindow('nokeyring');
  await type.type($('#guid'), GUID);
  await type.click($('#log-in'));
  await shown('#log-in-once');
  host.failures.set('logIn', REFUSED);
  await type.click($('#log-in'));
  await vi.waitFor(() => expect(text('form [role=alert]')).toContain(REFUSED.message));
  expect(document.querySelector('#log-in-once')).toBeNull();
});

it('says why one is here', async () => {
  await openWindow('expired');
  expect(text('form [role=status]')).toContain(EXPIRED.message);
});

it('locks at once when the session ends', async () => {
  const { host, desk } = await openWindow('full');
  const session = { ...host.app.session, state: 'expired', notice: EXPIRED } as const;
  host.emit({ kind: 'session', session });
  await shown('#guid');
  expect(desk.model.tables.cases.pages.size).toBe(0);
  expect(document.querySelector('[data-row-id]')).toBeNull();
});

it('logs out after saying what is erased', async () => {
  const { host } = await openWindow('full');
  await type.click($('#account'));
  expect(text('#account ~ .pop')).toContain('Signed in for another 9 days');
  await type.click($('#log-out'));
  expect(text('dialog')).toContain('Partner GUID');
  expect(text('dialog')).toContain('cases, customers and earnings');
  expect(await violations($('dialog'))).toEqual([]);
  await type.click($('#confirm-log-out'));
  await shown('#guid');
  expect(host.calls.some(({ name }) => name === 'logOut')).toBe(true);
});

it('lists every key', async () => {
  await openWindow('full');
  await type.keyboard('{F1}');
  expect(text('dialog')).toContain('Ctrl+F');
  expect(await violations($('dialog'))).toEqual([]);
});

it('says on the last day in words when it ends, to the eye, in the name of its button, and once for whoever listens', async () => {
  await openWindow('ending');
  await shown('#account');
  expect(text('#account')).toMatch(/Session ends ?Ends \d\d:\d\d/);
  expect($('#account').getAttribute('aria-label')).toMatch(/\. Your session ends (today|tomorrow) at \d\d:\d\d$/);
  expect([...document.querySelectorAll('[role=status]')].some((one) => one.textContent?.startsWith('Your session ends'))).toBe(true);
  expect(await violations($('header'))).toEqual([]);
});
