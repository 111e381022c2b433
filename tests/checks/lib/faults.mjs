// Runs each fault of fault-cases.mjs against the program and compares the figures with those before it; where apps move
// meanwhile, with those of a run without the fault.
// Usage: node faults.mjs SIMULATOR DLL WORK [WORD]. Started by faults.sh.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { simulate, startSimulator, tied } from './dashboard.mjs';
import { cases, casesOfMoves } from './fault-cases.mjs';

const [endpoint, dll, work, only = ''] = process.argv.slice(2);
const deadline = 60_000;
const rank = verdict => ['Gaps', 'Enforced'].indexOf(verdict);

/** Runs the program on a data directory; resolves to exit code and output. */
function program(simulator, data, ...args) {
  return new Promise(resolve => {
    const env = {
      ...process.env, Dashboard__Mode: 'Azure', Dashboard__Azure__ResourceManagerEndpoint: simulator.endpoint,
      Dashboard__Azure__Credential: 'LoopbackToken', Dashboard__DataDirectory: data,
    };
    const child = tied(spawn('dotnet', [dll, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] }));
    const got = { code: null, out: '', err: '', late: false };
    const timer = setTimeout(() => { got.late = true; child.kill('SIGKILL'); }, deadline);
    child.stdout.on('data', text => { got.out += text; });
    child.stderr.on('data', text => { got.err += text; });
    child.on('close', code => { clearTimeout(timer); resolve({ ...got, code }); });
  });
}

