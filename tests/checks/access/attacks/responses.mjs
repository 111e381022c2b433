// What answers lead to: another site, another header, a cache that others read, a cell that is worked out, a page that is taken for another.
import { send, sendRaw } from '../requests.mjs';
import { served } from './targets.mjs';
import { activeContent } from './workbook.mjs';

const backs = ['https://evil.example/', '//evil.example/', '/\\evil.example', '\\\\evil.example', '/\t/evil.example', '/\n/evil.example', '\t//evil.example', 'https:evil.example', 'http:///evil.example', '///evil.example',
  '/%5cevil.example', '//evil.example%2f..', 'javascript:alert(1)', 'data:text/html,x', '/.//evil.example', '@evil.example', '.evil.example', '/\u0000/evil.example', '/\u2028/evil.example', '\u3000//evil.example', 'HTTPS://EVIL.EXAMPLE', ' https://evil.example'];

export function responses() {
  const attacks = [];
  for (const back of backs)
    attacks.push({ group: 'open redirect', name: JSON.stringify(back), attempt: async t => {
      const text = await sendRaw(t.base, `GET /sign-in?returnUrl=${encodeURIComponent(back)} HTTP/1.1\r\nHost: ${new URL(t.base).host}\r\nCookie: ${(await t.session('rita')).header}\r\nConnection: close\r\n\r\n`);
      const location = /^location: (.*)\r?$/im.exec(text)?.[1];
      if (location === undefined) return null;
      // As a browser reads it.
      return !URL.canParse(location, `${t.base}/sign-in`) || new URL(location, `${t.base}/sign-in`).origin !== t.base ? location : null;
    } });
  for (const back of ['/%0d%0aSet-Cookie:%20planted=1', '/%0aSet-Cookie:%20planted=1', '/%0d%0a%0d%0a%3Cscript%3E', '/%E5%98%8A%E5%98%8DSet-Cookie:%20planted=1', '/\u560a\u560dSet-Cookie: planted=1'])
    for (const path of ['/sign-in?returnUrl=', '/sign-in-refused?why=', '/apps?q='])
      attacks.push({ group: 'split answers', name: `${path}${back}`, attempt: async t => {
        const text = await sendRaw(t.base, `GET ${t.kind === 'weak' ? '/sign-in?next=' : path}${back.startsWith('/%') ? back : encodeURIComponent(back)} HTTP/1.1\r\nHost: ${new URL(t.base).host}\r\nAccept: text/html\r\nCookie: ${(await t.session('rita')).header}\r\nConnection: close\r\n\r\n`);
        const head = text.split('\r\n\r\n')[0];
        return /^set-cookie:\s*planted/im.test(head) || /\nSet-Cookie: planted/i.test(head) || /^\s*<script>/.test(text.split('\r\n\r\n')[1] ?? '') ? 'a header of the attacker' : null;
      } });
  const kept = ['/', '/apps', '/status', '/runs', '/rules', '/tags', '/changes', '/audit', '/api/v1/overview', '/api/v1/apps', '/api/v1/audit', '/api/v1/status', '/api/v1/apps.csv', '/api/v1/apps.json', '/api/v1/apps.xlsx', '/api/v1/connections', '/metrics', '/openapi/v1.json',
    '/sign-in', '/signed-out', '/_blazor/initializers'];
  for (const path of kept)
    attacks.push({ group: 'caches', name: path, attempt: async t => {
      const page = !/^\/(api|metrics|openapi)/.test(path);
      const own = page ? { Cookie: (await t.session('reader-and-admin')).header } : await t.bearer(['Reader', 'Admin']);
      const answer = await send(t.base, { path, headers: { Accept: page ? 'text/html' : '*/*', ...own } });
      if (answer.status >= 400 || answer.status === 0) return `status ${answer.status} proves nothing`;
      const control = answer.headers['cache-control'] ?? '';
      // Nobody else may keep it, and the visitor's own browser not after the sign-out.
      return /no-store/.test(control) ? null : `Cache-Control: ${control || 'nothing'}`;
    } });
  for (const path of ['/audit/x.css', '/apps/x.js', '/api/v1/audit/x.png', '/status;.css', '/api/v1/overview.css'])
    attacks.push({ group: 'caches', name: `${path} is taken for a static file`, attempt: async t => {
      const answer = await send(t.base, { path, headers: { Accept: '*/*', Cookie: (await t.session('reader-and-admin')).header } });
      return served(answer) && !/no-store/.test(answer.headers['cache-control'] ?? '') ? `Cache-Control: ${answer.headers['cache-control'] ?? 'nothing'}` : null;
    } });
  const lists = ['overview', 'kpis/coverage', 'kpis/time-to-remediate', 'kpis/findings', 'kpis/finding-weeks', 'findings', 'exceptions', 'policy-exemptions', 'certificates', 'pkis', 'apps', 'plans', 'costs', 'unlock-costs', 'unlock-costs/realised', 'assumptions', 'changes', 'history', 'runs', 'snapshots', 'rules', 'tags', 'untagged', 'subscriptions', 'audit'];
  for (const list of lists) {
    attacks.push({ group: 'formulas', name: `${list}.csv`, attempt: async t => {
      const answer = await send(t.base, { path: `/api/v1/${list}.csv`, headers: await t.bearer(['Reader', 'Admin']) });
      if (!served(answer)) return `status ${answer.status} proves nothing`;
      return cells(answer.text).find(cell => /^[=@\t\r]|^[+-](?![\d.,]+$)/.test(cell)) ?? null;
    } });
    attacks.push({ group: 'formulas', name: `${list}.xlsx`, attempt: async t => {
      const answer = await send(t.base, { path: `/api/v1/${list}.xlsx`, headers: await t.bearer(['Reader', 'Admin']) });
      if (!served(answer)) return `status ${answer.status} proves nothing`;
      return activeContent(answer.body)[0] ?? null;
    } });
    for (const format of ['csv', 'json', 'xlsx'])
      attacks.push({ group: 'files as pages', name: `${list}.${format}`, attempt: async t => {
        const answer = await send(t.base, { path: `/api/v1/${list}.${format}`, headers: { Accept: 'text/html', ...await t.bearer(['Reader', 'Admin']) } });
        if (!served(answer)) return `status ${answer.status} proves nothing`;
        const type = answer.headers['content-type'] ?? '';
        return /html|xml(?!formats)|svg/.test(type) || type === '' || answer.headers['x-content-type-options'] !== 'nosniff' || !/^attachment/.test(answer.headers['content-disposition'] ?? '') ? `${type || 'no type'}` : null;
      } });
  }
  return attacks;
}

/** The cells of comma-separated values. */
function cells(text) {
  const all = [];
  for (const match of text.replace(/^\ufeff/, '').matchAll(/(?:^|,|\r?\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)) all.push((match[1] ?? match[2] ?? '').replaceAll('""', '"'));
  return all;
}
