// Lighthouse over every page of the published program: see ../lighthouse.sh.
//   node lighthouse.mjs DLL ROOT [RUNS]
import lighthouse from "lighthouse";
import desktop from "lighthouse/core/config/desktop-config.js";
import { isPattern, launch, matches, open, routes, windowOf } from "./browser.mjs";
import { start } from "./program.mjs";

const [dll, root, runs = "5"] = process.argv.slice(2);
const least = { performance: 90, accessibility: 95, "best-practices": 95 };
const all = routes(root);
const only = process.env.ONLY?.split(",");
const median = numbers => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** One report. On a busy machine a recording may fail, which says nothing about the page: then it is made again. */
async function measured(page, address) {
  for (let attempt = 1; ; attempt++) {
    const { lhr } = await lighthouse(address, { logLevel: "error", onlyCategories: Object.keys(least) }, desktop, page);
    if (!lhr.runtimeError) return lhr;
    console.error(`${address}: ${lhr.runtimeError.message}`);
    if (attempt === 3) throw new Error(`${address} could not be measured: ${lhr.runtimeError.code}`);
  }
}

const program = await start(dll, { apps: 60, months: 1 });
const browser = await launch();
const rows = [];
let below = 0;
try {
  const { page, context } = await windowOf(browser, program.base, "admin");
  const addresses = all.filter(r => !isPattern(r));
  for (const address of ["/", "/runs", "/apps"]) {
    await open(page, program.base + address);
    for (const link of await page.evaluate(() => [...document.querySelectorAll("a[href^='/']")].map(a => a.getAttribute("href")))) {
      const path = new URL(link, program.base).pathname;
      const route = all.find(r => !isPattern(r) && matches(r, path)) ?? all.find(r => matches(r, path));
      if (route && isPattern(route) && !addresses.some(a => matches(route, a) && !all.includes(a))) addresses.push(path);
    }
  }
  for (const route of all) {
    if (!addresses.some(a => a === route || (isPattern(route) && matches(route, a)))) { below++; console.log(`WRONG: no page of the route ${route} was reached`); }
  }
  for (const address of addresses.filter(a => !only || only.some(o => o === a || (isPattern(o) && matches(o, a))))) {
    const scores = Object.fromEntries(Object.keys(least).map(c => [c, []]));
    const audits = new Map();
    for (let run = 0; run < Number(runs); run++) {
      const lhr = await measured(page, program.base + address);
      for (const category of Object.keys(least)) {
        scores[category].push(Math.round(lhr.categories[category].score * 100));
        for (const { id, weight } of lhr.categories[category].auditRefs) {
          const audit = lhr.audits[id];
          if (weight > 0 && audit.score !== null && audit.score < 0.9) audits.set(id, `${id} ${audit.displayValue ?? ""}`.trim());
        }
      }
    }
    const medians = Object.fromEntries(Object.entries(scores).map(([category, list]) => [category, median(list)]));
    const low = Object.entries(least).some(([category, bound]) => medians[category] < bound);
    if (low) below++;
    rows.push(medians);
    console.log(`${low ? "WRONG" : "ok"}: ${address}: ${Object.entries(medians).map(([category, score]) => `${category} ${score}`).join(", ")}${audits.size > 0 ? ` (${[...audits.values()].join("; ")})` : ""}`);
  }
  await context.close();
} finally {
  await browser.close();
  await program.stop();
}
for (const category of Object.keys(least)) console.log(`lowest ${category}: ${Math.min(...rows.map(r => r[category]))}, at least ${least[category]} wanted`);
console.log(`${rows.length} pages, ${below} below`);
process.exit(below === 0 && rows.length > 0 ? 0 : 1);
