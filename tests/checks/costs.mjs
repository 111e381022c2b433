// See costs.sh.
import path from 'node:path';
import { compare, readingOf } from './lib/compare-costs.mjs';
import { compareRealised, readRealised } from './lib/compare-realised.mjs';
import { readCosts } from './lib/cost-data.mjs';
import { lies } from './lib/cost-lies.mjs';
import { freePort, simulate, start, tick } from './lib/dashboard.mjs';
import { readExact } from './lib/money.mjs';

const [work, postgres, ...seeds] = process.argv.slice(2);
const asOf = '2026-11-24T12:00:00Z';
// The demo's year ends with the month that it stands in.
const yearEnd = '2026-12-01';
const apps = 150;
// A moment at which the month before is over and still preliminary.
const early = '2026-11-03T12:00:00Z';

const months = [
  ...Array.from({ length: 12 }, (_, i) => ({ month: new Date(Date.UTC(2025, 10 + i, 1)).toISOString().slice(0, 7) })),
  { month: '2026-11', at: asOf }, { month: '2026-10', at: early }, { month: '2026-09', at: early },
];

const total = { compared: 0, differ: 0, kinds: {} };

const truthOf = (seed, at, days) =>
  simulate(['truth', '--seed', seed, '--as-of', at, '--year-end', yearEnd, '--apps', String(apps), '--days', String(days)], readExact);

// Serves the demo until its past is filled; it goes on serving.
async function fill(settings) {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const program = start({ ...settings, Dashboard__Listen: base }, ['serve']);
  for (const end = Date.now() + 1_800_000; ;) {
    if (program.code() !== null || Date.now() > end) throw new Error(`the demo did not fill its past: ${program.errors().slice(-2000)}`);
    const runs = await fetch(`${base}/api/v1/runs?pageSize=1`, { headers: { 'X-Demo-Persona': 'auditor' } }).then(r => r.ok ? r.json() : null, () => null);
    const run = runs?.items?.[0];
    if (run && Date.parse(run.runTime) >= Date.parse(asOf) && run.status !== 'Running') break;
    await tick(500);
  }
  return { base, program };
}

// A reading of a month that was not final told what was true at its own moment; the truth of each such moment is asked for once.
const moments = new Map();
async function readTruths(seed, read, truth) {
  for (const month of read.months) {
    for (const { id } of truth.subscriptions) {
      const reading = readingOf(read.database, id, month);
      const key = `${seed} ${reading?.at}`;
      if (reading && !reading.final && !moments.has(key)) moments.set(key, (await truthOf(seed, new Date(reading.at).toISOString(), 95)).planCosts);
    }
  }
  return reading => reading.final ? truth.planCosts : moments.get(`${seed} ${reading.at}`);
}

function report(title, data, result) {
  total.compared += result.compared;
  total.differ += result.differences.length;
  for (const [what, n] of Object.entries(result.kinds)) total.kinds[what] = (total.kinds[what] ?? 0) + n;
  for (const line of result.differences.slice(0, 25)) console.log(`  DIFFERS: ${line}`);
  const plans = data.months.flatMap(m => m.plans);
  const sources = [...new Set(plans.map(p => p.source))].map(s => `${plans.filter(p => p.source === s).length} ${s ?? 'not there'}`).join(', ');
  const currencies = [...new Set(plans.flatMap(p => p.amounts.map(a => a.currency)))].sort();
  total.compared++;
  if (currencies.length !== 3) {
    total.differ++;
    console.log(`  DIFFERS: three currencies expected, ${currencies} found`);
  }
  console.log(`${title}: ${result.differences.length} of ${result.compared} differ (${plans.length} plans and months: ${sources}; ${currencies.join(', ')})`);
}

// What mutual TLS has caused, and that the comparison sees an amount that is a minor unit off.
function reportRealised(title, realised) {
  const result = compareRealised(realised);
  const known = realised.answer.items.flatMap(p => p.months).filter(m => m.cost !== null && Number(m.cost) > 0);
  const spoilt = structuredClone(realised);
  const month = spoilt.answer.items.flatMap(p => p.months).find(m => m.cost !== null && Number(m.cost) > 0);
  if (month) month.cost = (Number(month.cost) + 0.01).toFixed(2);
  // Not every seed has an upgrade that MTLS005 asked for; the one that is tried by default has.
  if (!month && seeds.includes('2')) result.differences.push('nothing was realised, so nothing was compared');
  if (month && compareRealised(spoilt).differences.length <= result.differences.length) result.differences.push('an amount that is a minor unit off is not seen');
  total.compared += ++result.compared;
  total.differ += result.differences.length;
  for (const [what, n] of Object.entries(result.kinds)) total.kinds[what] = (total.kinds[what] ?? 0) + n;
  for (const line of result.differences.slice(0, 25)) console.log(`  DIFFERS: ${line}`);
  console.log(`${title}, realised: ${result.differences.length} of ${result.compared} differ (${realised.answer.items.length} plans, ${known.length} months above 0)`);
}

// A comparison that sees nothing would find nothing wrong: each lie told on purpose must be seen.
function tryLies(data, honest) {
  const { truthAt, ...read } = data;
  for (const [name, lie] of lies) {
    const copy = structuredClone(read);
    lie(copy);
    const seen = compare({ ...copy, truthAt }).differences.length > honest.differences.length;
    total.compared++;
    if (!seen) total.differ++;
    console.log(`${seen ? 'seen' : '  DIFFERS: not seen'}: ${name}`);
  }
}

for (const seed of seeds) {
  const truth = await truthOf(seed, asOf, 430);
  const demo = {
    Dashboard__Mode: 'Demo', Dashboard__Demo__Seed: seed, Dashboard__Demo__AsOf: asOf, Dashboard__Demo__Months: '6', Dashboard__Demo__Apps: String(apps),
  };
  const directory = path.join(work, `sqlite-${seed}`);
  const connection = `${postgres};Database=costs${seed}`;
  const databases = {
    SQLite: { place: path.join(directory, 'demo.db'), settings: { ...demo, Dashboard__DataDirectory: directory } },
    PostgreSQL: {
      place: connection,
      settings: {
        ...demo, Dashboard__DataDirectory: path.join(work, `pg-${seed}`), Dashboard__Database__Provider: 'PostgreSql',
        Dashboard__Database__ConnectionString: connection,
      },
    },
  };
  for (const [name, { place, settings }] of Object.entries(databases)) {
    const { base, program } = await fill(settings);
    const read = await readCosts({ base, place, months, asOf, filter: 'owner', detailed: '2026-10' });
    const realised = await readRealised({ base, place, asOf });
    await program.stop();
    const data = { ...read, subscriptions: truth.subscriptions, truthAt: await readTruths(seed, read, truth) };
    const result = compare(data);
    report(`seed ${seed} on ${name}`, data, result);
    reportRealised(`seed ${seed} on ${name}`, realised);
    if (seed === seeds[0] && name === 'SQLite') tryLies(data, result);
  }
}

console.log(`compared: ${Object.entries(total.kinds).map(([what, n]) => `${n} × ${what}`).join(', ')}`);
console.log(`${total.differ} of ${total.compared} differ`);
process.exitCode = total.differ === 0 && total.compared >= 500 ? 0 : 1;
