// The bridge to ApexCharts 4.7.0 (MIT). One object per element; nothing else in the product talks to the library.
const charts = new WeakMap();
let library;

const load = () => library ??= import(new URL("lib/apexcharts/apexcharts.esm.js", document.baseURI).href).then(m => m.default);
const token = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const nonce = () => document.querySelector("script[nonce]")?.nonce || undefined;
const text = value => {
  const span = document.createElement("span");
  span.textContent = value;
  return span.innerHTML;
};

// With a view box the drawing can be scaled, which paper does.
const scalable = context => {
  const svg = context.el.querySelector(".apexcharts-svg");
  svg?.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${svg.getAttribute("height")}`);
};

const options = (spec, open) => ({
  chart: {
    type: "line", height: 216, width: "100%", nonce: nonce(),
    animations: { enabled: false }, toolbar: { show: false }, zoom: { enabled: false }, selection: { enabled: false },
    background: "transparent", fontFamily: token("--font"), foreColor: token("--ink-3"), redrawOnParentResize: true,
    events: { mounted: scalable, updated: scalable, click: (event, context, at) => { if (at.dataPointIndex >= 0) open(at.dataPointIndex); } },
  },
  theme: { mode: window.dashboardTheme?.isDark() ? "dark" : "light" },
  series: spec.series.map(s => ({ name: text(s.name), data: s.percent.map((y, i) => ({ x: Date.parse(spec.days[i] + "T00:00:00Z"), y })) })),
  colors: [token("--m-1"), token("--ink-3")],
  stroke: { width: [2, 1.5], curve: "stepline", dashArray: [0, 3] },
  // A line through one day cannot be seen: the first day is a dot.
  markers: { size: spec.days.length === 1 ? 4 : 0, strokeWidth: 0 },
  legend: { show: false },
  dataLabels: { enabled: false },
  grid: { borderColor: token("--grid"), padding: { left: 8, right: 8, top: -16, bottom: 0 } },
  xaxis: {
    type: "datetime", axisBorder: { color: token("--line-strong") }, axisTicks: { color: token("--line-strong"), height: 4 },
    labels: { datetimeUTC: true, datetimeFormatter: { year: "yyyy", month: "MMM", day: "d MMM" }, style: { fontSize: "12px" } },
    tooltip: { enabled: false }, crosshairs: { stroke: { color: token("--ink-3"), dashArray: 0 } },
  },
  yaxis: { min: 0, max: 100, tickAmount: 4, labels: { formatter: v => `${Math.round(v)}%`, style: { fontSize: "12px" } } },
  annotations: spec.target === null || spec.target === undefined ? {} : {
    yaxis: [{
      y: spec.target, borderColor: token("--ink"), strokeDashArray: 4, borderWidth: 1.5,
      label: {
        text: `Target ${spec.target}%`, position: "left", textAnchor: "start", offsetY: -2, borderWidth: 0,
        style: { background: token("--surface"), color: token("--ink"), fontSize: "12px", fontWeight: 600 },
      },
    }],
  },
  tooltip: {
    shared: true, intersect: false, theme: window.dashboardTheme?.isDark() ? "dark" : "light",
    x: { format: "d MMM yyyy" },
    y: {
      formatter: (value, { seriesIndex, dataPointIndex }) => value === null || value === undefined
        ? "no run" : `${value.toFixed(1)}%, ${spec.series[seriesIndex].counts[dataPointIndex]} apps`,
    },
  },
});

async function paint(element, entry) {
  const ApexCharts = await load();
  if (charts.get(element) !== entry) return; // replaced or removed while the library was on its way
  entry.chart?.destroy();
  const open = index => {
    if (entry.spec.href) window.Blazor.navigateTo(entry.spec.href.replace("{day}", entry.spec.days[index]));
  };
  entry.chart = new ApexCharts(element, options(entry.spec, open));
  await entry.chart.render();
  element.querySelectorAll("svg").forEach(svg => svg.setAttribute("aria-hidden", "true"));
}

export function draw(element, spec) {
  remove(element);
  const entry = { spec };
  charts.set(element, entry);
  entry.observer = new IntersectionObserver(seen => {
    if (!seen.some(s => s.isIntersecting)) return;
    entry.observer.disconnect();
    entry.visible = true;
    paint(element, entry);
  }, { rootMargin: "200px" });
  entry.observer.observe(element);
  entry.unsubscribe = window.dashboardTheme?.subscribe(() => { if (entry.visible) paint(element, entry); });
}

export function remove(element) {
  const entry = charts.get(element);
  if (!entry) return;
  charts.delete(element);
  entry.observer?.disconnect();
  entry.unsubscribe?.();
  entry.chart?.destroy();
}
