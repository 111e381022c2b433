// See snapshots.sh.
import fs from 'node:fs';
import path from 'node:path';
import { Comparison, compareAnswers, compareFigures, compareHistory, compareRestatements, compareSeals, readAnchor, readSeals } from './lib/compare-months.mjs';
import { freePort, run, start, tick } from './lib/dashboard.mjs';
import { change } from './lib/database.mjs';
import { asking, expectMonth, readHistory, uncompared } from './lib/month-figures.mjs';
import { editsOf } from './lib/month-edits.mjs';
import { figuresOf } from './lib/month-names.mjs';
import { checkByHand } from './lib/month-recipe.mjs';

const [work, postgres, seed] = process.argv.slice(2);
const months = 12;
// The last month is sealed and its costs are not final; at the later moment they are. Both are in the same month: the demo's year ends with it.
const [early, late] = ['2026-11-03T12:00:00Z', '2026-11-24T12:00:00Z'];
const demo = {
  Dashboard__Mode: 'Demo', Dashboard__Demo__Seed: seed, Dashboard__Demo__Months: '12', Dashboard__Demo__Apps: '120', Dashboard__Schedule: 'off',
};
// Other settings judge otherwise, so that the rule set has another version; and what is aimed at is another.
const changed = { Dashboard__Scope__Unclassified: 'InScope', Dashboard__Coverage__TargetPercent: '75' };

const kinds = {
  SQLite: {
    place: folder => path.join(folder, 'demo.db'),
    settings: folder => ({ Dashboard__DataDirectory: folder, Dashboard__Audit__AnchorFile: path.join(folder, 'anchor.log') }),
    async copy(from, to) { for (const file of fs.readdirSync(from).filter(f => f.startsWith('demo.db'))) fs.copyFileSync(path.join(from, file), path.join(to, file)); },
    async drop() {},
  },
  PostgreSQL: {
    place: folder => postgres.replace('Database=postgres', `Database=${path.basename(folder)}`),
    settings: folder => ({
      Dashboard__DataDirectory: folder, Dashboard__Audit__AnchorFile: path.join(folder, 'anchor.log'), Dashboard__Database__Provider: 'PostgreSql',
      Dashboard__Database__ConnectionString: kinds.PostgreSQL.place(folder),
    }),
    copy: (from, to) => change(postgres, `CREATE DATABASE ${path.basename(to)} TEMPLATE ${path.basename(from)};`),
    drop: folder => change(postgres, `DROP DATABASE ${path.basename(folder)} WITH (FORCE);`),
  },
};

const total = new Comparison();
const took = (title, result) => {
  total.with(result);
  for (const line of result.differences.slice(0, 15)) console.log(`  DIFFERS: ${line}`);
  console.log(`${title}: ${result.differences.length} of ${result.compared} differ`);
};
const fact = (title, name, expected, found) => { const one = new Comparison(); one.same(title, name, expected, found); took(`${title}, ${name}`, one); };

/** Serves the demo until its past is filled up to a moment, and asks it for its sealed months. */
async function serve(settings, at) {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  let filled = false, failed = false;
  const program = start({ ...settings, Dashboard__Demo__AsOf: at, Dashboard__Listen: base }, ['serve'], line => {
    filled ||= /Filled \d+ simulated days/.test(line);
    failed ||= /could not fill|was not filled/.test(line);
  });
  for (const end = Date.now() + 900_000; !filled; await tick(200))
    if (failed || program.code() !== null || Date.now() > end) throw new Error(`the demo did not fill its past: ${program.errors().slice(-2000)}`);
  const get = async url => {
    const answer = await fetch(`${base}/api/v1/${url}`, { headers: { 'X-Demo-Persona': 'auditor' } });
    if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
    return await answer.json();
  };
  const list = await get('snapshots?pageSize=100');
  const details = new Map();
  for (const { month } of list.items) details.set(month, await get(`snapshots/${month}`));
  await program.stop();
  return { list, details };
}

