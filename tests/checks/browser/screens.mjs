// Pictures and accessibility scans of every page and of every panel state: see ../screens.sh.
//   node screens.mjs DLL ROOT OUT CONNECTION      CONNECTION is an administrator's to a PostgreSQL server
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { api, isPattern, launch, matches, open, routes, settle, windowOf } from "./browser.mjs";
import { start } from "./program.mjs";

const [dll, root, out, connection] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const all = routes(root);
const only = process.env.ONLY?.split(",");
mkdirSync(out, { recursive: true });

const part = name => new RegExp(`${name}=([^;]*)`, "i").exec(connection)?.[1];
const database = "screens";
const program = await start(dll, { settings: {
  Dashboard__Database__Provider: "PostgreSql", Dashboard__Database__ConnectionString: connection.replace(/Database=[^;]*/i, `Database=${database}`) } });
const base = program.base;

let pictures = 0, scans = 0, severe = 0;
const wrong = [];
const pages = new Set();   // addresses
const scanned = new Set(); // routes
const routeOf = path => all.find(route => !isPattern(route) && matches(route, path)) ?? all.find(route => matches(route, path));
const nameOf = address => address.replace(/^\//, "").replace(/[^\w.-]+/g, "-").replace(/^-|-$/g, "").slice(-60) || "overview";

/** A chart is drawn when it comes into view. */
async function drawn(page) {
  for (let tries = 0; tries < 50; tries++) {
    const missing = await page.evaluate(() => {
      const chart = [...document.querySelectorAll(".apex")].find(c => c.childElementCount === 0 && c.checkVisibility());
      chart?.scrollIntoView();
      return chart !== undefined;
    });
    if (!missing) break;
    await new Promise(done => setTimeout(done, 100));
  }
  await page.evaluate(() => scrollTo(0, 0));
}

async function picture(page, name) {
  await page.screenshot({ path: join(out, `${name}.png`), fullPage: true });
  pictures++;
}

async function scan(page, name, paper = false) {
  await page.evaluate(axe);
  const violations = await page.evaluate(async onPaper => (await window.axe.run(document, {
    runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }, resultTypes: ["violations"],
    rules: { "link-in-text-block": { enabled: !onPaper } }, // nobody follows a link on paper
  })).violations.map(v => ({ id: v.id, impact: v.impact, help: v.help, nodes: v.nodes.length, html: v.nodes[0].html.slice(0, 160) })), paper);
  scans++;
  for (const violation of violations) {
    const heavy = violation.impact === "serious" || violation.impact === "critical";
    if (heavy) severe++;
    console.log(`${heavy ? "WRONG" : "note"}: ${name}: ${violation.impact} ${violation.id}: ${violation.help} (${violation.nodes}): ${violation.html}`);
  }
}

/** What a person would see at once. */
async function looks(page, name, complaints) {
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (sideways > 0) wrong.push(`${name}: the page scrolls sideways by ${sideways} px`);
  const headings = await page.evaluate(() => document.querySelectorAll("h1").length);
  if (headings !== 1) wrong.push(`${name}: ${headings} headings of the first level`);
  for (const complaint of complaints.splice(0)) wrong.push(`${name}: the browser complains: ${complaint}`);
}

const views = [
  { name: "light-1440", width: 1440, scheme: "light" }, { name: "dark-1440", width: 1440, scheme: "dark" },
  { name: "light-390", width: 390, scheme: "light" }, { name: "dark-390", width: 390, scheme: "dark" },
];

async function everyView(browser, addresses) {
  for (const view of views) {
    const { page, context, complaints } = await windowOf(browser, base, "admin", { ...view, bypassCsp: true });
    for (const address of addresses) {
      await open(page, base + address);
      const name = `${nameOf(address)}-${view.name}`;
      await drawn(page);
      await picture(page, name);
      await scan(page, name);
      await looks(page, name, complaints);
      pages.add(address);
      scanned.add(routeOf(new URL(address, base).pathname));
      if (view.name !== "light-1440") continue;
      await page.emulateMediaType("print");
      await page.setViewport({ width: 733, height: 1000 }); // A4 less its margins
      await picture(page, `${nameOf(address)}-print`);
      await scan(page, `${nameOf(address)}-print`, true);
      writeFileSync(join(out, `${nameOf(address)}.pdf`), await page.pdf({ format: "A4", preferCSSPageSize: true, printBackground: true }));
      await page.emulateMediaType("screen");
      await page.setViewport({ width: view.width, height: 900 });
    }
    await context.close();
    console.error(`${view.name}: ${pictures} pictures`);
  }
}

