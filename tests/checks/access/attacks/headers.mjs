// Headers that claim to be somebody, to come from somewhere, or to mean another request than the one that is sent.
import { send, sendRaw } from '../requests.mjs';
import { served } from './targets.mjs';

const principal = Buffer.from(JSON.stringify({ auth_typ: 'aad', claims: [{ typ: 'roles', val: 'Admin' }, { typ: 'roles', val: 'Reader' }], role_typ: 'roles' })).toString('base64');
// A self-signed certificate, as App Service's front end would hand it on.
const certificate = 'MIIBfTCCASOgAwIBAgIUAQIDBAUGBwgJCgsMDQ4PEBESExQwCgYIKoZIzj0EAwIwFDESMBAGA1UEAwwJYXR0YWNrLmVyMB4XDTI1MDEwMTAwMDAwMFoXDTM1MDEwMTAwMDAwMFowFDESMBAGA1UEAwwJYXR0YWNrLmVyMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE';

/** Each on its own makes the weak host believe. */
export const claimed = {
  'X-Demo-Persona': { 'X-Demo-Persona': 'admin' },
  'cookie of a persona': { Cookie: 'dashboard-persona=admin' },
  'X-Forwarded-For: 127.0.0.1': { 'X-Forwarded-For': '127.0.0.1' },
  'X-Forwarded-For: ::1': { 'X-Forwarded-For': '::1' },
  'Forwarded': { Forwarded: 'for=127.0.0.1;host=localhost;proto=https' },
  'X-Real-IP': { 'X-Real-IP': '127.0.0.1' },
  'X-Client-IP': { 'X-Client-IP': '127.0.0.1' },
  'True-Client-IP': { 'True-Client-IP': '127.0.0.1' },
  'X-ARR-ClientCert': { 'X-ARR-ClientCert': certificate },
  'X-Client-Cert': { 'X-Client-Cert': certificate },
  'X-Forwarded-Client-Cert': { 'X-Forwarded-Client-Cert': `Hash=00;Cert="${certificate}"` },
  'X-MS-CLIENT-PRINCIPAL': { 'X-MS-CLIENT-PRINCIPAL': principal, 'X-MS-CLIENT-PRINCIPAL-IDP': 'aad' },
  'X-MS-CLIENT-PRINCIPAL-NAME': { 'X-MS-CLIENT-PRINCIPAL-NAME': 'amin@example.com', 'X-MS-CLIENT-PRINCIPAL-ID': '33333333-aaaa-4bbb-8ccc-000000000003' },
  'X-MS-TOKEN-AAD-ID-TOKEN': { 'X-MS-TOKEN-AAD-ID-TOKEN': 'e30.e30.e30' },
  'X-Forwarded-User': { 'X-Forwarded-User': 'amin@example.com' },
  'X-Remote-User': { 'X-Remote-User': 'amin@example.com' },
  'basic credentials': { Authorization: `Basic ${Buffer.from('admin:admin').toString('base64')}` },
};

const foreign = 'evil.example';
const leads = answer => (answer.headers.location ?? '').includes(foreign) || new RegExp(`(href|src|action)="(https?:)?//${foreign}`).test(answer.text);

export function headers() {
  const attacks = [];
  const add = (name, attempt) => attacks.push({ group: 'forged headers', name, attempt });
  for (const [name, forged] of Object.entries(claimed)) {
    for (const path of ['/api/v1/overview?strict', '/api/v1/audit?strict', '/metrics?strict'])
      add(`${name}: nobody reads ${path.split('?')[0]}`, async t => served(await send(t.base, { path: path.replace('?strict', t.kind === 'weak' ? '?strict' : ''), headers: forged })));
    // A caller who is somebody becomes more.
    add(`${name}: a Reader reads the audit trail`, async t => {
      const own = forged.Authorization ? {} : await t.bearer(['Reader']);
      return served(await send(t.base, { path: '/api/v1/audit', headers: { ...own, ...forged } }));
    });
    add(`${name}: a page without a session`, async t => served(await send(t.base, { path: '/audit', headers: { Accept: 'text/html', ...forged } })));
  }
  for (const header of ['X-Original-URL', 'X-Rewrite-URL'])
    add(`${header}: another path than the one that was judged`, async t => {
      const answer = await send(t.base, { path: '/health/live', headers: { [header]: '/api/v1/apps' } });
      return served(answer) && answer.text.includes('"items"') ? 'the list of apps' : null;
    });
  for (const header of ['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override'])
    for (const who of ['cookie', 'token'])
      add(`${header}: a reading request with a ${who} that starts a run`, async t => {
        const before = await t.changes();
        const own = who === 'cookie' ? { Cookie: (await t.session('reader-and-security')).header } : await t.bearer(['Reader']);
        const answer = await send(t.base, { path: '/api/v1/runs', headers: { ...own, [header]: 'POST' } });
        return answer.status === 202 || await t.changes() > before ? 'a run was started' : null;
      });
  add('Host of somebody else, with a session', async t => served(await send(t.base, { headers: { Host: foreign, Accept: 'text/html', Cookie: (await t.session('rita')).header } })));
  add('Host of somebody else: the way back from sign-in', async t => leads(await send(t.base, { path: '/sign-in', headers: { Host: foreign } })) ? 'it leads there' : null);
  for (const header of ['X-Forwarded-Host'])
    for (const path of ['/sign-in', '/'])
      add(`${header}: ${path} leads there`, async t => {
        const answer = await send(t.base, { path, headers: { [header]: foreign, 'X-Forwarded-Proto': 'https', Accept: 'text/html', ...(path === '/' && { Cookie: (await t.session('rita')).header }) } });
        return leads(answer) || decodeURIComponent(answer.headers.location ?? '').includes(`//${foreign}`) ? 'it leads there' : null;
      });
  add('an address in the request line beside the Host', async t => {
    const cookie = (await t.session('rita')).header;
    const text = await sendRaw(t.base, `GET http://${foreign}/ HTTP/1.1\r\nHost: ${new URL(t.base).host}\r\nAccept: text/html\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`, 5000);
    return /^HTTP\/1\.1 2/.test(text) ? 'it was served' : null;
  });
  add('no Host at all', async t => {
    const cookie = (await t.session('rita')).header;
    const text = await sendRaw(t.base, `GET / HTTP/1.1\r\nAccept: text/html\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`, 5000);
    return /^HTTP\/1\.1 2/.test(text) ? 'it was served' : null;
  });
  add('two Hosts', async t => {
    const cookie = (await t.session('rita')).header;
    const text = await sendRaw(t.base, `GET / HTTP/1.1\r\nHost: ${new URL(t.base).host}\r\nHost: ${foreign}\r\nAccept: text/html\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`, 5000);
    return /^HTTP\/1\.1 2/.test(text) ? 'it was served' : null;
  });
  return attacks;
}