async function control(simulator, path, method, body) {
  const answer = await fetch(`${simulator.endpoint}/simulator/${path}`, { method, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? null : answer.json();
}

/** The estate stands still at the simulated now; the service's clock, which it tells in Date, is otherwise the machine's. */
const standing = { endpoint };
standing.asOf = (await control(standing, 'clock', 'GET')).asOf;
const toSpan = ms => {
  const seconds = Math.round(Math.abs(ms) / 1000);
  const part = (unit, of) => String(Math.floor(seconds / unit) % of).padStart(2, '0');
  return `${ms < 0 ? '-' : ''}${Math.floor(seconds / 86400)}.${part(3600, 24)}:${part(60, 60)}:${part(1, 60)}`;
};

async function setFaults(simulator, faults) {
  // Forth and back: a new day starts with the whole quota, so that no run waits for what the one before used up.
  const { asOf } = simulator;
  await control(simulator, 'clock', 'PUT', { asOf: new Date(Date.parse(asOf) + 86_400_000).toISOString() });
  await control(simulator, 'clock', 'PUT', { asOf });
  await control(simulator, 'faults', 'PUT', [{ kind: 'serviceClock', offset: toSpan(Date.now() - Date.parse(asOf)) }, ...faults]);
}

async function collect(simulator, data) {
  const started = Date.now();
  const ran = await program(simulator, data, 'collect');
  let run = null;
  try { run = JSON.parse(ran.out); } catch { /* Said by the comparison. */ }
  return { ...ran, run, seconds: (Date.now() - started) / 1000 };
}

async function figures(simulator, data) {
  const [overview, apps] = await Promise.all(['overview', 'apps'].map(list => program(simulator, data, 'export', list, '--format', 'json')));
  const o = JSON.parse(overview.out), rows = JSON.parse(apps.out);
  return { overview: o.overview ?? o.data ?? o, apps: new Map((rows.items ?? rows.data ?? rows.apps ?? rows).map(a => [a.resourceId.toLowerCase(), a])) };
}

/** What of `after` is better than `before`, or gone: each a sentence. */
function better(before, after) {
  const wrong = [];
  const [b, a] = [before.overview, after.overview];
  const notAbove = (name, x, y) => { if (y !== x && (y ?? -1) > (x ?? -1)) wrong.push(`${name} rose from ${x} to ${y}`); };
  const notBelow = (name, x, y) => { if (y !== x && (y ?? -1) < (x ?? -1)) wrong.push(`${name} fell from ${x} to ${y}`); };
  for (const name of ['enforcedPercent', 'enforcedCount', 'provenPercent', 'withExceptionsPercent']) notAbove(name, b.coverage[name], a.coverage[name]);
  notAbove('enforced', b.apps.enforced, a.apps.enforced);
  notBelow('denominator', b.coverage.denominator, a.coverage.denominator);
  notBelow('total', b.apps.total, a.apps.total);
  notBelow('in scope', b.apps.inScope, a.apps.inScope);
  // Open findings do not exist yet: null on both sides. From then on, none may close because something was not read.
  notBelow('open findings', b.findings.open, a.findings.open);
  const improved = [...before.apps].filter(([id, app]) => rank(after.apps.get(id)?.verdict) > rank(app.verdict));
  if (improved.length > 0) wrong.push(`${improved.length} verdicts are better, such as that of ${improved[0][1].name}`);
  return wrong;
}

/** Apps that are gone although they were there before and are there without the fault. */
const decommissioned = (before, without, after) => [...before.apps.keys()].filter(id => without.apps.has(id) && !after.apps.has(id)).length;

const words = run => [run?.run.reason, ...(run?.sources ?? []).map(s => s.problem), ...(run?.scopes ?? []).map(s => s.problem), ...(run?.warnings ?? [])]
  .filter(Boolean).join(' ');

const exitOf = { Succeeded: 0, Partial: 2, Failed: 1 };

async function compare([name, outcome, said], ran, met, simulator, data, before, without) {
  const wrong = [];
  const status = ran.run?.run.status ?? 'none';
  if (ran.late) wrong.push(`hung for more than ${deadline / 1000} s`);
  if (status !== outcome) wrong.push(`ended ${status} instead of ${outcome}`);
  if (ran.code !== exitOf[outcome]) wrong.push(`exit code ${ran.code} instead of ${exitOf[outcome]}`);
  if (said && !words(ran.run).includes(said)) wrong.push(`does not say '${said}'`);
  const unmet = met.filter(f => f.applied === 0).map(f => f.fault.kind);
  if (unmet.length > 0) wrong.push(`the simulator never met ${unmet.join(', ')}`);
  const after = await figures(simulator, data);
  const gone = decommissioned(before, without, after);
  if (gone > 0) wrong.push(`${gone} apps are decommissioned`);
  wrong.push(...better(without, after));
  const c = [without.overview.coverage, after.overview.coverage];
  console.log([
    wrong.length === 0 ? 'ok:   ' : 'WRONG:', name.padEnd(40), `exit ${ran.code}`, status.padEnd(9), `${ran.seconds.toFixed(1)} s`.padStart(6),
    `coverage ${c[0].enforcedPercent} -> ${c[1].enforcedPercent}`, `enforced ${c[1].enforcedCount}/${c[1].denominator}`, `apps ${after.overview.apps.total}`,
    `stale ${after.overview.apps.stale}`, `decommissioned ${gone}`, words(ran.run).slice(0, 90),
  ].join('  '));
  for (const line of wrong) console.log(`         ${line}`);
  if (wrong.length > 0 && !ran.run) console.log(`         ${ran.err.split('\n')[0]}`);
  return wrong.length > 0;
}

// The host that must never be asked. Any connection counts, with or without a header.
let strangers = 0;
const foreign = createServer(socket => { strangers++; socket.destroy(); });
await new Promise(ready => foreign.listen(0, '127.0.0.1', ready));

function giveUp(what, ran) {
  console.log(`${what}: ${JSON.stringify(ran.run?.run)} ${words(ran.run)} ${ran.err}`);
  console.log('0 faults, 1 wrong');
  process.exit(1);
}

/** A run without a fault; `changed` says whether what it changed is as it must be. */
async function good(simulator, data, changed) {
  await setFaults(simulator, []);
  const ran = await collect(simulator, data);
  if (ran.run?.run.status !== 'Succeeded' || !changed(ran.run.run.changed) || words(ran.run).includes('differ by')) giveUp('A run without a fault is not good', ran);
}

function dataDirectory(name, from) {
  const data = join(work, name);
  if (from) cpSync(from, data, { recursive: true });
  else mkdirSync(data);
  return data;
}

let wrong = 0, count = 0;
// Reading the figures of one fault goes on beside the run with the next.
let comparing = Promise.resolve();
async function strike(simulator, base, before, without, [name, outcome, said, ...faults]) {
  const data = dataDirectory(`fault-${count++}`, base);
  await setFaults(simulator, faults);
  const ran = await collect(simulator, data);
  // Without the first, which only sets the clock right.
  const met = (await control(simulator, 'faults', 'GET')).slice(1);
  await comparing;
  comparing = compare([name, outcome, said], ran, met, simulator, data, before, without).then(bad => { wrong += bad ? 1 : 0; });
}

const named = list => list.filter(([name]) => name.includes(only));

// The history that each fault finds: two good runs, of which the second finds nothing changed.
const base = dataDirectory('base');
await good(standing, base, n => n > 0);
await good(standing, base, n => n === 0);
const before = await figures(standing, base);
const enforced = [...before.apps.values()].filter(a => a.verdict === 'Enforced' && a.inScope === true);
const where = { subscription: enforced[0].subscriptionId, group: enforced[0].resourceGroup, foreign: `http://localhost:${foreign.address().port}` };
for (const each of named(cases(where))) await strike(standing, base, before, before, each);

// An estate in which apps move between two runs. Its year is ahead of this machine's clock, so that all that Azure recorded of the
// move is newer than the first run, whenever this check is run.
if (named(casesOfMoves).length > 0) {
  const year = new Date().getUTCFullYear() + 2;
  const estate = ['--seed', '23', '--apps', '300', '--year-end', `${year}-12-01`];
  const { moves } = await simulate(['truth', ...estate, '--as-of', `${year}-11-25T00:00:00Z`, '--days', '330']);
  // Most apps at once: a group goes to another subscription, with its plans. With this seed some are in scope by its tags alone.
  const times = moves.reduce((all, m) => all.set(m.at, [...all.get(m.at) ?? [], m]), new Map());
  const [at, moved] = [...times].reduce((most, next) => next[1].length > most[1].length ? next : most);
  const moment = minutes => new Date(Date.parse(at) + minutes * 60_000).toISOString();
  const other = await startSimulator(['--port', '0', ...estate, '--as-of', moment(-1)]);
  const moving = { endpoint: other.output().match(/^http: (.*[^/])\/?$/m)[1], asOf: moment(-1) };
  try {
    const here = dataDirectory('moves');
    await good(moving, here, n => n > 0);
    const there = await figures(moving, here);
    moving.asOf = moment(10);
    const data = dataDirectory('moves-without-fault', here);
    await good(moving, data, n => n >= moved.length);
    const without = await figures(moving, data);
    const followed = moved.every(m => without.apps.has(m.to.toLowerCase()) && !without.apps.has(m.from.toLowerCase()));
    if (!followed) giveUp('Without a fault the move is not followed', {});
    for (const each of named(casesOfMoves)) await strike(moving, here, there, without, each);
    await comparing;
  } finally {
    other.kill();
  }
}

await comparing;
if (strangers > 0) {
  wrong++;
  console.log(`WRONG: the foreign host was contacted ${strangers} times`);
}

console.log(`${count} faults, ${wrong} wrong`);
process.exit(wrong === 0 && count > (only === '' ? 20 : 0) ? 0 : 1);
