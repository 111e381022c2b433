// See snapshot-xlsx.sh.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { run, start } from './lib/dashboard.mjs';
import { change, rows } from './lib/database.mjs';
import { figuresOf } from './lib/month-names.mjs';

const [work] = process.argv.slice(2);
const settings = {
  Dashboard__Mode: 'Demo', Dashboard__Demo__Apps: '120', Dashboard__Demo__Months: '3', Dashboard__Demo__AsOf: '2026-11-24T12:00:00Z', Dashboard__Demo__Seed: '2',
  Dashboard__Schedule: 'off', Dashboard__Listen: 'http://127.0.0.1:0', Dashboard__DataDirectory: work, Dashboard__Audit__AnchorFile: path.join(work, 'anchor.log'),
};
const database = path.join(work, 'demo.db');
// What spreadsheets take for a formula, a number, a date or an error where they are careless.
const hostile = ["=cmd|' /C calc'!A0", '@SUM(1+1)*cmd', '+1+1', '-2+3', '=1+1', '\t=1+1', '2026-11-01', '00123', '1e5', '=HYPERLINK("http://example.org","x")', '<f>1+1</f>', 'TRUE'];

let filled = false;
const program = start(settings, ['serve'], line => {
  filled ||= /Filled \d+ simulated days/.test(line);
  if (filled || /could not fill|was not filled/.test(line)) program.kill('SIGTERM');
});
await program.ended;
if (!filled) throw new Error(`the demo did not fill its past: ${program.errors().slice(-2000)}`);

// The months are sealed once more, by hand and late, over a history in which owners, risk owners, names and scopes are hostile.
const text = i => `'${hostile[i % hostile.length].replaceAll("'", "''")}'`;
const pick = column => `CASE ("${column}" % ${hostile.length}) ${hostile.map((_, i) => `WHEN ${i} THEN ${text(i)}`).join(' ')} END`;
await change(database, `DROP TRIGGER "SealedMonths_NoDelete"; DELETE FROM "SealedMonths"; DROP TRIGGER IF EXISTS "Exceptions_NoUpdate";
  UPDATE "AppStates" SET "Owner" = ${pick('AppId')}; UPDATE "Apps" SET "Name" = ${pick('AppId')}; UPDATE "Exceptions" SET "RiskOwner" = ${pick('Id')};
  UPDATE "Runs" SET "MissingScopes" = '["=1+1"]' WHERE "Status" = 2;`);
await run(settings, ['seal']);

let cells = 0, wrong = 0;
const check = (right, what) => { cells++; if (!right) { wrong++; console.log(`  WRONG: ${what}`); } };

const unescape = xml => xml.replace(/<text:s(?: text:c="(\d+)")?\/>/g, (_, n) => ' '.repeat(Number(n ?? 1))).replace(/<text:tab\/>/g, '\t').replace(/<[^>]+>/g, '')
  .replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');

/** The rows of a sheet as LibreOffice understood it: each cell with its type, value and formula. */
function readSheet(xml, name) {
  const sheet = new RegExp(`<table:table table:name="${name}"[^>]*>([^]*?)</table:table>`).exec(xml)?.[1] ?? '';
  return [...sheet.matchAll(/<table:table-row[^>]*?(?:\/>|>([^]*?)<\/table:table-row>)/g)].map(([, row = '']) => [...row.matchAll(/<table:(?:covered-)?table-cell([^>]*?)(?:\/>|>([^]*?)<\/table:(?:covered-)?table-cell>)/g)].flatMap(([, attributes, inner = '']) => {
    const of = key => new RegExp(`${key}="([^"]*)"`).exec(attributes)?.[1];
    const type = of('office:value-type') ?? 'empty';
    const shown = unescape([...inner.matchAll(/<text:p[^>]*?(?:\/>|>([^]*?)<\/text:p>)/g)].map(([, p = '']) => p).join('\n'));
    const value = { float: of('office:value'), date: of('office:date-value'), boolean: of('office:boolean-value'), string: of('office:string-value') ?? shown }[type] ?? of('office:value');
    return Array(Math.min(8, Number(of('table:number-columns-repeated') ?? 1))).fill({ type, value, formula: of('table:formula') });
  }));
}

