// Paths that lead elsewhere, methods that nobody expects, and files in another spelling than the one that is guarded.
import { each, send } from '../requests.mjs';
import { served } from './targets.mjs';

const climbs = ['../', '..%2f', '%2e%2e/', '%2e%2e%2f', '..%5c', '..\\', '%252e%252e%252f', '....//', '..;/', '%c0%ae%c0%ae/', '.%2e/'];
const roots = ['/', '/css/', '/js/', '/_content/MudBlazor/', '/_framework/', '/lib/', '/apps/', '/api/v1/'];
const targets = ['etc/passwd', 'appsettings.json', 'Dashboard.Web.deps.json', 'secret.txt'];
const secrets = /root:x:0|"runtimeTarget"|Dashboard__|the weak host's secret/;

export function paths() {
  const attacks = [];
  for (const root of roots)
    for (const climb of climbs)
      attacks.push({ group: 'path traversal', name: `${root}${climb}`, attempt: async t => {
        let found = null;
        const tries = targets.flatMap(target => [1, 2, 6].map(depth => `${root}${climb.repeat(depth)}${target}`));
        await each(tries, async path => {
          const answer = await send(t.base, { path, headers: { Cookie: (await t.session('rita')).header, Accept: '*/*' } });
          if (served(answer) && secrets.test(answer.text)) found ??= path;
        }, 4);
        return found;
      } });
  for (const folder of ['/css/', '/js/', '/lib/', '/images/', '/_content/', '/_content/MudBlazor/', '/_framework/', '/.git/', '/data/', '/wwwroot/'])
    attacks.push({ group: 'directory listing', name: folder, attempt: async t => {
      const answer = await send(t.base, { path: folder, headers: { Accept: 'text/html' } });
      return served(answer) && /index of|<a href=/i.test(answer.text) ? 'a list of files' : null;
    } });
  for (const method of ['HEAD', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'OPTIONS', 'PROPFIND', 'SEARCH', 'get', 'POST'])
    for (const path of ['/api/v1/audit', '/api/v1/audit.csv', '/audit', '/metrics', '/api/v1/connections'])
      for (const who of ['nobody', 'a Reader\'s token', 'a Reader\'s session'])
        attacks.push({ group: 'methods', name: `${method} ${path} by ${who}`, attempt: async t => {
          const own = who === 'nobody' ? {} : who.endsWith('token') ? await t.bearer(['Reader']) : { Cookie: (await t.session('rita')).header };
          return served(await send(t.base, { method, path, headers: { Accept: '*/*', ...own } }));
        } });
  const spelled = ['/api/v1/audit.csv', '/api/v1/audit.xlsx', '/api/v1/audit.json', '/api/v1/audit.CSV', '/API/V1/AUDIT', '/api/v1/audit/', '/api/v1//audit', '//api/v1/audit', '/api/v1/audit%2ecsv',
    '/api/v1/%61udit', '/api/v1/audit;.css', '/api/v1/audit.csv/', '/api/v1/audit?format=csv', '/api/v1/audit%00', '/api/v1/overview/../audit', '/api/v1/./audit', '/api/v1/apps/../audit.csv',
    '/health/../api/v1/audit', '/css/..%2fapi/v1/audit', '/audit/', '/AUDIT', '/%61udit', '//audit', '/audit;x', '/audit.css', '/Connect', '/connect/'];
  for (const path of spelled)
    for (const accept of ['text/csv', 'application/json', 'text/html'])
      attacks.push({ group: 'other formats and spellings', name: `${path} as ${accept} by a Reader`, attempt: async t => {
        const own = /^\/+(api|health|css)/i.test(path) ? await t.bearer(['Reader']) : { Cookie: (await t.session('rita')).header };
        return served(await send(t.base, { path, headers: { Accept: accept, ...own } }));
      } });
  return attacks;
}
