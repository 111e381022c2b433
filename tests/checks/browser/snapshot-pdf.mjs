// Prints sealed months and reads the PDFs: see ../snapshot-pdf.sh.
//   node snapshot-pdf.mjs DLL OUT
import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { api, launch, open, windowOf } from "./browser.mjs";
import { start } from "./program.mjs";

const [dll, out] = process.argv.slice(2);
const papers = { A4: [595, 842], Letter: [612, 792] };
const edge = 20;            // points: nothing is printed nearer to the paper's edge
const largest = 2_000_000;  // bytes

const program = await start(dll, { apps: 160, months: 3 });
const browser = await launch();
const wrong = [];
let documents = 0;

const number = value => value.toLocaleString("en-US");
const percent = value => `${value.toFixed(1)}%`;
const days = kpi => {
  if (kpi.value === null && kpi.lowerBound === null) return "Nobody was followed";
  if (kpi.value === null) return "not reached, more than";
  const shown = kpi.value < 10 ? Math.round(kpi.value * 10 + Number.EPSILON) / 10 : Math.round(kpi.value);
  return `${number(shown)} ${shown === 1 ? "day" : "days"}`;
};
const money = (minor, currency) => `${currency} ${(minor / 100).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`;
const run = (tool, ...args) => execFileSync(tool, args, { encoding: "utf8", maxBuffer: 64 << 20 });

/** What must stand beside what: the beginning of a line, and the figures in it. */
function rowsOf({ snapshot, figures: f }) {
  const count = (name, value) => [name, number(value)];
  return [
    ["Coverage", percent(f.kpis.coverage.value), `${f.kpis.coverage.target}%`],
    ["Time to remediate,", days(f.kpis.timeToRemediate)],
    ["Renewal lead time", "Not yet measured"], ["Refused connections", "Not yet measured"],
    count("Open at the month's end", f.remediation.open), count("Overdue", f.remediation.overdue),
    count("Detected in the month", f.remediation.detected), count("Remediated", f.remediation.remediated),
    ["Due dates kept", percent(f.remediation.slaMetPercent)],
    count("Must enforce", f.posture.denominator),
    ...["enforced", "excepted", "gaps", "notEnforced", "unsupported", "unknown"].map(band =>
      count({ enforced: "Enforced", excepted: "Excepted", gaps: "Gaps", notEnforced: "Not enforced", unsupported: "Unsupported", unknown: "Unknown" }[band], f.bands[band])),
    ...f.costs.map(c => [c.currency, money(c.minor, c.currency), money(c.enforcedMinor, c.currency), money(c.notEnforcedMinor, c.currency)]),
    ["SHA-256", snapshot.hash],
    ["Audit entry", String(snapshot.auditSeq)],
  ];
}

/** What is wrong with a document. */
function problems(file, month, paper) {
  const found = [];
  const text = run("pdftotext", "-layout", file, "-").replace(/\u00a0/g, " ");
  const lines = text.split(/\n/).map(line => line.trim().replace(/\s+/g, " "));
  for (const [name, ...values] of rowsOf(month)) {
    // A cell of two lines stands half a line above or below its row's name.
    const fits = lines.some((line, i) => line.startsWith(name) && values.every(value =>
      new RegExp(`(?<![\\d.,])${value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\d])`).test(lines.slice(Math.max(0, i - 2), i + 3).join(" "))));
    if (!fits) found.push(`no line "${name}" with ${values.join(", ")}`);
  }
  const words = text.replace(/\s+/g, " ");
  for (const app of [...month.figures.moves.worseApps, ...month.figures.moves.betterApps].slice(0, 10)) if (!words.replace(/ /g, "").includes(app.name.replace(/ /g, ""))) found.push(`${app.name} is not named`);

  const pages = text.split("\f").filter(page => page.trim());
  pages.forEach((page, i) => {
    if (!page.includes(`page ${i + 1} of ${pages.length}`)) found.push(`page ${i + 1} has no number`);
    if (!page.includes(`audit entry ${month.snapshot.auditSeq}`) || !page.includes(month.snapshot.hash.slice(0, 16))) found.push(`page ${i + 1} does not say by what it was sealed`);
  });
  if (pages.length > 6) found.push(`${pages.length} pages`);
  const [width, height] = papers[paper];
  for (const page of run("pdftotext", "-bbox", file, "-").split("<page ").slice(1)) {
    const [, w, h] = /width="([\d.]+)" height="([\d.]+)"/.exec(page);
    if (Math.abs(w - width) > 1 || Math.abs(h - height) > 1) found.push(`a page of ${w} × ${h} points`);
    for (const [, x1, y1, x2, y2, word] of page.matchAll(/xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)/g))
      if (x1 < edge || y1 < edge || x2 > width - edge || y2 > height - edge) found.push(`"${word}" lies outside`);
  }
  for (const font of run("pdffonts", file).split("\n").slice(2).filter(Boolean)) if (!/ yes (yes|no) (yes|no) +\d+ +\d+$/.test(font.trimEnd())) found.push(`a font is not embedded: ${font.trim()}`);
  const pictures = run("pdfimages", "-list", file).split("\n").slice(2).filter(Boolean).length;
  if (pictures > 0) found.push(`${pictures} pictures: charts are lines and areas`);
  if (statSync(file).size > largest) found.push(`${statSync(file).size} bytes`);
  return found;
}

async function print(month, paper, name, css = null) {
  const { page, context } = await windowOf(browser, program.base, "reader", { bypassCsp: true });
  await open(page, `${program.base}/snapshots/${month}`);
  if (css) await page.addStyleTag({ content: css });
  const file = join(out, `${name}.pdf`);
  await page.pdf({ path: file, format: paper, printBackground: true });
  await context.close();
  return file;
}

try {
  const months = (await api(program.base, "reader", "/api/v1/snapshots")).items.map(item => item.month);
  if (months.length < 2) wrong.push("fewer than two months are sealed");
  let sample;
  for (const name of months) {
    const month = await api(program.base, "reader", `/api/v1/snapshots/${name}`);
    sample ??= month;
    for (const paper of Object.keys(papers)) {
      const file = await print(name, paper, `${name}-${paper}`);
      documents++;
      for (const problem of problems(file, month, paper)) wrong.push(`${name} on ${paper}: ${problem}`);
      run("pdftoppm", "-gray", "-r", "110", "-png", file, join(out, `${name}-${paper}`));
    }
  }

  // Lies, each of which must be seen.
  const of = sample.figures.month;
  const lie = structuredClone(sample);
  lie.figures.kpis.coverage.value += 0.1;
  const plain = join(out, `${of}-A4.pdf`);
  const lies = {
    "a coverage that is another one": problems(plain, lie, "A4"),
    "a table that is not printed": problems(await print(of, "A4", "lie-table", "table { display: none !important; }"), sample, "A4"),
    "a page that is too wide": problems(await print(of, "A4", "lie-wide", ".sheet { width: 1500px !important; }"), sample, "A4"),
    "a chart that is a picture": problems(await print(of, "A4", "lie-picture", ".partial { filter: drop-shadow(0 0 1px red) !important; } .band { filter: blur(1px) !important; }"), sample, "A4"),
  };
  for (const [name, found] of Object.entries(lies)) if (found.length === 0) wrong.push(`not seen: ${name}`);
} catch (e) {
  wrong.push(String(e));
} finally {
  await browser.close();
  await program.stop();
}
for (const problem of wrong) console.log(`WRONG: ${problem}`);
console.log(`${documents} documents, ${wrong.length} wrong`);
process.exitCode = wrong.length === 0 && documents > 0 ? 0 : 1;