async function verify(settings, allow = [0, 1]) {
  const { code, output } = await run({ ...settings, Dashboard__Demo__AsOf: late, DOTNET_TieredPGO: '0' }, ['verify'], { allow });
  return { code, output };
}

/** A seal as one text, without the signatures, which may be added later. */
const unsigned = seal => JSON.stringify({ ...seal, signed: null });

/** The same sealed rows as before, to the byte, and what is worked out of the history is still what they say. */
async function compareAgain(title, name, folder, before) {
  const place = kinds[name].place(folder);
  const again = new Comparison(), seals = await readSeals(asking(place));
  for (const one of before) again.same(one.month, 'untouched', unsigned(one), unsigned(seals.find(s => s.month === one.month)));
  took(`${title}: sealed rows`, again);
  const history = await readHistory(place);
  took(`${title}: figures`, await compareHistory(history, before));
  const { code, output } = await verify({ ...demo, ...kinds[name].settings(folder) });
  fact(title, 'verify', '0 holds', `${code} ${output.split(':')[0]}`);
  return { history, seals };
}

async function compareDatabase(name) {
  const folder = path.join(work, `months_${name.toLowerCase()}`), kind = kinds[name], place = kind.place(folder);
  fs.mkdirSync(folder);
  const settings = { ...demo, ...kind.settings(folder) };
  const first = await serve(settings, early);
  const seals = await readSeals(asking(place));
  fact(name, 'months', months, seals.length);
  took(`${name}: figures`, await compareHistory(await readHistory(place), seals));
  took(`${name}: hashes, trail and anchor`, compareSeals(seals, readAnchor(fs.readFileSync(path.join(folder, 'anchor.log'), 'utf8'))));
  took(`${name}: answers of the API`, compareAnswers(seals, first.list, first.details));
  byHand(name, place, folder, seals);
  const { code, output } = await verify(settings);
  fact(name, 'verify', '0 holds', `${code} ${output.split(':')[0]}`);

  const second = await serve(settings, late);
  const later = await compareAgain(`${name}, three weeks later`, name, folder, seals);
  took(`${name}: restatements`, await compareRestatements(later.history, seals, second.details, Date.parse(late)));
  const moved = [...second.details].filter(([, d]) => d.restatement.length > 0).map(([month, d]) => `${d.restatement.length} of ${month}`);
  console.log(`${name}: restated: ${moved.join(', ')}`);
  fact(name, 'something was restated', true, moved.length > 0);

  // The rules change, and so does everybody's standing; a year of months stays as it is.
  await run({ ...settings, ...changed, Dashboard__Demo__AsOf: late }, ['collect'], { allow: [0, 2] });
  const [versions] = await asking(place)('SELECT count(DISTINCT "RuleSetVersion") FROM "Runs"');
  fact(name, 'versions of the rule set', '2', versions[0]);
  await compareAgain(`${name}, under other rules`, name, folder, seals);
  const other = await run({ ...settings, ...changed, Dashboard__Demo__AsOf: late }, ['verify'], { allow: [0, 1] });
  fact(name, 'verify under other settings', 0, other.code);
  return { name, folder, seals };
}

// The commands of the document, on every month.
function byHand(name, place, folder, seals) {
  const result = new Comparison();
  let agree = 0;
  for (const { month } of seals) {
    const answer = checkByHand(place, path.join(folder, 'anchor.log'), month);
    agree += answer.agree;
    result.same(month, 'by hand', '0 differ, exit 0', `${answer.differ} differ, exit ${answer.code}${answer.errors}`);
    for (const line of answer.lines.filter(l => l.startsWith('DIFFERS'))) result.differences.push(`${month} by hand: ${line}`);
    result.same(month, 'by hand, values', true, answer.agree >= 15);
  }
  took(`${name}: ${agree} values by the commands of docs/verify-a-month.md`, result);
}

