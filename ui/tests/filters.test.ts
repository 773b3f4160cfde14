import { fireEvent } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { CACHE } from '../src/host/fake/scenarios';
import { HostError } from '../src/host/host';
import { VIEWS } from '../src/state/views';
import { cleared, isSet } from '../src/state/views/fields';
import { chips, spans, typedDay } from '../src/words/filters';
import { $, openWindow, shown, text, violations } from './window';

const type = userEvent.setup();
const found = () => text('[data-testid=found]');
const names = () => [...document.querySelectorAll('.names .name')].map((name) => name.textContent);

describe('the panel', () => {
  it('narrows a list down by names that are searched for, at once', async () => {
    const { host, desk } = await openWindow('full');
    await type.keyboard('{Control>}l{/Control}');
    await shown('[role=dialog]');
    await type.click($('[data-names=customers]'));
    await vi.waitFor(() => expect(names().length).toBeGreaterThan(10));
    expect(await violations()).toEqual([]);
    await type.keyboard('byg');
    await vi.waitFor(() => expect(names().every((name) => /byg/i.test(name ?? ''))).toBe(true));
    await type.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe($('.names li input'));
    await type.keyboard(' ');
    const customer = names()[0] ?? '';
    const rows = host.world.cases.rows.filter((row) => row.customer?.text === customer).length;
    await vi.waitFor(() => expect(found()).toBe(`${rows} cases, filtered`));
    expect(text('[data-chip=customers]')).toBe(`Customer: ${customer}`);
    expect(text('#filters')).toBe('Filters 1');
    await type.keyboard('{Escape}');
    expect(document.querySelector('[role=dialog]')).toBeNull();
    expect(document.activeElement).toBe($('#filters'));
    expect(desk.model.choices).toBeNull();
    expect(desk.model.tables.cases.query.search).toBe('');
  });

  it('offers the rows without a name and keeps what is chosen in reach', async () => {
    const { desk } = await openWindow('full');
    desk.lists.filter('cases', { ...VIEWS.cases.noFilters, customers: ['Gone Ltd', null] });
    await type.click($('#filters'));
    await type.click($('[data-names=customers]'));
    await vi.waitFor(() => expect(names()[0]).toBe('Gone Ltd'));
    expect(names()).toContain('No customer');
    expect(text('[data-names=customers]')).toBe('Customer 2 chosen');
  });

  it('says what cannot be offered', async () => {
    const { host } = await openWindow('full');
    host.failures.set('choices', CACHE);
    await type.click($('#filters'));
    await type.click($('[data-names=countries]'));
    await vi.waitFor(() => expect(text('.names [role=status]')).toContain(CACHE.message));
  });

  it('drops names for a question that nobody asks any more', async () => {
    const { host, desk } = await openWindow('full');
    const honest = host.choices;
    const answers: (() => void)[] = [];
    host.choices = (request) => new Promise((resolve) => answers.push(() => void honest(request).then(resolve)));
    void desk.choosing.ask('caseCustomers', 'a');
    void desk.choosing.ask('caseCustomers', 'byg');
    answers[1]?.();
    await vi.waitFor(() => expect(desk.model.choices?.answer).not.toBeNull());
    const newest = desk.model.choices?.answer;
    answers[0]?.();
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(desk.model.choices?.answer).toBe(newest);
  });

  it('takes days, and says when they make no sense', async () => {
    const { desk } = await openWindow('full');
    await type.click($('#filters'));
    await fireEvent.change($('[data-day=created-from]'), { target: { value: '2026-03-01' } });
    expect(desk.model.tables.cases.query.filters.createdFrom).toBe('2026-03-01');
    await fireEvent.change($('[data-day=created-to]'), { target: { value: '2026-02-01' } });
    expect(text('[id=created-days-problem]')).toContain('before the first one');
    await fireEvent.change($('[data-day=created-to]'), { target: { value: '' } });
    expect(desk.model.tables.cases.query.filters.createdTo).toBeNull();
    await type.click($('fieldset .spans button'));
    expect(desk.model.tables.cases.query.filters.createdTo).not.toBeNull();
  });

  it('filters clients and earnings by their own fields', async () => {
    const { host, desk } = await openWindow('full');
    desk.showView('clients');
    await shown('[data-tab=unsigned]');
    await type.click($('#filters'));
    await type.click($('[data-filter=no]'));
    const strangers = host.world.clients.rows.filter(({ attributed }) => !attributed).length;
    await vi.waitFor(() => expect(found()).toBe(`${strangers} customers, filtered`));
    desk.showView('earnings');
    await shown('[data-tab=ready]');
    await type.click($('#filters'));
    await type.click($('[data-filter=none]'));
    await type.click($('[data-filter=disputed]'));
    const odd = host.world.earnings.rows.filter(({ stage }) => stage === null || stage === 'disputed').length;
    await vi.waitFor(() => expect(found()).toBe(`${odd} transactions, filtered`));
    expect(desk.model.tables.earnings.query.filters.stages).toEqual(['disputed', null]);
    expect(text('[data-chip=stages]')).toBe('Revenue stage: Disputed, Not classified');
    expect(await violations()).toEqual([]);
  });
});

