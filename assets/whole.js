// Keeps a page whole: when another version of the offline copy takes over, the page begins anew with it. A script of
// its own, run before Dash's renderer, because a page may still be loading when that happens.
(() => {
  const container = navigator.serviceWorker;
  if (!container) return;
  // A page that no worker served yet stays when its first worker greets it.
  let served = Boolean(container.controller);
  container.addEventListener("controllerchange", () => {
    if (served) window.location.reload();
    served = true;
  });
})();
