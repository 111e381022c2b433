// Walks every page as every persona under two filters and follows every figure: see ../figures.sh.
//   node figures.mjs DLL ROOT
import { api, isPattern, launch, matches, open, personas, routes, windowOf } from "./browser.mjs";
import { start } from "./program.mjs";

const [dll, root] = process.argv.slice(2);
const program = await start(dll);
const base = program.base;
const all = routes(root);
const examplesOfPattern = 3;
const broken = [];   // what makes the check fail
const warned = new Map();
const followed = new Map(); // name, link, value: each is followed once
const seenRoutes = new Set();
const examples = new Map(all.filter(isPattern).map(route => [route, new Map()]));
const lists = new Map();    // persona and address: the lists on that page

/** What stands on the open page: its figures, its inner links, and numbers that are no figure. */
function readPage() {
  const text = el => el.textContent.replace(/\s+/g, " ").trim();
  const seen = el => el.checkVisibility?.({ checkVisibilityCSS: true }) !== false;
  const explained = el => Boolean(el.closest("[title], [aria-label]:not(main, section, nav, table, [role='region'])") ?? el.querySelector("[title], [aria-label], .vh"));
  const figures = [...document.querySelectorAll("main [data-figure]")].filter(seen).map(el => ({
    name: el.dataset.figure, value: el.dataset.value ?? null, of: el.dataset.of ?? null, sum: el.dataset.sum ?? null, text: text(el),
    href: (el.closest("a[href]") ?? el.querySelector("a[href]"))?.getAttribute("href") ?? null, explained: explained(el),
  }));
  // What still waits on a page that is ready will never come.
  const waiting = [...document.querySelectorAll("main *")].filter(el => el.children.length === 0 && el.textContent.trim() === "…" && seen(el)
    && !el.closest("[data-figure], button, a") && !explained(el)).map(el => text(el.parentElement));
  const links = [...document.querySelectorAll("a[href]")].map(a => a.getAttribute("href"));
  const unmarked = [];
  const exempt = "[data-figure], a[href^='/runs/'], [data-not-figure], time, code, pre, kbd, tbody, thead, [aria-hidden='true'], [popover], .vh, .only-print, .pager, .state, .banner, nav, button, input, select, textarea, svg, script, style, dialog";
  const walker = document.createTreeWalker(document.querySelector("main") ?? document.body, NodeFilter.SHOW_TEXT);
  const month = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!parent || parent.closest(exempt) || parent.checkVisibility?.({ checkVisibilityCSS: true }) === false) continue;
    // Dates, times, ages, versions and the ids of rules are no counts.
    const words = node.data.replace(new RegExp(`\\b\\d{1,2} ${month}( \\d{4})?|${month} \\d{4}`, "g"), "")
      .replace(/\b\d+ (seconds?|minutes?|hours?|days?|weeks?|months?|years?|points?|ms|s|min|h|d)\b/g, "").replace(/\b(run|entry|event|rule set|version|RunId|page) \d[\d.]*/gi, "");
    for (const match of words.matchAll(/(?<![\w.:/#-])\d[\d,]*(?![\w:/%-]|\.\d)/g)) {
      if (Number(match[0].replaceAll(",", "")) >= 2) unmarked.push(`${match[0]} in "${words.replace(/\s+/g, " ").trim().slice(0, 90)}"`);
    }
  }
  return { figures, links, unmarked, waiting };
}

const decode = text => text.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&#39;", "'").replaceAll("&lt;", "<").replaceAll("&gt;", ">")
  .replace(/&#x([0-9a-f]+);/gi, (_, hex) => String.fromCodePoint(parseInt(hex, 16))).replaceAll("&amp;", "&");
const attribute = (tag, name) => { const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag); return found ? decode(found[1]) : null; };

/** The lists of a page: every page is rendered on the server first, so its HTML has them. */
async function listsOf(persona, address) {
  const key = persona + " " + address;
  if (!lists.has(key)) {
    lists.set(key, (async () => {
      const answer = await fetch(base + address, { headers: { "X-Demo-Persona": persona, Accept: "text/html" } });
      if (!answer.ok) throw new Error(`the page answers ${answer.status}`);
      return [...(await answer.text()).matchAll(/<[a-z][^>]*\sdata-total="[^>]*>/g)].map(([tag]) => ({
        names: [attribute(tag, "id"), attribute(tag, "aria-labelledby")], total: Number(attribute(tag, "data-total")),
        api: attribute(tag, "data-api"), attribute: name => attribute(tag, name),
      }));
    })());
  }
  return lists.get(key);
}

