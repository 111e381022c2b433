// The program in both modes as the checks of access run it: over the simulator, with the real OpenID provider of tests/oidc-provider.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { freePort, root, run, start, startSimulator, tick, tied } from '../lib/dashboard.mjs';
import { Cookies, send } from './requests.mjs';
import { DASHBOARD, SECRET, TENANTS } from '../../oidc-provider/people.mjs';

export const [tenant, otherTenant] = TENANTS;
const asOf = '2026-11-24T12:00:00Z';

/** The program in Azure mode, with one finished run. */
export async function startAzure(data, { simulator = ['--apps', '40', '--seed', '7'], settings = {} } = {}) {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const azure = await startSimulator(['--port', '0', ...simulator]);
  const endpoint = /^http: (\S+)/m.exec(azure.output())[1];
  const provider = await startProvider(base);
  const all = {
    Dashboard__Mode: 'Azure', Dashboard__DataDirectory: data, Dashboard__Listen: base, Dashboard__Schedule: 'off',
    Dashboard__Azure__Credential: 'LoopbackToken', Dashboard__Azure__ResourceManagerEndpoint: endpoint,
    Dashboard__SignIn__TenantId: tenant, Dashboard__SignIn__ClientId: DASHBOARD, Dashboard__SignIn__ClientSecret: SECRET,
    Dashboard__SignIn__Authority: provider.issuer(), Dashboard__Limits__SignInsPerMinute: '10000', Dashboard__Limits__RequestsPerMinute: '1000000', ...settings,
  };
  await run(all, ['collect'], { allow: [0, 2] });
  const program = start(all, ['serve']);
  await ready(program, base);
  return {
    base, provider, settings: all, program, endpoint,
    faults: faults => simulatorFaults(endpoint, faults),
    routes: async () => JSON.parse((await run(all, ['routes'])).output),
    stop: async () => { await program.stop(); await azure.stop(); provider.stop(); },
  };
}

/** The demo, small, with the past of one month. */
export async function startDemo(data, settings = {}) {
  const base = `http://127.0.0.1:${await freePort()}`;
  const all = {
    Dashboard__DataDirectory: data, Dashboard__Listen: base, Dashboard__Schedule: 'off', Dashboard__Demo__Apps: '30', Dashboard__Demo__Months: '0',
    Dashboard__Demo__Seed: '7', Dashboard__Demo__AsOf: asOf, ...settings,
  };
  const program = start(all, ['serve']);
  await ready(program, base);
  return { base, settings: all, program, routes: async () => JSON.parse((await run(all, ['routes'])).output), stop: () => program.stop() };
}

/** Somebody signs in by name, as a browser would; the answer has the cookies, and a session only where they were let in. */
export async function signIn(azure, name, { cookies = new Cookies(), path: wanted = '/' } = {}) {
  const jars = { [azure.base]: cookies, [azure.provider.base]: new Cookies() };
  let url = new URL(`/sign-in?returnUrl=${encodeURIComponent(wanted)}`, azure.base);
  for (let step = 0; step < 15; step++) {
    const jar = jars[url.origin];
    const headers = { Accept: 'text/html', ...(jar.header && { Cookie: jar.header }) };
    let answer = await send(url.origin, { path: url.pathname + url.search, headers });
    jar.take(answer);
    if (answer.status === 200 && url.pathname.includes('/interaction/')) {
      answer = await send(url.origin, {
        method: 'POST', path: url.pathname, body: `login=${encodeURIComponent(name)}`,
        headers: { Cookie: jar.header, 'Content-Type': 'application/x-www-form-urlencoded' },
      });
      jar.take(answer);
    }
    if (!(answer.status >= 300 && answer.status < 400)) return { status: answer.status, url, cookies, session: cookies.get('dashboard-session') };
    url = new URL(answer.headers.location, url);
    if (url.origin === azure.base && !/^\/(signin-oidc|sign-in)/.test(url.pathname)) return { status: answer.status, url, cookies, session: cookies.get('dashboard-session') };
  }
  throw new Error(`the sign-in of ${name} goes round in circles`);
}

/** The claims of a person's access token; `change` overrides, and undefined takes away. */
export const claims = (roles, change = {}) => ({
  aud: `api://${DASHBOARD}`, tid: tenant, oid: '33333330-aaaa-4bbb-8ccc-000000000000', sub: 'pairwise', azp: '66666666-aaaa-4bbb-8ccc-000000000006',
  scp: 'access', name: 'Petra Program', ...(roles.length > 0 && { roles }), ...change,
});

async function ready(program, base) {
  for (let waited = 0; ; waited += 100) {
    if ((await send(base, { path: '/health/ready' })).status === 200) return;
    if (program.code() !== null || waited > 180_000) throw new Error(`the program did not get ready: ${program.errors().slice(-2000)}`);
    await tick(100);
  }
}

async function startProvider(app) {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const child = tied(spawn('node', ['server.mjs', '--port', String(port), '--app', app], { cwd: path.join(root, 'tests/oidc-provider') }));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', text => { said += text; });
  while (!said.includes('listening')) {
    if (child.exitCode !== null) throw new Error(`the provider ended: ${said}`);
    await tick(50);
  }
  return {
    base,
    issuer: (of = tenant) => `${base}/${of}/v2.0`,
    // A token with a tenant's own key, whatever it says.
    forge: async (what, { of = tenant, expiresIn = 3600 } = {}) =>
      (await send(base, { method: 'POST', path: '/forge', body: JSON.stringify({ tenant: of, claims: what, expiresIn }) })).text,
    keys: async (of = tenant) => JSON.parse((await send(base, { path: `/${of}/v2.0/jwks` })).text).keys,
    stop: () => child.kill(),
  };
}

async function simulatorFaults(endpoint, faults) {
  const answer = await send(endpoint, { method: 'PUT', path: '/simulator/faults', body: JSON.stringify(faults), headers: { 'Content-Type': 'application/json' } });
  if (answer.status >= 300) throw new Error(`the simulator refused the faults: ${answer.status} ${answer.text}`);
}