/** Runs one statement, or keeps a transaction open until the returned function is called. */
function psql(...statements) {
  return new Promise((done, failed) => {
    const child = spawn("psql", ["-qAtX", "-v", "ON_ERROR_STOP=1", "-h", part("Host"), "-p", part("Port"), "-U", part("Username"), "-d", database,
      ...statements.flatMap(s => ["-c", s])]);
    let text = "", error = "";
    child.stdout.on("data", t => { text += t; });
    child.stderr.on("data", t => { error += t; });
    child.on("exit", code => code === 0 ? done(text.trim()) : failed(new Error(error)));
  });
}

function hold(statement) {
  const child = spawn("psql", ["-qAtX", "-v", "ON_ERROR_STOP=1", "-h", part("Host"), "-p", part("Port"), "-U", part("Username"), "-d", database]);
  const held = new Promise((done, failed) => {
    child.stdout.on("data", text => { if (String(text).includes("held")) done(); });
    child.stderr.on("data", text => failed(new Error(String(text))));
  });
  child.stdin.write(`BEGIN; ${statement}; SELECT 'held';\n`);
  const release = () => new Promise(done => { child.once("exit", done); child.stdin.end("ROLLBACK;\n"); });
  return held.then(() => release);
}

const inPage = (page, path) => page.evaluate(to => window.Blazor.navigateTo(to), path);

async function wait(page, selector, timeout = 15000) {
  const deadline = Date.now() + timeout;
  while (Date.now() < deadline) {
    if (await page.evaluate(s => document.querySelectorAll(s).length, selector).catch(() => 0) > 0) return true;
    await new Promise(done => setTimeout(done, 60));
  }
  return false;
}

/** Skeleton and error are forced by real faults of the database; a page without a panel that waits has neither. */
async function faults(browser, addresses) {
  const tables = (await psql("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '\\_\\_%'")).split("\n");
  const counted = { skeleton: 0, error: 0 };
  for (const view of [views[0], views[3]]) {
    const { page, context } = await windowOf(browser, base, "admin", { ...view, bypassCsp: true });
    for (const address of addresses) {
      await open(page, base + "/not-found");
      const release = await hold(`LOCK TABLE ${tables.join(", ")} IN ACCESS EXCLUSIVE MODE`);
      try {
        await inPage(page, address);
        if (await wait(page, ".skeleton", 6000)) {
          const name = `state-skeleton-${nameOf(address)}-${view.name}`;
          await picture(page, name);
          await scan(page, name);
          counted.skeleton++;
        } else console.log(`note: nothing waits on ${address}`);
      } finally { await release(); }
      await settle(page);

      await open(page, base + "/not-found");
      await psql(...tables.map(t => `ALTER TABLE ${t} RENAME TO ${t.replace(/"$|(?<=[^"])$/, '_away"').replace(/^(?!")/, '"')}`));
      try {
        await inPage(page, address);
        if (await wait(page, ".state.error", 6000)) {
          const name = `state-error-${nameOf(address)}-${view.name}`;
          await picture(page, name);
          await scan(page, name);
          const errors = await page.evaluate(() => [...document.querySelectorAll(".state.error")].map(e => ({ retry: e.querySelector("button") !== null, id: e.querySelector("code")?.textContent ?? "" })));
          if (errors.some(e => !e.retry || e.id.length < 6)) wrong.push(`${address}: an error without retry or id`);
          counted.error++;
        } else console.log(`note: nothing fails on ${address}`);
      } finally { await psql(...tables.map(t => `ALTER TABLE ${t.replace(/"$|(?<=[^"])$/, '_away"').replace(/^(?!")/, '"')} RENAME TO ${t}`)); }
      if (await page.evaluate(() => document.querySelectorAll(".state.error button").length) > 0) {
        await page.evaluate(() => document.querySelector(".state.error button").click());
        const mended = Date.now() + 20000;
        while (await page.evaluate(() => document.querySelectorAll(".state.error").length) > 0 && Date.now() < mended) await new Promise(done => setTimeout(done, 100));
        if (Date.now() >= mended) wrong.push(`${address}: Try again does not mend the page`);
      }
    }
    await context.close();
  }
  return counted;
}

