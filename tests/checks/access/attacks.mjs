// See ../attacks.sh.   node attacks.mjs WORK [--only GROUP]
import fs from 'node:fs';
import path from 'node:path';
import { tick } from '../lib/dashboard.mjs';
import { bodies } from './attacks/bodies.mjs';
import { demoAttacks } from './attacks/demo.mjs';
import { floods, perMinute } from './attacks/floods.mjs';
import { forbidden } from './attacks/forbidden.mjs';
import { forgery, forgeryInBrowser } from './attacks/forgery.mjs';
import { headers } from './attacks/headers.mjs';
import { hostileEstate, reason, vanishing } from './attacks/hostile-estate.mjs';
import { markup } from './attacks/markup.mjs';
import { paths } from './attacks/paths.mjs';
import { responses } from './attacks/responses.mjs';
import { sessions, socketOpens } from './attacks/sessions.mjs';
import { productTarget, weakTarget } from './attacks/targets.mjs';
import { tokens } from './attacks/tokens.mjs';
import { startWeakHost } from './attacks/weak-host.mjs';
import { azureCallers } from './callers.mjs';
import * as matrix from './matrix.mjs';
import { each, send } from './requests.mjs';
import { requestsOf } from './rows.mjs';
import { startAzure, startDemo } from './servers.mjs';

const [work, , only = ''] = process.argv.slice(2);

// What the weak host serves: a folder with a secret above the one that it means to serve.
const folder = path.join(work, 'weak');
fs.mkdirSync(folder, { recursive: true });
for (const name of ['css', 'js', 'lib', 'images', '_content/MudBlazor', '_framework', '.git', 'data', 'wwwroot', 'etc', 'apps', 'api/v1']) fs.mkdirSync(path.join(folder, name), { recursive: true });
fs.writeFileSync(path.join(folder, 'css/site.css'), 'p { }');
fs.writeFileSync(path.join(folder, 'secret.txt'), "the weak host's secret");

const estate = path.join(work, 'estate.json');
fs.writeFileSync(estate, JSON.stringify(hostileEstate()));
const azure = await startAzure(path.join(work, 'azure'), { simulator: ['--estate', estate] });
const demo = await startDemo(path.join(work, 'demo'));
const weakHost = await startWeakHost(folder, { hosts: '0.0.0.0' });
const product = productTarget(azure), weak = weakTarget(weakHost);
const limited = await startAzure(path.join(work, 'limited'), { settings: { Dashboard__Limits__SignInsPerMinute: `${perMinute}`, Dashboard__Limits__RequestsPerMinute: `${perMinute}` } });
const limitedWeakHost = await startWeakHost(folder, { perMinute });
const hostsWithLimits = { product: productTarget(limited), weak: weakTarget(limitedWeakHost) };
const demoTarget = { ...product, kind: 'product', base: demo.base, port: Number(new URL(demo.base).port) };

// The comment of a retired subscription goes into the trail; it has to be missing first.
const admin = await product.bearer(['Reader', 'Admin', 'Security']);
await azure.faults([{ kind: 'readerLost', subscription: vanishing }]);
await send(azure.base, { method: 'POST', path: '/api/v1/runs', headers: admin });
for (let running = true; running; await tick(300)) running = JSON.parse((await send(azure.base, { path: '/api/v1/runs?pageSize=1', headers: admin })).text).items[0].status === 'Running';
const retired = await send(azure.base, { method: 'POST', path: `/api/v1/subscriptions/${vanishing}/retire`, headers: { ...admin, 'Content-Type': 'application/json' }, body: JSON.stringify({ reason }) });
if (retired.status !== 204) throw new Error(`the subscription was not retired: ${retired.status} ${retired.text}`);

const table = await azure.routes();
const { items: [app] } = JSON.parse((await send(azure.base, { path: '/api/v1/apps?pageSize=1', headers: admin })).text);
const plainId = app.resourceId.split('/').map(encodeURIComponent).join('/');
const example = {
  documentName: 'v1', source: 'scopes', id: '1', '/apps/{ResourceId}': `/apps${plainId}`, '/runs/{Id}': '/runs/1', ResourceId: plainId.slice(1), Id: '1', '/api/v1/apps/{id}': plainId.slice(1),
  '/api/v1/subscriptions/{id}/retire': '00000000-0000-0000-0000-000000000000', path: 'nothing.js',
};
const { wanted, unknown } = requestsOf(table, matrix, example);
for (const request of wanted) request.path = request.path.replace('/{id}', `/${plainId.slice(1)}`).replace('/{ResourceId}', plainId);
if (unknown.length > 0) throw new Error(`the table does not know ${unknown.map(u => u.name).join(', ')}: see authorisation.sh`);
const callers = await azureCallers(azure);
if (!await socketOpens(product)) throw new Error('a socket does not open even where it should, so that none opens elsewhere proves nothing');

