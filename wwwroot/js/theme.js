// Runs in <head> before the first paint, so that a dark page never flashes white. Without a stored choice the system
// decides. Components talk to window.dashboardTheme.
(() => {
  const key = "theme";
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const choice = () => {
    try {
      const stored = localStorage.getItem(key);
      return stored === "light" || stored === "dark" ? stored : "system";
    } catch {
      return "system"; // storage is blocked: the system decides
    }
  };
  const listeners = new Set();
  const apply = () => {
    const chosen = choice();
    const theme = chosen === "system" ? (dark.matches ? "dark" : "light") : chosen;
    const root = document.documentElement;
    root.dataset.themeChoice = chosen;
    if (root.dataset.theme === theme) return;
    root.dataset.theme = theme;
    for (const listener of listeners) listener(theme);
  };
  apply();
  dark.addEventListener("change", apply);
  window.addEventListener("storage", e => { if (e.key === key) apply(); });
  window.dashboardTheme = {
    choice,
    isDark: () => document.documentElement.dataset.theme === "dark",
    choose(value) {
      try {
        if (value === "system") localStorage.removeItem(key);
        else localStorage.setItem(key, value);
      } catch { /* the choice lasts for this page only */ document.documentElement.dataset.theme = value; }
      apply();
    },
    subscribe(listener) { listeners.add(listener); return () => listeners.delete(listener); },
  };
})();
