// Tells MudBlazor's provider which theme is in force; the pages themselves follow data-theme without it.
let stop;

export function watch(layout) {
  const tell = () => layout.invokeMethodAsync("ThemeChanged", window.dashboardTheme?.isDark() ?? false);
  stop = window.dashboardTheme?.subscribe(tell);
  tell();
}

export function unwatch() {
  stop?.();
}