it('says of an empty result that filters are set, and clears them', async () => {
  const { desk } = await openWindow('full');
  desk.lists.filter('cases', { ...VIEWS.cases.noFilters, countries: ['Atlantis'], needsInfo: true });
  await vi.waitFor(() => expect(text('.empty h2')).toBe('No case matches the filters'));
  expect(document.querySelectorAll('[data-chip]').length).toBe(2);
  expect(await violations()).toEqual([]);
  await type.click($('#clear-filters'));
  await vi.waitFor(() => expect(found()).toBe('2,000 cases'));
  expect(document.querySelector('[data-chip]')).toBeNull();
});

it('keeps the filters of a view apart from the others and drops them with the session', async () => {
  const { host, desk } = await openWindow('full');
  desk.lists.filter('cases', { ...VIEWS.cases.noFilters, needsInfo: true });
  expect(desk.model.tables.earnings.query.filters).toBe(VIEWS.earnings.noFilters);
  host.choices = () => Promise.reject(new HostError(CACHE));
  await desk.choosing.ask('caseCountries', '');
  host.emit({ kind: 'session', session: { ...host.app.session, state: 'expired' } });
  expect(desk.model.choices).toBeNull();
  expect(desk.model.tables.cases.query.filters).toBe(VIEWS.cases.noFilters);
});

describe('filters in words', () => {
  it.each(['cases', 'clients', 'earnings'] as const)('are none at first, and every field can be cleared: %s', (view) => {
    const check = <F,>(fields: readonly Parameters<typeof isSet<F>>[0][], none: F) => {
      expect(chips(fields, none, null, 'en-GB')).toEqual([]);
      for (const field of fields) expect(cleared(field, none)).toEqual(none);
    };
    if (view === 'cases') check(VIEWS.cases.filters, VIEWS.cases.noFilters);
    else if (view === 'clients') check(VIEWS.clients.filters, VIEWS.clients.noFilters);
    else check(VIEWS.earnings.filters, VIEWS.earnings.noFilters);
  });

  it('spell out a few values', () => {
    const filters = {
      ...VIEWS.cases.noFilters,
      client: 'k',
      customers: ['A', 'B', null, 'C'],
      createdFrom: '2026-01-01',
      needsInfo: true,
    };
    const words = chips(VIEWS.cases.filters, filters, 'Å & Co', 'en-GB').map(({ label, words, more }) => `${label}: ${words}${more}`);
    expect(words).toEqual([
      'This customer: Å & Co',
      'Customer: A, B and 2 more',
      'Created: from 1 Jan 2026',
      // A colon and a "yes" behind it would say nothing.
      'Needs information from the customer: ',
    ]);
  });

  it('know a day from half of one', () => {
    expect(typedDay('2026-02-28')).toBe('2026-02-28');
    for (const half of ['', '2026-02-30', '0202-01-01', '2026-1-1', 'soon']) expect(typedDay(half)).toBeNull();
  });

  it('offer whole months and years', () => {
    const now = new Date(2026, 0, 15).getTime();
    expect(spans(now)).toEqual([
      { label: 'This month', from: '2026-01-01', to: '2026-01-31' },
      { label: 'Last month', from: '2025-12-01', to: '2025-12-31' },
      { label: 'This year', from: '2026-01-01', to: '2026-12-31' },
    ]);
  });
});
