import { openHost } from '$host';
import { flushSync, mount } from 'svelte';
import App from './App.svelte';
import { type Picture, picture } from './picture';
import { Desk } from './state/desk';
import { Store } from './state/store.svelte';
import './styles/base.css';
import { fetchLater } from './views/fetched.svelte';

const host = openHost();
const target = document.querySelector('#app');
const desk = new Desk(new Store(), host, draw);

declare global {
  interface Window {
    /** What was typed while the picture of the first screen stood here. */
    typedSoFar?: () => string;
  }
}

/** Not while a message takes some of the room. */
function draw(): Picture | null {
  const hasMessages = (document.querySelector('.dock')?.clientHeight ?? 0) > 0;
  return target && !hasMessages ? picture(target) : null;
}

/** When the first words could be seen, as the engine notes it: that of a picture too. It may note it a moment later. */
function tellPainted(): void {
  const observer = new PerformanceObserver((list) => {
    const [first] = list.getEntriesByName('first-contentful-paint');
    if (!first) return;
    observer.disconnect();
    void host.windowPainted(Math.round(performance.now() - first.startTime)).catch(() => undefined);
  });
  observer.observe({ type: 'paint', buffered: true });
}

/** Waiting longer for the first rows would look like a slow start; the skeleton looks like progress. */
const FIRST_ROWS_MS = 200;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

if (target) {
  const { rows } = await desk.start();
  // The shell has named the system in the page itself; where there is no shell, it is named here.
  document.documentElement.dataset.platform ??= desk.model.app?.platform ?? 'linux';
  // With its rows the page is made once instead of twice.
  await Promise.race([rows, wait(FIRST_ROWS_MS)]);
  mount(App, { target, props: { desk } });
  flushSync();
  // Both in one frame: what was shown gives way to the same, alive.
  document.querySelector('#first-sight')?.remove();
  const typed = window.typedSoFar?.().trim() ?? '';
  if (typed !== '' && desk.model.app?.session.state === 'signedIn') desk.lists.search(typed);
  // A hidden window has no size yet to be laid out in, and gets no animation frames to wait for: what is in it now is painted with
  // the first one.
  await host.windowShown().catch(() => undefined);
  tellPainted();
  void fetchLater();
}
