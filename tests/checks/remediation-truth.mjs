// See remediation-truth.sh.
import path from 'node:path';
import { compare, compareCurve } from './lib/compare-findings.mjs';
import { freePort, list, simulate, start, tick } from './lib/dashboard.mjs';
import { lies } from './lib/finding-lies.mjs';
import { differsFromR } from './lib/survival.mjs';

const [work, postgres, ...seeds] = process.argv.slice(2);
const asOf = '2026-09-30T18:00:00Z';
const yearEnd = '2026-10-01';
const months = 12;
const apps = 200;

const total = { compared: 0, differ: 0, kinds: {} };

// Serves the demo until its past is filled, and asks it for the KPI.
async function fill(settings) {
  const port = await freePort();
  const program = start({ ...settings, Dashboard__Listen: `http://127.0.0.1:${port}` }, ['serve']);
  const ask = url => fetch(`http://127.0.0.1:${port}/api/v1/${url}`, { headers: { 'X-Demo-Persona': 'auditor' } }).then(r => r.ok ? r.json() : null, () => null);
  for (const end = Date.now() + 1_800_000; ;) {
    if (program.code() !== null || Date.now() > end) throw new Error(`the demo did not fill its past: ${program.errors().slice(-2000)}`);
    const run = (await ask('runs?pageSize=1'))?.items?.[0];
    if (run && Date.parse(run.runTime) >= Date.parse(asOf) && run.status !== 'Running') break;
    await tick(500);
  }
  const answer = await ask('kpis/time-to-remediate');
  await program.stop();
  return answer;
}

function report(title, data, result) {
  total.compared += result.compared;
  total.differ += result.differences.length;
  for (const [what, n] of Object.entries(result.kinds)) total.kinds[what] = (total.kinds[what] ?? 0) + n;
  for (const line of result.differences.slice(0, 25)) console.log(`  DIFFERS: ${line}`);
  const kinds = [...new Set(data.findings.map(f => f.end))];
  const ends = kinds.map(end => `${data.findings.filter(f => f.end === end).length} ${end ?? 'open'}`).join(', ');
  console.log(`${title}: ${result.differences.length} of ${result.compared} differ (${data.runs.length} runs, ${data.findings.length} findings: ${ends})`);
}

// A comparison that sees nothing would find nothing wrong: each lie told on purpose must be seen.
function tryLies(data, honest) {
  for (const [name, lie] of lies) {
    const told = compare({ ...data, findings: lie(data.findings) });
    const seen = told.differences.length > honest.differences.length;
    total.compared++;
    if (!seen) total.differ++;
    console.log(`${seen ? 'seen' : '  DIFFERS: not seen'}: ${name}`);
  }
  const figures = { ...data.kpi.at(-1).figures, medianDays: (data.kpi.at(-1).figures.medianDays ?? 0) + 1 };
  const told = compare({ ...data, kpi: [{ ...data.kpi.at(-1), figures }] });
  total.compared++;
  if (!told.differences.some(d => d.startsWith('kpi median'))) total.differ++;
}

const reference = differsFromR();
total.compared += reference.compared;
total.differ += reference.lines.length;
for (const line of reference.lines) console.log(`  DIFFERS: ${line}`);

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
      Dashboard__Database__ConnectionString: `${postgres};Database=remediation${seed}`,
    },
  };
  for (const [name, settings] of Object.entries(databases)) {
    const kpi = await fill(settings);
    const data = {
      truth, runs: await list(settings, 'runs'), events: await list(settings, 'changes'), findings: await list(settings, 'findings'), kpi: kpi.items,
    };
    const result = compare(data);
    compareCurve(data.findings, kpi.items.at(-1).at, kpi.curve, (kind, right, text) => {
      result.compared++;
      if (!right) result.differences.push(`${kind}: ${text}`);
    });
    report(`seed ${seed} on ${name}`, data, result);
    if (seed === seeds[0] && name === 'SQLite') tryLies(data, result);
  }
}

console.log(`compared: ${Object.entries(total.kinds).map(([what, n]) => `${n} × ${what}`).join(', ')}`);
console.log(`${total.differ} of ${total.compared} differ`);
process.exitCode = total.differ === 0 && total.compared >= 500 ? 0 : 1;
