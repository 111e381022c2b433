// Small things that must work at once, on every page, without a round trip: shortcuts, native popovers and dialogs,
// local times, copying, and moving between rows. Everything is delegated, so it survives re-rendering.
(() => {
  const off = "shortcuts-off";
  const stored = key => { try { return localStorage.getItem(key); } catch { return null; } };
  const store = (key, value) => { try { if (value === null) localStorage.removeItem(key); else localStorage.setItem(key, value); } catch { /* blocked */ } };
  const typing = el => el instanceof HTMLElement && (el.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName));

  const openDialog = id => {
    const dialog = document.getElementById(id);
    if (!(dialog instanceof HTMLDialogElement) || dialog.open) return;
    const box = dialog.querySelector("[data-shortcuts]");
    if (box) box.checked = stored(off) === null;
    dialog.showModal();
  };

  document.addEventListener("keydown", e => {
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === "ArrowDown" || e.key === "ArrowUp") return moveRow(e);
    if (e.key === "Escape") return closePanel(e);
    if (typing(e.target) || stored(off) !== null) return;
    if (e.key === "/") {
      const field = [...document.querySelectorAll('[data-shortcut="/"]')].find(f => f.offsetParent !== null);
      if (field) { field.focus(); field.select?.(); e.preventDefault(); }
    } else if (e.key === "?") {
      openDialog("help");
      e.preventDefault();
    }
  });

  // Esc closes what is open beside a list, unless something that floats over it is to be closed first.
  function closePanel(e) {
    if (typing(e.target) || document.querySelector(":popover-open, dialog[open], .mud-dialog")) return;
    [...document.querySelectorAll("[data-escape]")].find(c => c.offsetParent !== null)?.click();
  }

  // Rows of a list: the arrow keys move between the links that open them.
  function moveRow(e) {
    const here = e.target instanceof HTMLElement ? e.target.closest("[data-row]") : null;
    if (!here) return;
    const rows = [...here.closest("[data-rows]").querySelectorAll("[data-row]")].filter(r => r.offsetParent !== null);
    const next = rows[rows.indexOf(here) + (e.key === "ArrowDown" ? 1 : -1)];
    if (next) { next.focus(); e.preventDefault(); }
  }

  // When a page connects, its elements are made anew. Whoever was at one before stays at the same one after.
  const stops = () => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];
  let left = null;
  document.addEventListener("focusin", e => { left = { element: e.target, index: stops().indexOf(e.target) }; });

  window.dashboardFocus = {
    keep() {
      if (!left || left.element.isConnected || document.activeElement !== document.body) return;
      const same = stops()[left.index];
      if (same?.tagName === left.element.tagName) same.focus({ preventScroll: true });
    },
    // After a change of page, screen readers begin at its heading.
    heading() {
      const heading = document.querySelector("h1");
      if (!heading) return;
      if (!heading.hasAttribute("tabindex")) heading.tabIndex = -1;
      heading.focus();
    },
  };

  document.addEventListener("click", e => {
    if (!(e.target instanceof Element)) return;
    const opener = e.target.closest("[data-open-dialog]");
    if (opener) openDialog(opener.dataset.openDialog);

    const theme = e.target.closest("[data-theme-choice]:not(html)");
    if (theme) { window.dashboardTheme.choose(theme.dataset.themeChoice); theme.closest("[popover]")?.hidePopover(); }

    const skip = e.target.closest("[data-skip]");
    if (skip) { document.getElementById("main")?.focus(); e.preventDefault(); }

    const copy = e.target.closest("[data-copy]");
    if (copy) copyText(copy);

    const link = e.target.closest("[popover] a");
    if (link && !("keepOpen" in link.dataset)) link.closest("[popover]").hidePopover();

    if (e.target.closest("[data-print]")) window.print();
    if (e.target.closest("[data-reload]")) location.reload();
    if (e.target.closest("[data-retry]")) window.Blazor?.reconnect?.().then(done => { if (!done) location.reload(); }, () => { });
    if (e.target instanceof HTMLDialogElement && e.target.id === "help") e.target.close();
  }, true);

  document.addEventListener("change", e => {
    if (e.target instanceof HTMLInputElement && "shortcuts" in e.target.dataset) store(off, e.target.checked ? null : "1");
  });

  async function copyText(button) {
    const source = document.getElementById(button.dataset.copy);
    const said = document.getElementById(button.dataset.said);
    try {
      await navigator.clipboard.writeText(source.textContent);
      if (said) said.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(source);
      if (said) said.textContent = "Selected: press Ctrl+C";
    }
    if (said) setTimeout(() => { said.textContent = ""; }, 4000);
  }

  // Times are UTC; the reader's own time stands in the title as soon as the pointer is there.
  document.addEventListener("pointerover", e => {
    const time = e.target instanceof Element ? e.target.closest("time[datetime]") : null;
    if (!time || "local" in time.dataset) return;
    time.dataset.local = "";
    const local = new Date(time.dateTime).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" });
    time.title = `${time.title}\n${local}, your time`;
  });

  // A popover that opens over the theme menu must say which choice is in force.
  document.addEventListener("toggle", e => {
    if (!(e.target instanceof HTMLElement) || e.target.id !== "theme-menu") return;
    for (const choice of e.target.querySelectorAll("[data-theme-choice]"))
      choice.setAttribute("aria-pressed", String(choice.dataset.themeChoice === window.dashboardTheme.choice()));
  }, true);

  // The reconnect dialog opens and closes by itself; the page and its address stay untouched.
  const modal = document.getElementById("components-reconnect-modal");
  modal?.addEventListener("components-reconnect-state-changed", e => {
    const state = e.detail.state;
    if (state === "hide") modal.close?.();
    else if (!modal.open) modal.showModal?.();
    if (state === "rejected") location.reload();
  });
})();
