// Tells MudBlazor's provider which theme is in force; the pages themselves follow data-theme without it. Tells the server
// when the tab goes out of sight, so that nothing is read for nobody. From its call on the page is a live one: data-live says so.
let stop;

export function watch(layout) {
  const tell = () => layout.invokeMethodAsync("ThemeChanged", window.dashboardTheme?.isDark() ?? false);
  const seen = () => layout.invokeMethodAsync("VisibilityChanged", document.hidden).catch(() => { });
  const unsubscribe = window.dashboardTheme?.subscribe(tell);
  document.addEventListener("visibilitychange", seen);
  stop = () => {
    unsubscribe?.();
    document.removeEventListener("visibilitychange", seen);
  };
  window.dashboardFocus?.keep();
  document.documentElement.dataset.live = "";
  tell();
  if (document.hidden) seen();
}

export function unwatch() {
  stop?.();
}
