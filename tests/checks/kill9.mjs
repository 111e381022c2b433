// See kill9.sh.
import fs from 'node:fs';
import path from 'node:path';
import { freePort, list, run, start, startSimulator, tick } from './lib/dashboard.mjs';

const [kills, work, postgres] = [Number(process.argv[2]), process.argv[3], process.argv[4]];
const apps = 500;
const leaseSeconds = 2;
const subscription = 'aaaaaaaa-0000-0000-0000-000000000001';
const group = `/subscriptions/${subscription}/resourceGroups/rg-a/providers/Microsoft.Web`;
const pad = i => String(i).padStart(4, '0');
const count = { kills: 0, lost: 0, doubled: 0, recovered: 0 };
const complain = text => console.log(`  WRONG: ${text}`);

// In every step each app differs from the step before, so that a merge is long enough to be hit; one app comes and one goes.
const mode = (app, step) => (app + step) % 3 === 0 ? 'Optional' : 'Required';
const present = (app, step) => app !== step % apps;

function estate(step) {
  const row = (id, name, type, properties, tags, more = {}) => ({
    id, name, type, kind: 'app', location: 'westeurope', resourceGroup: 'rg-a', subscriptionId: subscription, tags, properties, ...more,
  });
  const rows = [row(`${group}/serverfarms/plan`, 'plan', 'microsoft.web/serverfarms', {}, null, { sku: { name: 'P1v3', tier: 'PremiumV3', capacity: 1 } })];
  for (let i = 0; i < apps; i++) {
    if (!present(i, step)) continue;
    rows.push(row(`${group}/sites/app-${pad(i)}`, `app-${pad(i)}`, 'microsoft.web/sites', {
      state: 'Running', enabled: true, sku: 'PremiumV3', serverFarmId: `${group}/serverfarms/plan`,
      defaultHostName: `app-${pad(i)}.azurewebsites.net`, clientCertEnabled: true, clientCertMode: mode(i, step),
      clientCertExclusionPaths: null, httpsOnly: true, publicNetworkAccess: null,
    }, { dataClassification: 'confidential', owner: `team-${(i + step) % 7}` }));
    rows.push(row(`${group}/sites/app-${pad(i)}/config/web`, 'web', 'microsoft.web/sites/config', {
      Http20Enabled: (i + step) % 2 === 0, MinTlsVersion: '1.2',
    }, null));
  }
  return rows;
}

// The history as one text, with nothing in it that may differ between two readings.
async function history(settings) {
  const [states, changes] = [await list(settings, 'history'), await list(settings, 'changes')];
  return { states, changes, lines: [...states, ...changes].map(r => JSON.stringify(r)) };
}

function difference(before, after) {
  const has = new Set(before.lines);
  const now = new Set(after.lines);
  return { lost: before.lines.filter(l => !now.has(l)).length, extra: after.lines.filter(l => !has.has(l)).length };
}

// Every interval of an app ends where its next one begins, and one at most stands.
function overlaps({ states }) {
  const byApp = new Map();
  for (const s of states) byApp.set(s.appId, [...(byApp.get(s.appId) ?? []), s]);
  let wrong = 0;
  for (const intervals of byApp.values()) {
    intervals.sort((a, b) => a.from < b.from ? -1 : 1);
    wrong += intervals.filter((s, i) => i + 1 < intervals.length && s.to !== intervals[i + 1].from).length;
  }
  return wrong;
}

function unlike(states, step) {
  const open = new Map(states.filter(s => s.to === null).map(s => [s.resourceId.split('/').pop(), s]));
  let wrong = 0;
  for (let i = 0; i < apps; i++) {
    const state = open.get(`app-${pad(i)}`);
    const verdict = mode(i, step) === 'Required' ? 'Enforced' : 'NotEnforced';
    if (present(i, step) ? state?.verdict !== verdict : state !== undefined) wrong++;
  }
  return wrong;
}

