// What Dash callbacks may call (ClientsideFunction): a thin door to the modules in js/.
(() => {
  const modules = new URL("js/main.mjs", document.currentScript.src);
  // Dash adds a query to this file; the modules must keep one address each.
  modules.search = "";
  window.dash_clientside = window.dash_clientside ?? {};
  window.dash_clientside.zholdar = {
    start: async (url) => {
      try {
        return await (await import(modules.href)).start(url);
      } catch (error) {
        // Nobody stands beside a kiosk to try again.
        if (/[?&]mode=kiosk\b/.test(window.location.search)) setTimeout(() => window.location.reload(), 5000);
        throw error;
      }
    },
    // The large table, in the words of the language; nothing asked for, nothing there.
    grid: (wanted, plan) => {
      if (!wanted) return null;
      const options = { ...plan.props.dashGridOptions, localeText: wanted.words };
      return { ...plan, props: { ...plan.props, dashGridOptions: options } };
    },
  };
})();