const all = [...forbidden(wanted, callers), ...headers(), ...await tokens(azure), ...sessions(), ...forgery(), ...paths(), ...bodies(), ...responses(), ...demoAttacks(), ...floods(hostsWithLimits), ...await forgeryInBrowser()]
  .filter(a => a.group.includes(only));
const results = [];
const controls = new Map();
const tried = async (attempt, target) => { try { return await attempt(target); } catch (error) { return { failed: error.message }; } };
const settle = async attack => {
  const product1 = await tried(attack.attempt, attack.hosts?.product ?? (attack.demo ? demoTarget : product));
  const key = attack.controlOnce && `${attack.group} ${attack.controlOnce}`;
  const control = key && controls.has(key) ? controls.get(key) : await tried(attack.attempt, attack.hosts?.weak ?? weak);
  if (key) controls.set(key, control);
  results.push({ ...attack, product: product1, control });
};
// Sessions are ended in some of them, and others count runs: those go one after the other.
const alone = /floods|forged requests|sessions|busy|forged headers/;
await each(all.filter(a => !alone.test(a.group)), settle, 6);
for (const attack of all.filter(a => alone.test(a.group))) await settle(attack);
if ('markup'.includes(only)) results.push(...await markup(azure, Object.keys(matrix.pages).filter(p => !p.includes('{') && p !== '/error'), product));

// The program is as well as before.
const well = await send(azure.base, { path: '/health/ready' });
results.push({ group: 'afterwards', name: 'the program does not serve any more', product: well.status === 200 ? null : `status ${well.status}`, control: 'see the attacks on it' });
const traces = azure.program.errors().split('\n').filter(line => /eyJ[\w-]{20,}|a-secret-of-the-tests-only/.test(line));
results.push({ group: 'afterwards', name: 'a token or the secret is in the log', product: traces[0] ?? null, control: /eyJ[\w-]{20,}/.test('eyJhbGciOiJSUzI1NiIsImtpZCI6') ? 'one would be found' : null });
// Whatever somebody sends is theirs to answer for: it must not look like a fault of the program, nor bury one.
const unhandled = /unhandled exception/i;
for (const [where, host] of Object.entries({ azure, limited, demo })) {
  const lines = new Set(host.program.errors().split('\n').filter(line => unhandled.test(line)).map(line => line.replace(/^\S+ /, '').slice(0, 400)));
  results.push({ group: 'afterwards', name: `an unhandled exception is in the log of ${where}`, product: [...lines].slice(0, 5).join('\n  ') || null, control: unhandled.test('An unhandled exception has occurred while executing the request.') ? 'one would be found' : null });
}

await Promise.all([azure.stop(), limited.stop(), demo.stop()]);
weakHost.stop();
limitedWeakHost.stop();
const succeeded = results.filter(r => r.product), unproven = results.filter(r => !r.control || r.control.failed);
const text = what => (what?.failed ? `failed: ${what.failed}` : what);
for (const r of succeeded.slice(0, 80)) console.log(`SUCCEEDED: ${r.group}: ${r.name}: ${text(r.product)}`);
for (const r of unproven.slice(0, 80)) console.log(`NO CONTROL: ${r.group}: ${r.name}${r.control ? `: ${text(r.control)}` : ''}`);
const groups = results.reduce((of, r) => of.set(r.group, (of.get(r.group) ?? 0) + 1), new Map());
console.log([...groups].map(([group, count]) => `${count} ${group}`).join(', '));
console.log(`${results.length} controls, ${results.length - unproven.length} succeeded`);
console.log(`${results.length} attacks, ${succeeded.length} succeeded`);
process.exit(succeeded.length === 0 && unproven.length === 0 && (only || results.length > 1000) ? 0 : 1);
