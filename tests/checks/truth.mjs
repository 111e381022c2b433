// See truth.sh.
import path from 'node:path';
import { freePort, list, simulate, start, tick } from './lib/dashboard.mjs';
import { expect } from './lib/expected-history.mjs';

const [work, postgres, ...seeds] = process.argv.slice(2);
const asOf = '2026-09-30T18:00:00Z';
const yearEnd = '2026-10-01';
const months = 3;
const apps = 200;

let compared = 0;
let differ = 0;
const kinds = {};

function check(kind, ok, text) {
  compared++;
  kinds[kind] = (kinds[kind] ?? 0) + 1;
  if (ok) return;
  differ++;
  if (differ <= 25) console.log(`  DIFFERS: ${kind}: ${text}`);
}

// Serves the demo until its past is filled.
async function fill(settings) {
  const port = await freePort();
  const program = start({ ...settings, Dashboard__Listen: `http://127.0.0.1:${port}` }, ['serve']);
  const url = `http://127.0.0.1:${port}/api/v1/runs?pageSize=1`;
  for (const end = Date.now() + 300_000; ;) {
    if (program.code() !== null || Date.now() > end) throw new Error(`the demo did not fill its past: ${program.errors().slice(-2000)}`);
    const answer = await fetch(url, { headers: { 'X-Demo-Persona': 'auditor' } }).then(r => r.ok ? r.json() : null, () => null);
    const run = answer?.items?.[0];
    if (run && Date.parse(run.runTime) >= Date.parse(asOf) && run.status !== 'Running') break;
    await tick(500);
  }
  await program.stop();
}

const id = text => text.toLowerCase();
const time = text => text === null || text === undefined ? null : Date.parse(text);
const show = i => `${new Date(i.from).toISOString()} – ${i.to === null ? 'now' : new Date(i.to).toISOString()} ${i.verdict}${i.stale ? ' stale' : ''} in scope ${i.inScope}`;

// Neighbouring intervals that say the same of verdict, scope and staleness are one.
function joined(intervals) {
  const out = [];
  for (const next of intervals) {
    const last = out.at(-1);
    if (last && last.to === next.from && last.verdict === next.verdict && last.inScope === next.inScope && last.stale === next.stale) last.to = next.to;
    else out.push({ ...next });
  }
  return out;
}

function compareIntervals(expected, states) {
  const found = new Map();
  for (const s of states) found.set(s.appId, [...(found.get(s.appId) ?? []), s]);
  const byKey = new Map();
  for (const rows of found.values()) {
    rows.sort((a, b) => time(a.from) - time(b.from));
    byKey.set(`${id(rows[0].resourceId)} ${time(rows[0].from)}`, joined(rows.map(r => ({
      from: time(r.from), to: time(r.to), verdict: r.verdict, inScope: r.inScope, stale: r.stale,
    }))));
  }

  for (const app of expected) {
    const key = `${id(app.id)} ${app.intervals[0].from}`;
    const rows = byKey.get(key) ?? [];
    byKey.delete(key);
    const wanted = joined(app.intervals);
    for (let i = 0; i < Math.max(wanted.length, rows.length); i++) {
      const [a, b] = [wanted[i], rows[i]];
      check('verdict interval', a && b && show(a) === show(b), `${app.id}: ${a ? show(a) : 'nothing'} expected, ${b ? show(b) : 'nothing'} found`);
    }
  }
  for (const [key, rows] of byKey) check('verdict interval', false, `${key}: nothing expected, ${rows.map(show).join('; ')} found`);
}

function compareEvents(expected, events, truth) {
  const byChange = new Map(events.filter(e => e.changeId).map(e => [`${id(e.changeId)} ${id(e.resourceId)}`, e]));
  const told = new Map();
  for (const e of byChange.values()) told.set(id(e.changeId), [...(told.get(id(e.changeId)) ?? []), e]);
  const records = new Map(truth.apps.flatMap(a => a.changes).filter(c => c.changeId).map(c => [`${id(c.changeId)}`, c]));

  // What is told with a record must be that record's, to the millisecond.
  for (const e of byChange.values()) {
    const c = records.get(id(e.changeId));
    check('author and time', c !== undefined && e.exact && time(e.occurredAt) === time(c.at) && e.changedBy === c.changedBy
      && e.changedByType === c.changedByType && e.clientType === c.clientType && e.operation === c.operation,
    `${e.resourceId} ${e.kind} ${e.occurredAt} by ${e.changedBy}: ${c ? `${c.at} by ${c.changedBy} expected` : 'no such record'}`);
  }

  for (const app of expected) {
    for (const drift of app.drifts) {
      const e = (told.get(id(drift.changeId)) ?? []).find(x => id(x.resourceId) === id(app.id));
      const right = e && (drift.mayBeLate || (e.verdictBefore === drift.before && e.verdictAfter === drift.after && ['Changed', 'Swapped'].includes(e.kind)));
      check('drift event', right, `${app.id} ${drift.at} ${drift.before} → ${drift.after}: ${e ? `${e.kind} ${e.verdictBefore} → ${e.verdictAfter}` : 'not told'}`);
    }
  }
}

function compareEnds(expected, events) {
  const of = kind => events.filter(e => e.kind === kind);
  const match = (label, wanted, found, key) => {
    const left = found.map(key);
    for (const w of wanted) {
      const at = left.indexOf(w);
      if (at >= 0) left.splice(at, 1);
      check(label, at >= 0, `${w} was not told`);
    }
    for (const extra of left) check(label, false, `${extra} was told and is not so`);
  };
  match('decommission', expected.flatMap(a => a.end ? [`${id(a.id)} ${a.end}`] : []), of('Decommissioned'),
    e => `${id(e.resourceId)} ${e.exact ? time(e.occurredAt) : `run ${time(e.recordedAt)}`}`);
  match('re-creation', expected.flatMap(a => a.recreated ? [`${id(a.id)} run ${a.recreated}`] : []), of('Recreated'),
    e => `${id(e.resourceId)} run ${time(e.recordedAt)}`);
  match('move', expected.flatMap(a => a.moves.map(m => `${id(a.id)} run ${m}`)), of('Moved'), e => `${id(e.resourceId)} run ${time(e.recordedAt)}`);
}

for (const seed of seeds) {
  const truth = await simulate(['truth', '--seed', seed, '--as-of', asOf, '--year-end', yearEnd, '--apps', String(apps), '--days', String(months * 31 + 5)]);
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
    const before = [compared, differ];
    await fill(settings);
    const [runs, states, events] = [await list(settings, 'runs'), await list(settings, 'history'), await list(settings, 'changes')];
    const expected = expect(truth, runs, events);
    for (const wrong of expected.wrongScopes) check('missing scope', false, wrong);
    compareIntervals(expected.apps, states);
    compareEvents(expected.apps, events, truth);
    compareEnds(expected.apps, events);
    console.log(`seed ${seed} on ${name}: ${differ - before[1]} of ${compared - before[0]} differ `
      + `(${runs.length} runs, ${runs.filter(r => r.status === 'Partial').length} partial, ${states.length} intervals, ${events.length} events)`);
  }
}

console.log(Object.entries(kinds).map(([kind, n]) => `${n} × ${kind}`).join(', '));
console.log(`${differ} of ${compared} differ`);
process.exitCode = differ === 0 && compared >= 500 ? 0 : 1;
