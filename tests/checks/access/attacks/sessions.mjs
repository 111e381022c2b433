// Sessions and open pages' connections: without one, with an ended one, with one that somebody else chose or copied.
import { run } from '../../lib/dashboard.mjs';
import { Cookies, send, upgrade } from '../requests.mjs';
import { formToken, served } from './targets.mjs';

const negotiate = '/_blazor/negotiate?negotiateVersion=1';

/** Signs out as the form of a page does. */
async function signOut(t, cookies) {
  if (t.kind === 'weak') return; // The weak host forgets nobody.
  const page = await send(t.base, { path: '/rules', headers: { Accept: 'text/html', Cookie: cookies.header } });
  cookies.take(page);
  const answer = await send(t.base, {
    method: 'POST', path: '/sign-out', body: `__RequestVerificationToken=${encodeURIComponent(formToken(page.text))}`,
    headers: { Cookie: cookies.header, Origin: t.base, 'Content-Type': 'application/x-www-form-urlencoded' },
  });
  if (answer.status !== 302) throw new Error(`the sign-out did not work: ${answer.status} ${answer.text.slice(0, 200)}`);
}

export function sessions() {
  const attacks = [];
  const add = (name, attempt) => attacks.push({ group: 'sessions', name, attempt });
  const uses = {
    'the API': async (t, headers) => served(await send(t.base, { path: '/api/v1/overview', headers })),
    'a page': async (t, headers) => served(await send(t.base, { path: '/apps', headers: { Accept: 'text/html', ...headers } })),
    'negotiation of a circuit': async (t, headers) => served(await send(t.base, { method: 'POST', path: negotiate, headers })),
    'the socket of a circuit': async (t, headers) => await upgrade(t.base, '/_blazor', headers) === 101 ? 'the socket is open' : null,
    'the list of initializers': async (t, headers) => served(await send(t.base, { path: '/_blazor/initializers', headers })),
  };
  for (const [what, use] of Object.entries(uses)) {
    add(`${what} without a cookie`, t => use(t, {}));
    add(`${what} with a made-up cookie`, t => use(t, { Cookie: 'dashboard-session=CfDJ8AAAA' }));
    add(`${what} with a cookie in which a letter is changed`, async t => {
      const value = (await t.session('rita')).get('dashboard-session');
      const at = Math.floor(value.length / 2);
      return use(t, { Cookie: `dashboard-session=${value.slice(0, at)}${value[at] === 'A' ? 'B' : 'A'}${value.slice(at + 1)}` });
    });
    add(`${what} with a copied cookie, after the sign-out`, async t => {
      const cookies = await t.newSession('rita');
      const copied = { Cookie: `dashboard-session=${cookies.get('dashboard-session')}` };
      if (!await use(t, copied)) throw new Error('the cookie is worth nothing even before');
      await signOut(t, cookies);
      return use(t, copied);
    });
    add(`${what} after an operator ended the session`, async t => {
      const cookies = await t.newSession('grit');
      if (t.azure) await run(t.azure.settings, ['end-sessions', '--user', '33333337-aaaa-4bbb-8ccc-000000000007']);
      return use(t, { Cookie: cookies.header });
    });
  }
  add('a socket from a page of another site', async t => await upgrade(t.base, '/_blazor', { Cookie: (await t.session('rita')).header, Origin: 'https://evil.example' }) === 101 ? 'the socket is open' : null);
  add('a socket from a page without an origin', async t => await upgrade(t.base, '/_blazor', { Cookie: (await t.session('rita')).header, Origin: 'null' }) === 101 ? 'the socket is open' : null);
  add('a socket from another program on this machine', async t => await upgrade(t.base, '/_blazor', { Cookie: (await t.session('rita')).header, Origin: `http://localhost:${t.port}` }) === 101 ? 'the socket is open' : null);
  add('negotiation from a page of another site', async t => served(await send(t.base, { method: 'POST', path: negotiate, headers: { Cookie: (await t.session('rita')).header, Origin: 'https://evil.example' } })));
  add('fixation: a cookie that was there before sign-in', async t => {
    const planted = new Cookies();
    planted.set('dashboard-session', 'planted');
    const after = await t.newSession('rita', planted);
    return after.get('dashboard-session') === 'planted' || (t.kind === 'product' && served(await send(t.base, { path: '/api/v1/overview', headers: { Cookie: 'dashboard-session=planted' } }))) ? 'the planted cookie is the session' : null;
  });
  add('fixation: the attacker\'s own session goes on as the victim\'s', async t => {
    const attacker = await t.newSession('rita');
    const value = attacker.get('dashboard-session');
    const victim = new Cookies();
    victim.set('dashboard-session', value);
    const after = await t.newSession('amin', victim);
    // A browser that has a session goes on with it; the attacker must not become somebody more.
    const audit = await send(t.base, { path: '/api/v1/audit', headers: { Cookie: `dashboard-session=${value}` } });
    return served(audit) && after ? 'the attacker reads as an Admin' : null;
  });
  return attacks;
}

/** Sanity beside the controls: with the right cookie and origin, the program itself opens a socket. */
export async function socketOpens(t) {
  return await upgrade(t.base, '/_blazor', { Cookie: (await t.session('rita')).header, Origin: t.base }) === 101;
}
