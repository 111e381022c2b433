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

// What pages of the other site do at once. None of it leaves the page, so that nothing is broken off.
const busyPage = target => `<!DOCTYPE html><title>Evil</title><iframe src="${target}/status"></iframe>
  <script>
    fetch('${target}/api/v1/runs', { method: 'POST', mode: 'no-cors', credentials: 'include', body: 'x' }).catch(() => {});
    fetch('${target}/api/v1/overview', { credentials: 'include' }).then(a => a.text()).then(text => { document.title = 'read ' + text.length; }, () => {});
    const socket = new WebSocket('${target.replace('http', 'ws')}/_blazor');
    socket.onopen = () => { document.body.dataset.socket = 'open'; };
  </script>`;

// A form that takes the whole window along. In a frame it would be harmless by itself: this browser sends no cookie from there to another
// site, whatever the cookie says. A page that is moved as a whole brings every cookie that is not kept back by its SameSite.
const formPage = (action, type, referrer) => `<!DOCTYPE html><title>Evil</title><meta name="referrer" content="${referrer}">
  <form method="post" enctype="${type}" action="${action}"><input name="x" value="1"></form><script>document.forms[0].submit();</script>`;

// From where. The neighbour is another program on the same machine: another origin, but to cookies the same site, so they all come along.
const places = { 'another site': 'localhost', 'a neighbour': '127.0.0.1' };

/** A visitor with a session opens pages of another site; the browser has the host's cookies as the host set them. */
export async function forgeryInBrowser() {
  const seen = {};
  const attacks = [];
  const add = (name, attempt) => attacks.push({ group: 'forged requests', name: `in a browser: ${name}`, attempt });
  // Every form has its own session. Where a form should bring it and did not, nothing was tried: that is an error, and no success of the host.
  const signOut = (name, how, refusedBy = 400) => add(`${name} signs the visitor out`, async target => {
    const form = await submit(target, { path: '/sign-out', ...how });
    if (!form.live) return 'the session is over';
    if (!form.sent) throw new Error(`the browser kept the session back: ${form.keptBack}`);
    if (form.status !== refusedBy) throw new Error(`the session stands, but the answer was ${form.status}`);
    return null;
  });
  add('another site sends the session along', async target => {
    const form = await submit(target, { path: '/sign-out', from: places['another site'] });
    if (form.sent) return `by a form, which was answered ${form.status}`;
    if (!/SameSite/.test(form.keptBack)) throw new Error(`the session was kept back for another reason: ${form.keptBack}`);
    return form.live ? null : 'the session is over';
  });
  signOut('another site, in a browser that knows no SameSite,', { from: places['another site'], sameSite: 'None' });
  signOut('another site that hides its origin, in a browser that knows no SameSite,', { from: places['another site'], sameSite: 'None', referrer: 'no-referrer' });
  signOut('a neighbour', { from: places['a neighbour'] });
  signOut('a neighbour that hides its origin', { from: places['a neighbour'], referrer: 'no-referrer' });
  for (const [place, from] of Object.entries(places)) {
    const visit = target => (seen[`${from} ${target.base}`] ??= visitSite(target, from));
    add(`${place} starts a run by a form`, async target => ((await submit(target, { path: '/api/v1/runs', from, type: 'text/plain', sameSite: 'None' })).changes > 0 ? 'a run was started' : null));
    add(`${place} starts a run`, async target => ((await visit(target)).changes > 0 ? 'a run was started' : null));
    add(`${place} reads the API`, async target => { const { title } = await visit(target); return title.startsWith('read') ? title : null; });
    add(`${place} opens a circuit`, async target => ((await visit(target)).socket ? 'the socket is open' : null));
    add(`${place} frames a page`, async target => ((await visit(target)).framed ? 'it is framed' : null));
  }
  return attacks;
}

/** Opens a page of the other site that sends a form to the target, and tells what came of it and of the session. */
async function submit(target, { path, from, type = types[0], referrer = 'unsafe-url', sameSite }) {
  return asVisitor(target, from, formPage(target.base + path, type, referrer), sameSite, async (tab, address, before) => {
    const network = await tab.createCDPSession();
    await network.send('Network.enable');
    const asked = new Map(), cookies = new Map(), answers = new Map();
    network.on('Network.requestWillBeSent', e => { if (e.request.method === 'POST') asked.set(e.request.url, e.requestId); });
    network.on('Network.requestWillBeSentExtraInfo', e => { if (!cookies.has(e.requestId)) cookies.set(e.requestId, e.associatedCookies); });
    network.on('Network.responseReceivedExtraInfo', e => { if (!answers.has(e.requestId)) answers.set(e.requestId, e.statusCode); });
    await tab.goto(address, { waitUntil: 'load' });
    const request = () => asked.get(target.base + path);
    for (let waited = 0; !answers.has(request()); waited += 50) {
      if (waited > 10_000) throw new Error('the form was not sent or not answered');
      await new Promise(done => setTimeout(done, 50));
    }
    const session = cookies.get(request())?.find(c => c.cookie.name === before.name);
    if (!session) throw new Error('the browser knows no session');
    return { ...await before.since(), sent: session.blockedReasons.length === 0, keptBack: session.blockedReasons.join(), status: answers.get(request()) };
  });
}

/** Opens a page of the other site that does what it can without being left. */
async function visitSite(target, from) {
  return asVisitor(target, from, busyPage(target.base), undefined, async (tab, address, before) => {
    await tab.goto(address, { waitUntil: 'load' });
    await new Promise(done => setTimeout(done, 3000));
    const frame = tab.frames().find(f => f.url().startsWith(`${target.base}/status`));
    return {
      ...await before.since(), title: await tab.title(), socket: await tab.evaluate(() => document.body.dataset.socket === 'open'),
      framed: frame !== undefined && (await frame.content().catch(() => '')).includes('<title>'),
    };
  });
}

/** Serves the other site's page and calls `act` with a tab of a browser that has a new session of the target. */
async function asVisitor(target, from, html, sameSite, act) {
  const server = http.createServer((_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end(html));
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  const browser = await launch();
  try {
    const cookies = await target.newSession('reader-and-security');
    cookies.take(await send(target.base, { path: '/rules', headers: { Accept: 'text/html', Cookie: cookies.header } }));
    const context = await browser.createBrowserContext();
    for (const cookie of cookies.all) {
      const wanted = sameSite ?? cookie.sameSite;
      // SameSite=None is for secure cookies alone, which browsers also send to this machine without TLS.
      await context.setCookie({ domain: '127.0.0.1', path: '/', name: cookie.name, value: cookie.value, httpOnly: true, secure: cookie.secure || wanted === 'None', ...(wanted && { sameSite: wanted }) });
    }
    const changes = await target.changes();
    const since = async () => ({ live: await target.isLive(cookies), changes: await target.changes() - changes });
    return await act(await context.newPage(), `http://${from}:${server.address().port}/`, { name: 'dashboard-session', since });
  } finally {
    await browser.close();
    server.close();
  }
}