// A comparison that sees nothing would find nothing wrong: a figure that is another one, is missing, or that nobody knows must be seen.
async function alterFigures({ name, folder, seals }) {
  const result = new Comparison();
  const seal = seals.at(-1), expected = await expectMonth(await readHistory(kinds[name].place(folder)), seal.month);
  const honest = compareFigures(expected, seal.text).differences.length;
  const seen = figures => compareFigures(expected, JSON.stringify(figures)).differences.length > honest;
  for (const figure of figuresOf(seal.text).keys()) {
    if (uncompared.some(([pattern]) => pattern.test(figure))) continue;
    result.same(seal.month, `altered.${figure}`, true, seen(altered(JSON.parse(seal.text), figure)));
  }
  result.same(seal.month, 'a figure that nobody knows', true, seen({ ...JSON.parse(seal.text), invented: 1 }));
  const { bands, ...without } = JSON.parse(seal.text);
  result.same(seal.month, 'a figure that is missing', true, seen({ ...without, bands: { ...bands, enforced: undefined } }));
  took(`${name}: single figures altered, each of which must be seen`, result);
}

/** The same with another value for one figure. */
function altered(value, name) {
  if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) {
      const under = Array.isArray(value) ? inner.id ?? inner.currency ?? inner.name : key;
      const rest = name === String(under) ? '' : name.startsWith(`${under}.`) ? name.slice(String(under).length + 1) : null;
      if (rest === null) continue;
      value[key] = rest === '' ? other(inner) : altered(inner, rest);
      return value;
    }
    throw new Error(`no such figure: ${name}`);
  }
  return other(value);
}
const other = value => typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : Array.isArray(value) ? [...value, 'x'] : `${value ?? ''}x`;

// Copies of the database, each altered in one place.
async function alterDatabase({ name, folder, seals }) {
  const kind = kinds[name], result = new Comparison();
  const seal = seals.at(-4), edits = await editsOf(asking(kind.place(folder)), seal);
  for (const [i, edit] of edits.entries()) {
    const copy = `${folder}_${i}`;
    fs.mkdirSync(copy);
    await kind.copy(folder, copy);
    fs.copyFileSync(path.join(folder, 'anchor.log'), path.join(copy, 'anchor.log'));
    await change(kind.place(copy), edit.sql);
    const { output } = await verify({ ...demo, ...kind.settings(copy) });
    const named = edit.named?.test(output) ?? /^(months|snapshots): /m.test(output);
    // The seals of before: what the history says now is not what they say, or the row is not what it was.
    const again = await readSeals(asking(kind.place(copy)));
    const anew = again.map(unsigned).join() !== seals.map(unsigned).join() || (await compareHistory(await readHistory(kind.place(copy)), [seal])).differences.length > 0;
    const hand = checkByHand(kind.place(copy), path.join(copy, 'anchor.log'), seal.month).code !== 0;
    await kind.drop(copy);
    fs.rmSync(copy, { recursive: true });
    const by = [named && 'verify', anew && 'the figures worked out anew', hand && 'the commands by hand'].filter(Boolean);
    console.log(`  ${name}: ${by.length > 0 ? `seen by ${by.join(', ')}` : 'NOT SEEN'}: ${edit.what}`);
    result.same(edit.what, 'edit seen', true, by.length > 0 && (edit.named === null || named) && (!edit.byHand || hand));
  }
  took(`${name}: single rows altered, each of which must be seen`, result);
}

// Both at once: most of it is waiting for the program.
const filled = await Promise.all(Object.keys(kinds).map(compareDatabase));
await Promise.all(filled.map(async one => {
  await alterFigures(one);
  await alterDatabase(one);
}));

console.log(`compared: ${Object.entries(total.kinds).map(([what, n]) => `${n} × ${what}`).join(', ')}`);
for (const [reason, n] of Object.entries(total.skipped)) console.log(`not compared one by one: ${n} figures: ${reason}`);
console.log(`${total.compared} figures and facts compared`);
console.log(`${Math.min(...filled.map(f => f.seals.length))} months, ${total.differences.length} differ`);
process.exitCode = total.differences.length === 0 && filled.every(f => f.seals.length === months) && total.compared > 10_000 ? 0 : 1;
