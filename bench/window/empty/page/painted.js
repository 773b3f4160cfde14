// A hidden window gets no frames: the first one comes when it is shown, and what is posted in it runs when it is painted.
requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    const painted = performance.now();
    requestAnimationFrame(() => {
      document.title = `painted ${Math.round(performance.now() - painted)}`;
    });
  };
  port2.postMessage(null);
});
