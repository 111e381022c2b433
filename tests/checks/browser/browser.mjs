// What the checks in a browser share: Debian's Chromium, the demo's personas, and the routes of the program's own source.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

export const personas = ["reader", "finops", "security", "approver", "auditor", "admin", "owner"];

export const launch = () => puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  headless: true,
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
    "--no-proxy-server", "--force-prefers-reduced-motion"],
});

/** Every address pattern that a component of the program claims, so that a new page is never left out. */
export function routes(root) {
  const found = [];
  const visit = folder => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) { if (entry.name !== "bin" && entry.name !== "obj") visit(path); continue; }
      if (!/\.(razor|cs)$/.test(entry.name)) continue;
      for (const match of readFileSync(path, "utf8").matchAll(/^\s*(?:@page\s+|\[Route\()"([^"]+)"/gm)) found.push(match[1]);
    }
  };
  visit(join(root, "src/Dashboard.Web"));
  return [...new Set(found)].sort();
}

/** Whether a path is of a route. */
export function matches(route, path) {
  const pattern = route.split("/").map(part =>
    /^\{\*/.test(part) ? ".+" : /^\{[^}]+:(long|int)\??\}$/.test(part) ? "\\d+" : /^\{/.test(part) ? "[^/]+" : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("/");
  return new RegExp(`^${pattern}/?$`, "i").test(path);
}

export const isPattern = route => route.includes("{");

/** A window of its own for a persona. */
export async function windowOf(browser, base, persona, view = {}) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: view.width ?? 1440, height: view.height ?? 900 });
  const features = [{ name: "prefers-reduced-motion", value: "reduce" }, { name: "prefers-color-scheme", value: view.scheme ?? "light" }];
  await page.emulateMediaFeatures(features);
  await context.setCookie({ name: "dashboard-persona", value: persona, domain: new URL(base).hostname, path: "/", sameSite: "Strict", httpOnly: true });
  if (view.bypassCsp) await page.setBypassCSP(true);
  const complaints = [];
  // What the browser says of an answer names no address; the answer itself does.
  page.on("console", message => { if (message.type() === "error" && !/the server responded with a status of/.test(message.text())) complaints.push(message.text()); });
  page.on("response", answer => { if (answer.status() >= 400 && ![403, 404].includes(answer.status())) complaints.push(`${answer.status()} for ${answer.url()}`); });
  page.on("pageerror", error => complaints.push(String(error)));
  return { page, context, complaints };
}

/** Opens a page and waits until it is connected and no panel is loading any more. */
export async function open(page, address, timeout = 60000) {
  await page.goto(address, { waitUntil: "load", timeout });
  await settle(page, timeout);
}

export async function settle(page, timeout = 60000) {
  const deadline = Date.now() + timeout;
  const ready = () => "live" in document.documentElement.dataset
    && document.querySelector("main h1, main h2") !== null && document.querySelectorAll(".skeleton, [aria-busy='true']").length === 0;
  // Asked from outside: a function that the page itself would have to compile is refused by its content policy.
  let quiet = 0;
  while (quiet < 3) {
    quiet = await page.evaluate(ready).catch(() => false) ? quiet + 1 : 0;
    if (Date.now() > deadline) throw new Error(`${page.url()} was still loading after ${timeout / 1000} s`);
    await new Promise(done => setTimeout(done, 60));
  }
}

/** Answers of the API as a persona. */
export async function api(base, persona, path) {
  const answer = await fetch(base + path, { headers: { "X-Demo-Persona": persona, Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status} for ${path}`);
  return answer.json();
}

/** Runs work over items with a few workers at a time. */
export async function each(items, workers, work) {
  const queue = [...items];
  await Promise.all(Array.from({ length: workers }, async () => { while (queue.length > 0) await work(queue.shift()); }));
}
