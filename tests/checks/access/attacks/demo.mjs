// The demo has no sign-in, so it must be for this machine alone: not through a proxy, not for another name, not from another address.
import os from 'node:os';
import { send, upgrade } from '../requests.mjs';
import { served } from './targets.mjs';

const forwarded = {
  Forwarded: 'for=127.0.0.1', Via: '1.1 proxy', 'X-Real-IP': '127.0.0.1', 'X-Forwarded-For': '127.0.0.1', 'X-Forwarded-Host': 'localhost', 'X-Forwarded-Proto': 'http', 'x-forwarded-anything': 'x', 'X-ARR-ClientCert': 'x',
  'X-ARR-SSL': 'x', 'X-ARR-LOG-ID': 'x', 'x-forwarded-for ': '127.0.0.1',
};
const hosts = ['demo.example', '127.0.0.1.nip.example', 'localhost.evil.example', '0.0.0.0', '127.1', '[::]', 'evil.example:80'];

/** Attempts take the demo's target, whose control is the weak host. */
export function demoAttacks() {
  const attacks = [];
  const add = (name, attempt) => attacks.push({ group: 'the demo from elsewhere', name, demo: true, attempt });
  const persona = { 'X-Demo-Persona': 'admin' };
  for (const [name, value] of Object.entries(forwarded).filter(([n]) => n.trim() === n))
    for (const path of ['/', '/api/v1/overview', '/health/live'])
      add(`${path} with ${name}`, async t => served(await send(t.base, { path, headers: { ...persona, Accept: 'text/html, application/json', [name]: value } })));
  for (const host of hosts)
    for (const path of ['/', '/api/v1/overview'])
      add(`${path} for Host ${host || '(empty)'}`, async t => served(await send(t.base, { path, headers: { ...persona, Host: host } })));
  for (const origin of ['https://evil.example', 'null', 'http://localhost:1', 'file://'])
    for (const [method, path] of [['GET', '/api/v1/overview'], ['POST', '/api/v1/runs'], ['POST', '/_blazor/negotiate?negotiateVersion=1']])
      add(`${method} ${path} from a page of ${origin}`, async t => served(await send(t.base, { method, path, headers: { ...persona, Origin: origin } })));
  add('a socket from a page of another site', async t => await upgrade(t.base, '/_blazor', { Origin: 'https://evil.example' }) === 101 ? 'the socket is open' : null);
  for (const persona of ['root', 'Admin,reader', 'admin\u00e4', 'reader; Admin', '*'])
    add(`the persona ${persona}`, async t => served(await send(t.base, { path: '/api/v1/audit', headers: { 'X-Demo-Persona': persona } })));
  add('two personas', async t => served(await send(t.base, { path: '/api/v1/audit', headers: { 'X-Demo-Persona': ['reader', 'admin'] } })));
  add('a run by a form with the persona\'s cookie', async t => served(await send(t.base, { method: 'POST', path: '/api/v1/runs', body: 'x=1', headers: { Cookie: 'dashboard-persona=security', 'Content-Type': 'application/x-www-form-urlencoded' } })));
  add('choosing a persona without the form\'s token', async t => served(await send(t.base, { method: 'POST', path: '/persona', body: 'persona=admin', headers: { Cookie: 'dashboard-persona=reader', 'Content-Type': 'application/x-www-form-urlencoded' } })) ?? null);
  for (const address of Object.values(os.networkInterfaces()).flat().filter(a => a && !a.internal && a.family === 'IPv4').slice(0, 2))
    add('this machine\'s address on the network', async t => served(await send(`http://${address.address}:${t.port}`, { path: '/api/v1/overview', headers: { ...persona, Host: 'localhost' }, timeout: 5000 })));
  return attacks;
}
