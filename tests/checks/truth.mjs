// See truth.sh.
import path from 'node:path';
import { compare } from './lib/compare-history.mjs';
import { freePort, list, simulate, start, tick } from './lib/dashboard.mjs';
import { lies } from './lib/lies.mjs';

const [work, postgres, ...seeds] = process.argv.slice(2);
const latest = '2026-09-30T18:00:00Z';
const yearEnd = '2026-10-01';
const months = 3;
const apps = 200;

const total = { compared: 0, differ: 0, kinds: {}, late: {} };

// Serves the demo until its past is filled.
async function fill(settings, asOf) {
  const port = await freePort();
  const program = start({ ...settings, Dashboard__Listen: `http://127.0.0.1:${port}` }, ['serve']);
  const url = `http://127.0.0.1:${port}/api/v1/runs?pageSize=1`;
  for (const end = Date.now() + 900_000; ;) {
    if (program.code() !== null || Date.now() > end) throw new Error(`the demo did not fill its past: ${program.errors().slice(-2000)}`);
    const answer = await fetch(url, { headers: { 'X-Demo-Persona': 'auditor' } }).then(r => r.ok ? r.json() : null, () => null);
    const run = answer?.items?.[0];
    if (run && Date.parse(run.runTime) >= Date.parse(asOf) && run.status !== 'Running') break;
    await tick(500);
  }
  await program.stop();
}

function add(counts, more) {
  for (const [what, n] of Object.entries(more)) counts[what] = (counts[what] ?? 0) + n;
}

const truthOf = (seed, asOf) => simulate(['truth', '--seed', seed, '--as-of', asOf, '--year-end', yearEnd, '--apps', String(apps), '--days', String(months * 31 + 5)]);

// The demo stands some seconds after a change of a verdict, before Azure's record of it can be read: its last run must tell of
// the change without the record.
function momentBeforeItsRecord(truth) {
  const changes = truth.apps.flatMap(a => a.changes).filter(c => c.kind === 'Update' && c.inFeed && c.verdictBefore !== c.verdictAfter);
  const last = changes.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)).at(-1);
  return new Date(Date.parse(last.at) + 5000).toISOString();
}

const text = counts => Object.entries(counts).map(([what, n]) => `${n} × ${what}`).join(', ') || 'none';

function report(title, data, result) {
  total.compared += result.compared;
  total.differ += result.differences.length;
  add(total.kinds, result.kinds);
  add(total.late, result.late);
  for (const line of result.differences.slice(0, 25)) console.log(`  DIFFERS: ${line}`);
  const partial = data.runs.filter(r => r.status === 'Partial').length;
  console.log(`${title}: ${result.differences.length} of ${result.compared} differ `
    + `(${data.runs.length} runs, ${partial} partial, ${data.states.length} intervals, ${data.events.length} events)`);
}

// A comparison that sees nothing would find nothing wrong: each lie told on purpose must be seen.
function tryLies(data, honest) {
  for (const [name, lie] of lies) {
    const told = compare({ ...data, events: lie(data.events) });
    const seen = told.differences.length > honest.differences.length;
    total.compared++;
    if (!seen) total.differ++;
    console.log(`${seen ? 'seen' : '  DIFFERS: not seen'}: ${name}, as: ${(told.differences.find(d => !honest.differences.includes(d)) ?? '').split(':')[0]}`);
  }
}

for (const seed of seeds) {
  const asOf = momentBeforeItsRecord(await truthOf(seed, latest));
  const truth = await truthOf(seed, asOf);
  const demo = {
    Dashboard__Mode: 'Demo', Dashboard__Demo__Seed: seed, Dashboard__Demo__AsOf: asOf,
    Dashboard__Demo__Months: String(months), Dashboard__Demo__Apps: String(apps),
  };
  const databases = {
    SQLite: { ...demo, Dashboard__DataDirectory: path.join(work, `sqlite-${seed}`) },
    PostgreSQL: {
      ...demo,
      Dashboard__DataDirectory: path.join(work, `pg-${seed}`),
      Dashboard__Database__Provider: 'PostgreSql',
      Dashboard__Database__ConnectionString: `${postgres};Database=truth${seed}`,
    },
  };
  for (const [name, settings] of Object.entries(databases)) {
    await fill(settings, asOf);
    const data = { truth, runs: await list(settings, 'runs'), states: await list(settings, 'history'), events: await list(settings, 'changes') };
    const result = compare(data);
    report(`seed ${seed} on ${name}`, data, result);
    if (seed === seeds[0] && name === 'SQLite') tryLies(data, result);
  }
}

console.log(`compared: ${text(total.kinds)}`);
console.log(`told by a later run, or never, with a reason: ${text(total.late)}`);
console.log(`${total.differ} of ${total.compared} differ`);
process.exitCode = total.differ === 0 && total.compared >= 500 ? 0 : 1;
