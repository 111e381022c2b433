// The day under the pointer of a band chart: shows its figures, and opens its apps. The chart itself is markup; the
// figures are in its data-figures.
const dayMs = 86_400_000;

export function attach(root) {
  const cursor = root.querySelector(".cursor");
  const tip = root.querySelector(".tip");
  if (!cursor || !tip) return;

  const days = () => Number(root.dataset.days);
  const dateOf = index => new Date(Date.parse(root.dataset.first + "T00:00:00Z") + index * dayMs);
  const iso = index => dateOf(index).toISOString().slice(0, 10);
  const words = index => dateOf(index).toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  let current = days() - 1;

  const figures = index => {
    const { names, rows, runs } = JSON.parse(root.dataset.figures);
    const lines = names.map((name, i) => `${name}  ${rows[i][index]}`).reverse();
    if (!runs[index]) lines.push("No run: carried over");
    return lines;
  };

  const show = index => {
    current = Math.max(0, Math.min(days() - 1, index));
    const share = (current + 0.5) / days();
    cursor.style.setProperty("--at", `${share * 100}%`);
    cursor.style.setProperty("--on-day", "1");
    tip.textContent = [words(current), ...figures(current)].join("\n");
    tip.hidden = false;
    const x = cursor.offsetLeft + share * cursor.offsetWidth;
    tip.style.left = `${share > 0.6 ? x - tip.offsetWidth - 10 : x + 10}px`;
    cursor.setAttribute("aria-valuenow", String(current + 1));
    cursor.setAttribute("aria-valuetext", [words(current), ...figures(current)].join(", "));
  };
  const hide = () => { tip.hidden = true; cursor.style.setProperty("--on-day", "0"); };
  const open = () => window.Blazor.navigateTo(root.dataset.href.replace("{day}", iso(current)));

  cursor.addEventListener("pointermove", e => {
    const box = cursor.getBoundingClientRect();
    show(Math.floor((e.clientX - box.left) / box.width * days()));
  });
  cursor.addEventListener("pointerleave", hide);
  cursor.addEventListener("blur", hide);
  cursor.addEventListener("focus", () => show(current));
  cursor.addEventListener("click", open);
  cursor.addEventListener("keydown", e => {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -30, PageDown: 30, Home: -days(), End: days() }[e.key];
    if (step !== undefined) { show(current + step); e.preventDefault(); }
    else if (e.key === "Enter") open();
    else if (e.key === "Escape") hide();
  });
}
