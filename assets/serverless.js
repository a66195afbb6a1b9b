// Only in the static edition, before Dash: Dash asks a server for its layout and its callbacks, under names that a
// file server would send without the type Dash insists on. Here both are files, named on this script's element.
(() => {
  const { layout, dependencies } = document.currentScript.dataset;
  const files = { "./_dash-layout": layout, "./_dash-dependencies": dependencies };
  const fetchAnything = window.fetch;
  window.fetch = (address, options) => fetchAnything.call(window, files[address] ?? address, options);
})();
