// Markup by tags, names and comments on every page, in a real browser. A dialog is a success, and so is an element of the attacker that the
// content policy alone kept from running. The control is the same page of the same program through a proxy that takes the content policy
// away and the encoding back; and the element put into the page as the program serves it, which has to be seen there.
import http from 'node:http';
import { launch, settle } from '../../browser/browser.mjs';
import { send } from '../requests.mjs';
import { mark, shown } from './hostile-estate.mjs';

const reflected = '<img src=x onerror=alert("XSSMARK")>';
const refusedText = encodeURIComponent(reflected);

/** Addresses to look at: every page, an app with each hostile name, and what an address itself brings along. */
export async function markup(azure, pages, target) {
  const apps = JSON.parse((await send(azure.base, { path: '/api/v1/apps?pageSize=1000', headers: await target.bearer(['Reader']) })).text).items;
  const addresses = [
    ...pages, ...apps.map(app => `/apps${app.resourceId.split('/').map(encodeURIComponent).join('/')}`),
    `/apps?q=${refusedText}`, `/apps?owner=${refusedText}`, `/changes?q=${refusedText}`, `/tags?q=${refusedText}`, `/audit?action=${refusedText}`, `/audit?actor=${refusedText}`, `/?by=${refusedText}`, `/?asOf=${refusedText}`,
    `/status?condition=${refusedText}`, `/apps/${refusedText}`, `/runs?sort=${refusedText}`, `/apps?columns=${refusedText}`, '/runs/1',
  ];
  const cookies = await target.session('reader-and-admin');
  const browser = await launch();
  const proxy = await startProxy(azure.base);
  const seen = [];
  let silent = 0;
  const visit = async address => {
    const html = await send(azure.base, { path: address, headers: { Accept: 'text/html', Cookie: cookies.header } });
    const context = await browser.createBrowserContext();
    await context.setCookie({ name: 'dashboard-session', value: cookies.get('dashboard-session'), domain: '127.0.0.1', path: '/', httpOnly: true, sameSite: 'Lax' });
    const here = await look(context, azure.base + address, true);
    const shows = html.text.includes(mark) || here.shows;
    if (!shows) silent++;
    else {
      // Where only the circuit brings the text, there is nothing for the proxy to mend.
      const there = html.text.includes(mark) ? await look(context, proxy.base + address, false) : { ran: true, planted: 'by nobody' };
      seen.push({
        group: 'markup', name: decodeURIComponent(address).slice(0, 120), product: here.ran ? 'a dialog' : here.planted,
        control: there.ran && there.planted && here.wouldShow ? 'a dialog, and an element' : null,
      });
    }
    await context.close();
  };
  try {
    const queue = [...new Set(addresses)];
    await Promise.all(Array.from({ length: 3 }, async () => { while (queue.length > 0) await visit(queue.shift()); }));
  } finally {
    await browser.close();
    proxy.stop();
  }
  console.log(`markup: ${seen.length} addresses show it, ${silent} show none of it`);
  return seen;
}

async function look(context, address, live) {
  const page = await context.newPage();
  let ran = false, refused = null;
  page.on('dialog', dialog => { if (dialog.message().includes(mark)) ran = true; dialog.dismiss().catch(() => {}); });
  // Pages have nothing of their own that their policy refuses.
  page.on('console', message => { if (/Content Security Policy/.test(message.text())) refused ??= message.text().slice(0, 120); });
  await page.goto(address, { waitUntil: 'load', timeout: 60_000 }).catch(() => {});
  if (live) await settle(page, 30_000).catch(() => {});
  else for (let i = 0; i < 20 && !ran; i++) await new Promise(done => setTimeout(done, 100));
  const shows = live && await page.evaluate(text => document.documentElement.textContent.includes(text), mark).catch(() => false);
  const planted = await page.evaluate(elementOf, mark) ?? refused;
  let wouldShow = false;
  if (live) {
    await page.evaluate(text => document.body.insertAdjacentHTML('beforeend', text), shown);
    wouldShow = await page.evaluate(elementOf, mark) !== null;
  }
  await page.close();
  return { ran, shows, planted, wouldShow };
}

/** In the browser: an element that no page of ours has, in words. It goes by what elements are, so texts that look like one do not count. */
function elementOf(mark) {
  for (const element of document.querySelectorAll('*')) {
    const active = [...element.attributes].find(a => (/^(on|srcdoc$)/i.test(a.name) || /^\s*javascript:/i.test(a.value) && /^(href|src|action|formaction|xlink:href)$/i.test(a.name)) && a.value.includes(mark));
    if (active) return `an element ${element.localName} with ${active.name}`;
    if (element.localName === 'script' && element.textContent.includes(mark) && !/json/.test(element.type)) return 'an element script';
  }
  return null;
}

/** Hands everything on, without the content policy, and with encoded markup decoded. */
async function startProxy(base) {
  const { host, hostname, port } = new URL(base);
  const server = http.createServer((request, response) => {
    const headers = { ...request.headers, host };
    delete headers['accept-encoding'];
    const asked = http.request({ hostname, port, method: request.method, path: request.url, headers }, answer => {
      const parts = [];
      answer.on('data', part => parts.push(part));
      answer.on('end', () => {
        const given = { ...answer.headers };
        let body = Buffer.concat(parts);
        if (/html/.test(given['content-type'] ?? '')) {
          delete given['content-security-policy'];
          body = Buffer.from(body.toString('utf8').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replace(/&quot;|&#x22;|&#34;/g, '"').replace(/&#x27;|&#39;/g, '\'').replace(/&amp;(lt|gt|quot);/g, (_, name) => ({ lt: '<', gt: '>', quot: '"' })[name]));
        }
        delete given['content-length'];
        delete given['transfer-encoding'];
        response.writeHead(answer.statusCode, given).end(body);
      });
    });
    asked.on('error', () => response.destroy());
    request.pipe(asked);
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  return { base: `http://127.0.0.1:${server.address().port}`, stop: () => { server.closeAllConnections(); server.close(); } };
}
