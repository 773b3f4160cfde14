/**
 * Lets the window be shown as soon as the picture of the first screen is here, which the shell has put into the page, and remembers
 * what is typed until the program takes its place. No module: those run when everything is loaded.
 */
(() => {
  const sight = document.getElementById('first-sight');
  if (!sight) return;
  // A program that does not come must not look as if it were there.
  setTimeout(() => sight.remove(), 10_000);
  let typed = '';
  const hear = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === 'Backspace') typed = typed.slice(0, -1);
    else if (event.key.length === 1) typed += event.key;
  };
  addEventListener('keydown', hear);
  window.typedSoFar = () => {
    removeEventListener('keydown', hear);
    return typed;
  };
  void window.__TAURI_INTERNALS__?.invoke('window_shown');

  // The program's script comes when the picture is painted: what is posted in a frame runs after it. A window that gets no frame
  // waits no longer than this.
  let begun = false;
  const begin = () => {
    if (begun) return;
    begun = true;
    const script = document.createElement('script');
    script.type = 'module';
    script.src = sight.dataset.main;
    document.head.append(script);
  };
  setTimeout(begin, 500);
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = begin;
    port2.postMessage(null);
  });
})();
