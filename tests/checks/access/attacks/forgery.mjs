// What a page of another site makes a visitor's browser send: by hand with the visitor's cookie, and by a real browser from a real other site.
import http from 'node:http';
import { launch } from '../../browser/browser.mjs';
import { send } from '../requests.mjs';
import { formToken } from './targets.mjs';

const evil = 'https://evil.example';
const types = ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x', 'application/json'];

export function forgery() {
  const attacks = [];
  const add = (name, attempt) => attacks.push({ group: 'forged requests', name, attempt });
  const origins = { 'a foreign origin': { Origin: evil }, 'the origin null': { Origin: 'null' }, 'no origin': {}, 'a foreign referrer': { Referer: `${evil}/x`, 'Sec-Fetch-Site': 'cross-site' } };
  for (const [how, origin] of Object.entries(origins)) {
    add(`sign-out with ${how}`, async t => {
      const cookies = await t.newSession('rita');
      await send(t.base, { method: 'POST', path: '/sign-out', body: 'x=1', headers: { Cookie: cookies.header, 'Content-Type': types[0], ...origin } });
      return await t.isLive(cookies) ? null : 'the session is over';
    });
    for (const type of types)
      add(`a run with ${how}, as ${type.split(';')[0]}`, async t => {
        const before = await t.changes();
        const answer = await send(t.base, { method: 'POST', path: '/api/v1/runs', body: type === types[3] ? '{}' : 'x=1', headers: { Cookie: (await t.session('reader-and-security')).header, 'Content-Type': type, ...origin } });
        return answer.status === 202 || await t.changes() > before ? 'a run was started' : null;
      });
  }
  add('sign-out with a form token of somebody else', async t => {
    const victim = await t.newSession('rita'), attacker = await t.newSession('sam');
    const page = await send(t.base, { path: '/rules', headers: { Accept: 'text/html', Cookie: attacker.header } });
    attacker.take(page);
    const antiforgery = attacker.get('dashboard-antiforgery');
    await send(t.base, {
      method: 'POST', path: '/sign-out', body: `__RequestVerificationToken=${encodeURIComponent(formToken(page.text) ?? '')}`,
      headers: { Cookie: `${victim.header}; dashboard-antiforgery=${antiforgery}`, 'Content-Type': types[0] },
    });
    return await t.isLive(victim) ? null : 'the session is over';
  });
  for (const origin of [evil, 'null', 'http://127.0.0.1.evil.example'])
    for (const [method, path] of [['GET', '/api/v1/overview'], ['OPTIONS', '/api/v1/overview'], ['OPTIONS', '/api/v1/runs']])
      add(`${method} ${path}: ${origin} may read the answer`, async t => {
        const answer = await send(t.base, { method, path, headers: { Origin: origin, Cookie: (await t.session('rita')).header, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'authorization' } });
        return answer.headers['access-control-allow-origin'] ? `for ${answer.headers['access-control-allow-origin']}` : null;
      });
  return attacks;
}

const page = target => `<!DOCTYPE html><title>Evil</title>
  <iframe name="a"></iframe><iframe name="b"></iframe><iframe id="framed" src="${target}/status"></iframe>
  <form id="out" method="post" action="${target}/sign-out" target="a"><input name="x" value="1"></form>
  <form id="run" method="post" enctype="text/plain" action="${target}/api/v1/runs" target="b"><input name="x" value="1"></form>
  <script>
    for (const id of ['out', 'run']) document.getElementById(id).submit();
    fetch('${target}/api/v1/runs', { method: 'POST', mode: 'no-cors', credentials: 'include', body: 'x' }).catch(() => {});
    fetch('${target}/api/v1/overview', { credentials: 'include' }).then(a => a.text()).then(text => { document.title = 'read ' + text.length; }, () => {});
    const socket = new WebSocket('${target.replace('http', 'ws')}/_blazor');
    socket.onopen = () => { document.body.dataset.socket = 'open'; };
  </script>`;

/** A visitor with a session opens a page of another site, which does all of it at once. */
export async function forgeryInBrowser() {
  const site = {};
  const visit = target => (site[target.base] ??= visitSite(target));
  const attack = (name, told) => ({ group: 'forged requests', name: `in a browser: ${name}`, attempt: async target => told(await visit(target)) });
  return [
    attack('another site signs the visitor out', seen => (seen.live ? null : 'the session is over')),
    attack('another site starts a run', seen => (seen.changes > 0 ? 'a run was started' : null)),
    attack('another site reads the API', seen => (seen.title.startsWith('read') ? seen.title : null)),
    attack('another site opens a circuit', seen => (seen.socket ? 'the socket is open' : null)),
    attack('another site frames a page', seen => (seen.framed ? 'it is framed' : null)),
  ];
}

async function visitSite(target) {
  const server = http.createServer((_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end(page(target.base)));
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  const browser = await launch();
  try {
    const cookies = await target.newSession('reader-and-security');
    const context = await browser.createBrowserContext();
    await context.setCookie({ name: 'dashboard-session', value: cookies.get('dashboard-session'), domain: '127.0.0.1', path: '/', httpOnly: true, sameSite: 'Lax' });
    const before = await target.changes();
    const tab = await context.newPage();
    // The name is another site to the browser, though the machine is the same.
    await tab.goto(`http://localhost:${server.address().port}/`, { waitUntil: 'load' });
    await new Promise(done => setTimeout(done, 3000));
    const frame = tab.frames().find(f => f.url().startsWith(`${target.base}/status`));
    return {
      live: await target.isLive(cookies), changes: await target.changes() - before, title: await tab.title(),
      socket: await tab.evaluate(() => document.body.dataset.socket === 'open'), framed: frame !== undefined && (await frame.content().catch(() => '')).includes('<title>'),
    };
  } finally {
    await browser.close();
    server.close();
  }
}