async function attack(name, settings, port, wanted) {
  let step = 0;
  const serve = async () => {
    step++;
    const file = path.join(work, `estate-${name}.json`);
    fs.writeFileSync(file, JSON.stringify(estate(step)));
    return startSimulator(['--port', String(port), '--estate', file, '--latency-ms', '120']);
  };
  const timed = async () => {
    const times = {};
    const program = start(settings, ['collect'], line => {
      if (/Run \d+ started/.test(line)) times.started ??= Date.now();
      if (/Run \d+ writes/.test(line)) times.writes ??= Date.now();
      if (/Run \d+ ended/.test(line)) times.ended ??= Date.now();
    });
    const code = await program.ended;
    if (code !== 0) throw new Error(`a run without a kill ended with ${code}: ${program.errors().slice(-1500)}`);
    return { reading: times.writes - times.started, writing: times.ended - times.writes };
  };

  for (let i = 0; i < 2; i++) {
    const azure = await serve();
    await timed();
    await azure.stop();
  }
  const measuring = await serve();
  const usual = await timed();
  await measuring.stop();
  console.log(`${name}: a run reads for ${usual.reading} ms and writes for ${usual.writing} ms`);

  for (let hit = 0, tries = 0; hit < wanted; tries++) {
    if (tries > wanted * 4) throw new Error('the kills do not land inside runs');
    const azure = await serve();
    const before = await history(settings);
    const writing = tries % 2 === 1;
    const delay = Math.random() * (writing ? usual.writing : usual.reading);
    const mark = writing ? /Run \d+ writes/ : /Run \d+ started/;
    let done;
    const struck = new Promise(resolve => { done = resolve; });
    const program = start(settings, ['collect'], line => {
      if (mark.test(line)) setTimeout(() => { program.kill(); done(); }, delay);
    });
    await Promise.race([struck, program.ended]);
    await program.ended;

    const [newest] = await list(settings, 'runs');
    if (newest.status !== 'Running') {
      // Too late: that run was over. The next step begins from here.
      console.log(`  (${name}: missed, the run had ended ${newest.status})`);
      await azure.stop();
      continue;
    }

    hit++;
    count.kills++;
    const state = `${newest.progress?.phase ?? 'Starting'}${writing ? `, ${Math.round(delay)} ms into the transaction` : ''}`;
    const left = difference(before, await history(settings));
    if (left.lost) { count.lost += left.lost; complain(`${left.lost} rows are gone`); }
    if (left.extra) { count.doubled += left.extra; complain(`${left.extra} rows of the killed run stayed`); }

    await tick(leaseSeconds * 1000 + 300);
    const again = await run(settings, ['collect'], { allow: [0, 1, 2] });
    const after = await history(settings);
    const [next, killed] = await list(settings, 'runs');
    const wrong = unlike(after.states, step);
    const overlap = overlaps(after);
    const kept = difference({ lines: before.lines.filter(l => !l.includes('"to":null')) }, after);
    count.lost += kept.lost;
    count.doubled += overlap;
    if (kept.lost) complain(`${kept.lost} ended intervals or events of before are gone`);
    if (overlap) complain(`${overlap} intervals overlap or leave a gap`);
    const recovered = again.code === 0 && wrong === 0 && next.status === 'Succeeded' && killed.status === 'Failed';
    if (recovered) count.recovered++;
    else complain(`not recovered: exit ${again.code}, ${wrong} apps unlike the estate, newest ${next.status}, killed one ${killed.status}`);
    console.log(`${recovered && !left.lost && !left.extra ? 'ok' : 'WRONG'}: ${name} kill ${hit}: ${state}`);
    await azure.stop();
  }
}

const port = await freePort();
const common = {
  Dashboard__Mode: 'Azure',
  Dashboard__Azure__Credential: 'LoopbackToken',
  Dashboard__Azure__ResourceManagerEndpoint: `http://127.0.0.1:${port}`,
  Dashboard__Collection__LeaseSeconds: String(leaseSeconds),
};
const half = Math.ceil(kills / 2);
await attack('SQLite', { ...common, Dashboard__DataDirectory: path.join(work, 'sqlite') }, port, half);
await attack('PostgreSQL', {
  ...common,
  Dashboard__DataDirectory: path.join(work, 'pg-data'),
  Dashboard__Database__Provider: 'PostgreSql',
  Dashboard__Database__ConnectionString: `${postgres};Database=kill9`,
}, port, kills - half);
console.log(`${count.kills} kills, ${count.lost} lost, ${count.doubled} doubled, ${count.recovered} recovered`);
process.exitCode = count.kills === kills && count.lost + count.doubled === 0 && count.recovered === kills ? 0 : 1;
