// See ../authorisation.sh.   node authorisation.mjs WORK OUT
import fs from 'node:fs';
import path from 'node:path';
import { tick } from '../lib/dashboard.mjs';
import { actionRows, ownTestRows } from './actions.mjs';
import { azureCallers, demoCallers } from './callers.mjs';
import { certificateRows } from './certificates.mjs';
import { exceptionRows } from './exceptions.mjs';
import * as matrix from './matrix.mjs';
import { openApiRows, plain, requestsOf, rowsOf } from './rows.mjs';
import { send } from './requests.mjs';
import { claims, startAzure, startDemo } from './servers.mjs';

const [work, out] = process.argv.slice(2);
const rows = [];
const unknownRow = u => ({ kind: u.kind, name: u.name, role: '', expected: 'unknown to the table', actual: 'there' });
const missingRow = name => ({ kind: 'table', name, role: '', expected: 'there', actual: 'not there' });

/** An example for each pattern that has parts to fill in. */
async function examples(base, headers) {
  // A demo answers before its first day is filled.
  let apps = { items: [] };
  for (let i = 0; i < 300 && apps.items.length === 0; i++, await tick(200))
    apps = JSON.parse((await send(base, { path: '/api/v1/apps?pageSize=1', headers })).text);
  const id = apps.items[0].resourceId;
  const plans = JSON.parse((await send(base, { path: '/api/v1/plans?pageSize=1', headers })).text);
  return {
    documentName: 'v1', month: '2001-01', Name: '2001-01', source: 'scopes', id: '1', Id: '1', '/apps/{ResourceId}': `/apps${id}`, '/findings': '/findings?selected=1', '/runs/{Id}': '/runs/1', '/exceptions/{Id}': '/exceptions/999999', '/certificates/{Id}': '/certificates/999999', ResourceId: id.slice(1),
    '/api/v1/apps/{id}': id.slice(1), '/api/v1/plans/{id}': plans.items[0].resourceId.slice(1), '/api/v1/subscriptions/{id}/retire': '00000000-0000-0000-0000-000000000000',
    '/_framework/{file}': 'blazor.web.js', file: 'nothing.js', path: 'nothing.js',
  };
}

/** All of one mode: its routes, its callers, and the same table with lies in it, which must be seen. */
async function modeRows(server, table, callers, example, provider) {
  const { wanted, unknown, missing } = requestsOf(table, matrix, example);
  const own = [...unknown.map(unknownRow), ...missing.map(missingRow), ...await rowsOf(server.base, wanted, callers, provider)];
  const strange = table.roles.filter(r => !matrix.roles.includes(r)).map(r => ({ kind: 'role', name: r }));
  own.push(...strange.map(unknownRow), ...matrix.roles.filter(r => !table.roles.includes(r)).map(missingRow));
  return own;
}

const azure = await startAzure(path.join(work, 'azure'));
const table = await azure.routes();
const callers = await azureCallers(azure);
const reader = { Authorization: `Bearer ${await azure.provider.forge(claims(['Reader']))}` };
const example = await examples(azure.base, reader);
rows.push(...await modeRows(azure, table, callers, example, azure.provider.base));
rows.push(...openApiRows(JSON.parse((await send(azure.base, { path: '/openapi/v1.json', headers: reader })).text), table));

// Who was let in at all.
for (const caller of callers.filter(c => c.kind === 'session' || c.kind === 'refused'))
  rows.push({ kind: 'sign-in', name: 'a session', role: caller.name, expected: caller.roles.includes('Reader') ? 'session' : 'refused', actual: caller.kind });

const sessions = callers.filter(c => c.kind === 'session');
const take = ({ rows: more, unknown }) => rows.push(...more, ...unknown.map(unknownRow));
take(await actionRows(azure.base, table, matrix, sessions, example));
take(await exceptionRows(azure, table, matrix, sessions, example));
take(await certificateRows(azure, table, matrix, sessions, example));

// A run under way: Azure is slow meanwhile.
const slow = [{ kind: 'latency', milliseconds: 4000 }];
const bearer = async roles => ({ Authorization: `Bearer ${await azure.provider.forge(claims(roles))}` });
const security = await bearer(['Reader', 'Security']);
await azure.faults(slow);
rows.push(...await ownTestRows(azure, matrix, sessions));
const started = await send(azure.base, { method: 'POST', path: '/api/v1/runs', headers: security });
if (started.status !== 202) throw new Error(`a run could not be started: ${started.status} ${started.text}`);
take(await actionRows(azure.base, table, matrix, sessions, example, { when: 'a run is under way', only: ['/runs', '/status'] }));
const { runId, id = runId } = JSON.parse(started.text);
await send(azure.base, { method: 'POST', path: `/api/v1/runs/${id}/cancel`, headers: security });
await azure.faults([]);
await ended();