function compare(month, book, json) {
  const name = `snapshot-${month}`;
  execFileSync('soffice', ['--headless', `-env:UserInstallation=file://${work}/office`, '--convert-to', 'fods', '--outdir', work, book], { stdio: 'pipe', timeout: 180_000 });
  const xml = fs.readFileSync(book.replace(/xlsx$/, 'fods'), 'utf8');
  // LibreOffice shows a truth value of a workbook as a formula of its own; there is no other.
  check([...xml.matchAll(/table:formula="([^"]*)"/g)].every(([, f]) => /^of:=(TRUE|FALSE)\(\)$/.test(f)), `${month}: a formula in the workbook`);
  const sheets = execFileSync('unzip', ['-p', book, 'xl/worksheets/*.xml'], { encoding: 'utf8', maxBuffer: 1 << 28 });
  check(!/<f[ >/]/.test(sheets), `${month}: a formula in the file`);
  const table = readSheet(xml, name).filter(r => r[0]?.type === 'string').map(([figure, value]) => [figure.value, value]);
  check(table[0]?.[0] === 'figure', `${month}: no heading in the sheet ${name}`);
  const found = new Map(table.slice(1));
  const expected = new Map([...figuresOf(json.content), ['hash', json.snapshot.hash], ['auditSeq', json.snapshot.auditSeq], ['auditHash', json.snapshot.auditHash], ['sealedAt', json.snapshot.sealedAt]]);
  json.summary.forEach((sentence, i) => expected.set(`summary.${i + 1}`, sentence.text));
  for (const [figure, value] of expected) {
    const cell = found.get(figure);
    check(cell !== undefined && right(figure, value, cell), `${month} ${JSON.stringify(figure)}: ${JSON.stringify(value)} expected, ${JSON.stringify(cell)} found`);
  }
  const owners = [...expected].filter(([figure]) => /\.(owner|riskOwner|name)$/.test(figure)).map(([, value]) => value);
  return hostile.filter(h => owners.includes(h)).length;
}

const moments = ['asOf', 'knownAt', 'standingRunTime', 'expires', 'date', 'earliest', 'latest', 'sealedAt'];

function right(figure, value, { type, value: found, formula }) {
  // A workbook has no empty text apart from an empty cell.
  if (value === null || value === '') return type === 'empty' || found === '';
  if (typeof value === 'number') return type === 'float' && Number(found) === value;
  if (typeof value === 'boolean') return ['boolean', 'float'].includes(type) && formula === `of:=${String(value).toUpperCase()}()`;
  if (moments.includes(figure.split('.').at(-1))) return type === 'date' && Math.abs(Date.parse(`${found}${/Z$/.test(found) ? '' : 'Z'}`) - Date.parse(value)) <= 1000;
  if (value.startsWith('[')) return type === 'string' || type === 'empty' ? (found ?? '') === JSON.parse(value).join('; ') : false;
  // What begins like a formula has an apostrophe before it, as in every file.
  return type === 'string' && found === (/^[=+\-@\t]/.test(value) ? `'${value}` : value);
}

let most = 0;
for (const [number] of await rows(database, 'SELECT "Month" FROM "SealedMonths"')) {
  const month = `${number.slice(0, 4)}-${number.slice(4)}`, book = path.join(work, `${month}.xlsx`);
  await run(settings, ['export', 'snapshots', '--month', month, '--format', 'xlsx', '--output', book]);
  const { output } = await run(settings, ['export', 'snapshots', '--month', month, '--format', 'json']);
  const before = cells, met = compare(month, book, JSON.parse(output));
  most += met;
  console.log(`${month}: ${cells - before} cells, ${met} kinds of hostile text`);
}
check(most >= 6, `only ${most} hostile texts were met`);
console.log(`${cells} cells, ${wrong} wrong`);
process.exitCode = wrong === 0 && cells >= 100 ? 0 : 1;
