// Runs each fault of fault-cases.mjs against the program and compares the figures with those before it.
// Usage: node faults.mjs SIMULATOR DLL WORK [WORD]. Started by faults.sh.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { tied } from './dashboard.mjs';
import { cases } from './fault-cases.mjs';

const [simulator, dll, work, only = ''] = process.argv.slice(2);
const deadline = 60_000;
const rank = verdict => ['Gaps', 'Enforced'].indexOf(verdict);

/** Runs the program on a data directory; resolves to exit code and output. */
function program(data, ...args) {
  return new Promise(resolve => {
    const env = {
      ...process.env, Dashboard__Mode: 'Azure', Dashboard__Azure__ResourceManagerEndpoint: simulator,
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

async function control(path, method, body) {
  const answer = await fetch(`${simulator}/simulator/${path}`, { method, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? null : answer.json();
}

/** The estate stands still at the simulated now; the service's clock, which it tells in Date, is otherwise the machine's. */
const { asOf } = await control('clock', 'GET');
const toSpan = ms => {
  const seconds = Math.round(Math.abs(ms) / 1000);
  const part = (unit, of) => String(Math.floor(seconds / unit) % of).padStart(2, '0');
  return `${ms < 0 ? '-' : ''}${Math.floor(seconds / 86400)}.${part(3600, 24)}:${part(60, 60)}:${part(1, 60)}`;
};

async function setFaults(faults) {
  // Forth and back: a new day starts with the whole quota, so that no run waits for what the one before used up.
  await control('clock', 'PUT', { asOf: new Date(Date.parse(asOf) + 86_400_000).toISOString() });
  await control('clock', 'PUT', { asOf });
  await control('faults', 'PUT', [{ kind: 'serviceClock', offset: toSpan(Date.now() - Date.parse(asOf)) }, ...faults]);
}

async function collect(data) {
  const started = Date.now();
  const ran = await program(data, 'collect');
  let run = null;
  try { run = JSON.parse(ran.out); } catch { /* Said by the comparison. */ }
  return { ...ran, run, seconds: (Date.now() - started) / 1000 };
}

async function figures(data) {
  const [overview, apps] = await Promise.all(['overview', 'apps'].map(list => program(data, 'export', list, '--format', 'json')));
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

const decommissioned = (before, after) => [...before.apps.keys()].filter(id => !after.apps.has(id)).length;

const words = run => [run?.run.reason, ...(run?.sources ?? []).map(s => s.problem), ...(run?.scopes ?? []).map(s => s.problem), ...(run?.warnings ?? [])]
  .filter(Boolean).join(' ');

const exitOf = { Succeeded: 0, Partial: 2, Failed: 1 };

async function compare(name, outcome, said, ran, met, data, before) {
  const wrong = [];
  const status = ran.run?.run.status ?? 'none';
  if (ran.late) wrong.push(`hung for more than ${deadline / 1000} s`);
  if (status !== outcome) wrong.push(`ended ${status} instead of ${outcome}`);
  if (ran.code !== exitOf[outcome]) wrong.push(`exit code ${ran.code} instead of ${exitOf[outcome]}`);
  if (said && !words(ran.run).includes(said)) wrong.push(`does not say '${said}'`);
  const unmet = met.filter(f => f.applied === 0).map(f => f.fault.kind);
  if (unmet.length > 0) wrong.push(`the simulator never met ${unmet.join(', ')}`);
  const after = await figures(data);
  const gone = decommissioned(before, after);
  if (gone > 0) wrong.push(`${gone} apps are decommissioned`);
  wrong.push(...better(before, after));
  const c = [before.overview.coverage, after.overview.coverage];
  console.log([
    wrong.length === 0 ? 'ok:   ' : 'WRONG:', name.padEnd(30), `exit ${ran.code}`, status.padEnd(9), `${ran.seconds.toFixed(1)} s`.padStart(6),
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

// The history that each fault finds: two good runs, of which the second finds nothing changed.
const base = join(work, 'base');
mkdirSync(base);
for (const changed of [n => n > 0, n => n === 0]) {
  await setFaults([]);
  const ran = await collect(base);
  if (ran.run?.run.status !== 'Succeeded' || !changed(ran.run.run.changed) || words(ran.run).includes('differ by')) {
    console.log(`The runs without a fault are not good: ${JSON.stringify(ran.run?.run)} ${words(ran.run)} ${ran.err}`);
    console.log('0 faults, 1 wrong');
    process.exit(1);
  }
}

const before = await figures(base);
const enforced = [...before.apps.values()].filter(a => a.verdict === 'Enforced' && a.inScope === true);
const where = { subscription: enforced[0].subscriptionId, group: enforced[0].resourceGroup, foreign: `http://localhost:${foreign.address().port}` };
const all = cases(where).filter(([name]) => name.includes(only));
let wrong = 0;
// Reading the figures of one fault goes on beside the run with the next.
let comparing = Promise.resolve();
for (const [number, [name, outcome, said, ...faults]] of all.entries()) {
  const data = join(work, `fault-${number}`);
  cpSync(base, data, { recursive: true });
  await setFaults(faults);
  const ran = await collect(data);
  // Without the first, which only sets the clock right.
  const met = (await control('faults', 'GET')).slice(1);
  await comparing;
  comparing = compare(name, outcome, said, ran, met, data, before).then(bad => { wrong += bad ? 1 : 0; });
}

await comparing;
if (strangers > 0) {
  wrong++;
  console.log(`WRONG: the foreign host was contacted ${strangers} times`);
}

console.log(`${all.length} faults, ${wrong} wrong`);
process.exit(wrong === 0 && all.length > (only === '' ? 20 : 0) ? 0 : 1);