// A subscription that is missing: its reader role is gone.
const list = JSON.parse((await send(azure.base, { path: '/api/v1/subscriptions', headers: reader })).text);
await azure.faults([{ kind: 'readerLost', subscription: list.items[0].subscriptionId }]);
await send(azure.base, { method: 'POST', path: '/api/v1/runs', headers: security });
await ended();
take(await actionRows(azure.base, table, matrix, sessions, example, { when: 'a subscription is missing', only: ['/status'] }));
await azure.stop();

const demo = await startDemo(path.join(work, 'demo'));
const demoTable = await demo.routes();
const personas = demoCallers();
const demoExample = await examples(demo.base, { 'X-Demo-Persona': 'reader' });
demoExample['/snapshots/{Name}'] = `/snapshots/${await sealedMonth()}`;
rows.push(...await modeRows(demo, demoTable, personas, demoExample, null));
take(await actionRows(demo.base, demoTable, matrix, personas.filter(c => c.kind === 'demo'), demoExample));
await demo.stop();

// The table lies on purpose; each lie must be seen in what was recorded. A row is left out, and one is tightened.
const lies = [];
const told = (name, seen) => { if (!seen) lies.push(name); };
const without = { ...matrix, endpoints: Object.fromEntries(Object.entries(matrix.endpoints).filter(([key]) => key !== 'GET /api/v1/rules')) };
told('a row that is missing', requestsOf(table, without, example).unknown.some(u => u.name === 'GET /api/v1/rules'));
const more = { ...matrix, endpoints: { ...matrix.endpoints, 'GET /api/v1/gone': ['Reader'] } };
told('a row too many', requestsOf(table, more, example).missing.includes('GET /api/v1/gone'));
const { atEndpoint } = await import('./expected.mjs');
const audited = rows.filter(r => r.name === 'GET /api/v1/audit' && r.caller);
told('a policy that is looser than the table', audited.some(r => atEndpoint(r.caller, 'GET', '/api/v1/audit', ['RiskApprover']) !== r.actual));
told('a pattern with a constraint', plain('/api/v1/apps.{format:regex(^(json|csv|xlsx)$)}') === '/api/v1/apps.{format}' && plain('/runs/{Id:long}') === '/runs/{Id}' && plain('/apps/{**id}') === '/apps/{id}');

/** A month of the demo, which its filling seals as it goes. */
async function sealedMonth() {
  for (let i = 0; i < 300; i++, await tick(200)) {
    const { items: [month] } = JSON.parse((await send(demo.base, { path: '/api/v1/snapshots?pageSize=1', headers: { 'X-Demo-Persona': 'reader' } })).text);
    if (month) return month.month;
  }
  throw new Error('the demo seals no month');
}

async function ended() {
  for (let i = 0; i < 300; i++, await tick(200)) {
    const { items: [last] } = JSON.parse((await send(azure.base, { path: '/api/v1/runs?pageSize=1', headers: reader })).text);
    if (last.status !== 'Running') return;
  }
  throw new Error('a run does not end');
}

// Every action was seen by somebody and refused to somebody, so that a page that lost a button does not pass.
for (const name of Object.keys(matrix.actions)) {
  const of = rows.filter(r => r.kind === 'action' && r.name.startsWith(`${name} on `));
  if (!of.some(r => r.actual === 'offered')) rows.push({ kind: 'action', name, role: '', expected: 'offered to somebody', actual: 'to nobody' });
}

const quoted = text => /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
rows.sort((a, b) => `${a.kind} ${a.name} ${a.role}` < `${b.kind} ${b.name} ${b.role}` ? -1 : 1);
fs.mkdirSync(path.dirname(out), { recursive: true });
fs.writeFileSync(out, ['kind,name,role,expected,actual', ...rows.map(r => [r.kind, r.name, r.role, r.expected, r.actual].map(quoted).join(','))].join('\n') + '\n');
const wrong = rows.filter(r => r.expected !== r.actual);
for (const r of wrong.slice(0, 60)) console.log(`MISMATCH: ${r.kind} ${r.name}${r.role && ` as ${r.role}`}: expected ${r.expected}, actual ${r.actual}`);
for (const lie of lies) console.log(`NOT SEEN: ${lie}`);
const kinds = Object.entries(Object.groupBy?.(rows, r => r.kind) ?? rows.reduce((all, r) => ({ ...all, [r.kind]: [...all[r.kind] ?? [], r] }), {}));
console.log(kinds.map(([kind, of]) => `${of.length} ${kind}`).join(', '));
console.log(`${rows.length} rows, ${wrong.length + lies.length} mismatches`);
process.exit(wrong.length + lies.length === 0 && rows.length > 1500 ? 0 : 1);
