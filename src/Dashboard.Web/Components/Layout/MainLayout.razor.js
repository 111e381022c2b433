// Tells MudBlazor's provider which theme is in force; the pages themselves follow data-theme without it. Tells the server
// when the tab goes out of sight, so that nothing is read for nobody, and when somebody is there. From its call on the page is a
// live one: data-live says so.
const REPORT_EVERY = 60_000;
let stop;

export function watch(layout) {
  const tell = () => layout.invokeMethodAsync("ThemeChanged", window.dashboardTheme?.isDark() ?? false);
  const seen = () => layout.invokeMethodAsync("VisibilityChanged", document.hidden).catch(() => { });
  let reported = performance.now();
  const active = () => {
    if (performance.now() - reported < REPORT_EVERY) return;
    reported = performance.now();
    layout.invokeMethodAsync("Active").catch(() => { });
  };
  const signs = ["pointerdown", "keydown"];
  signs.forEach(sign => document.addEventListener(sign, active, { passive: true, capture: true }));
  const unsubscribe = window.dashboardTheme?.subscribe(tell);
  document.addEventListener("visibilitychange", seen);
  stop = () => {
    unsubscribe?.();
    document.removeEventListener("visibilitychange", seen);
    signs.forEach(sign => document.removeEventListener(sign, active, { capture: true }));
  };
  window.dashboardFocus?.keep();
  document.documentElement.dataset.live = "";
  tell();
  if (document.hidden) seen();
}

export function unwatch() {
  stop?.();
}