/** How many rows a link leads to, by the page and by the API; with a sum, what the rows add up to. */
async function rows(persona, link, sum) {
  const [address, fragment] = link.split("#");
  const onPage = await listsOf(persona, address);
  const list = fragment ? onPage.find(l => l.names.includes(fragment)) : onPage[0];
  if (!list) throw new Error("there is no list with data-total behind it");
  if (!list.api) throw new Error("the list behind it names no data-api");
  const [path, part] = list.api.split("#");
  const answer = await api(base, persona, path + (part ? "" : (path.includes("?") ? "&" : "?") + "pageSize=1"));
  if (!sum) return { page: list.total, api: part ? answer[part]?.length : answer.total };
  return { page: Number(list.attribute(`data-sum-${sum}`) ?? NaN), api: answer[part]?.reduce((total, row) => total + row[sum], 0) };
}

/** The number that a figure says; null where it says none. */
function valueOf(figure) {
  if (figure.value !== null) return Number(figure.value);
  const number = /\d[\d,\u202f\u00a0 ]*(\.\d+)?/.exec(figure.text);
  if (number) return Number(number[0].replace(/[,\u202f\u00a0 ]/g, ""));
  return /^(none|no)\b/i.test(figure.text) ? 0 : null;
}

async function follow({ figure, persona, where }) {
  const say = reason => broken.push(`${where} as ${persona}: ${figure.name} "${figure.text}" ${figure.href ?? ""}: ${reason}`);
  try {
    if (figure.href === null) return say("it has no link");
    const value = valueOf(figure);
    if (value === null) return /^[–…]$/.test(figure.text) && figure.explained ? undefined : say("it says no number, nor why");
    if (/%/.test(figure.text) && !figure.of && figure.value === null) return say("a percentage does not say of what (data-of)");
    const part = await rows(persona, figure.href, figure.sum);
    if (part.page !== part.api) say(`the page has ${part.page}, the API ${part.api}`);
    if (figure.of === null) { if (value !== part.page) say(`${value} is shown, ${part.page} are behind it`); return; }
    const whole = await rows(persona, figure.of);
    if (whole.page !== whole.api) say(`of ${figure.of}: the page has ${whole.page}, the API ${whole.api}`);
    const expected = whole.page === 0 ? null : Math.floor(1000 * part.page / whole.page) / 10;
    if (value !== expected) say(`${value}% is shown, ${part.page} of ${whole.page} are ${expected}%`);
  } catch (error) { say(error.message); }
}

const routeOf = path => all.find(route => !isPattern(route) && matches(route, path)) ?? all.find(route => matches(route, path));

async function walk(page, persona, address) {
  const path = new URL(address, base).pathname;
  await open(page, base + address);
  const found = await page.evaluate(readPage);
  const route = routeOf(path);
  if (route) seenRoutes.add(route);
  for (const figure of found.figures) {
    const key = [figure.name, figure.href, figure.of, figure.value ?? figure.text].join(" | ");
    if (!followed.has(key)) followed.set(key, { figure, persona, where: address });
  }
  for (const waits of found.waiting) broken.push(`${address} as ${persona}: a figure never came: ${waits}`);
  for (const number of found.unmarked) if (!warned.has(route + number)) warned.set(route + number, `${address}: ${number}`);
  for (const link of found.links) {
    if (!link.startsWith("/") || link.startsWith("/api/")) continue;
    const target = new URL(link, base);
    const pattern = routeOf(target.pathname);
    if (!pattern || !isPattern(pattern)) continue;
    const known = examples.get(pattern);
    if (known.size < examplesOfPattern && !known.has(target.pathname)) known.set(target.pathname, target.pathname);
  }
}

const subscriptions = (await api(base, "reader", "/api/v1/apps?pageSize=200")).items.map(app => app.subscriptionId);
const filters = ["", `?subscription=${subscriptions[0]}&sensitivity=Confidential`];
const started = Date.now();
const browser = await launch();
let visits = 0;
try {
  for (const persona of personas) {
    const { page, context, complaints } = await windowOf(browser, base, persona);
    for (const filter of filters) {
      for (const route of all.filter(r => !isPattern(r))) { await walk(page, persona, route + filter); visits++; }
      for (const known of examples.values()) for (const path of known.keys()) { await walk(page, persona, path + filter); visits++; }
    }
    for (const complaint of complaints) broken.push(`as ${persona}: the browser complains: ${complaint}`);
    await context.close();
    console.error(`${persona}: ${visits} visits, ${followed.size} figures, ${Math.round((Date.now() - started) / 1000)} s`);
  }
} finally { await browser.close(); }

for (const route of all) if (!seenRoutes.has(route)) broken.push(`no page of the route ${route} was reached`);
for (const one of followed.values()) await follow(one);
await program.stop();

for (const warning of warned.values()) console.log(`unmarked: ${warning}`);
for (const line of broken) console.log(`WRONG: ${line}`);
console.log(`${all.length} routes, ${personas.length} personas, ${filters.length} filters, ${visits} pages walked, ${warned.size} numbers unmarked`);
console.log(`${followed.size} figures followed, ${broken.length} differ`);
process.exit(broken.length === 0 && followed.size > 20 ? 0 : 1);