/** Filters that nothing matches, and a persona who may not. */
async function quietStates(browser, list) {
  const empty = list.filter(a => !/not-found|error/.test(a)).map(a => `${a}?q=no-such-app&asOf=2026-11-20`);
  const cases = [
    ...empty.map(address => ["empty", "admin", address]), ["empty", "admin", "/audit?actor=nobody"], ["empty", "admin", "/runs?asOf=2020-01-01"],
    ["empty", "admin", "/?asOf=2020-01-01"], ["empty", "admin", "/apps/subscriptions/none"], ["empty", "admin", "/runs/999999"],
    ["nopermission", "reader", "/audit"],
  ];
  const counted = { empty: 0, nopermission: 0 };
  for (const view of [views[0], views[3]]) {
    for (const [state, persona, address] of cases) {
      const { page, context } = await windowOf(browser, base, persona, { ...view, bypassCsp: true });
      await page.goto(base + address, { waitUntil: "load" });
      await settle(page);
      if (await page.evaluate(s => document.querySelectorAll(`.state.${s}`).length, state) > 0) {
        const name = `state-${state}-${persona}-${nameOf(address)}-${view.name}`;
        await picture(page, name);
        await scan(page, name);
        counted[state]++;
      } else console.log(`note: nothing is ${state} on ${address}`);
      await context.close();
    }
  }
  return counted;
}

const browser = await launch();
const counted = {};
try {
  const fixed = all.filter(r => !isPattern(r));
  // Addresses of patterns are those that the pages lead to.
  const examples = new Map();
  const { page, context } = await windowOf(browser, base, "admin");
  for (const address of [...fixed, "/apps?verdict=NotEnforced", "/apps?verdict=Gaps"]) {
    await open(page, base + address);
    for (const link of await page.evaluate(() => [...document.querySelectorAll("a[href^='/']")].map(a => a.getAttribute("href")))) {
      const path = new URL(link, base).pathname, route = routeOf(path);
      if (route && isPattern(route) && !path.startsWith("/api/") && !examples.has(route)) examples.set(route, path);
    }
  }
  await context.close();
  const partial = (await api(base, "reader", "/api/v1/runs?pageSize=1000")).items.find(r => r.status === "Partial");
  const app = (await api(base, "reader", "/api/v1/apps?pageSize=1&verdict=NotEnforced")).items[0];
  const event = (await api(base, "reader", "/api/v1/changes?pageSize=1")).items[0];
  const details = [
    ...(partial ? [`/runs/${partial.id}`] : []), ...(app ? [`/apps?selected=${encodeURIComponent(app.resourceId)}`, `/apps${app.resourceId}`] : []),
    ...(event ? [`/changes?period=all&direction=all&selected=${event.id}`] : []), "/audit?selected=1",
  ];
  const wanted = [...new Set([...fixed, ...examples.values(), ...details])].filter(a => !only || only.includes(a));
  await everyView(browser, wanted);
  const panels = [...fixed, ...examples.values()].filter(a => !only || only.includes(a));
  Object.assign(counted, await faults(browser, panels), await quietStates(browser, panels));
} finally {
  await browser.close();
  await program.stop();
}

for (const route of all) if (!scanned.has(route) && !only) wrong.push(`the route ${route} was not scanned`);
for (const [state, count] of Object.entries(counted)) if (count === 0) wrong.push(`no panel was seen in the state ${state}`);
for (const line of wrong) console.log(`WRONG: ${line}`);
console.log(`states: ${Object.entries(counted).map(([state, count]) => `${count} ${state}`).join(", ")}`);
console.log(`${wrong.length} wrong`);
console.log(`${pages.size} pages, ${pictures} pictures`);
console.log(`axe: ${scans} scans, ${severe} serious or critical`);
process.exit(severe === 0 && wrong.length === 0 && scans > 40 ? 0 : 1);
