// Bodies, headers and texts that are too large, broken, or made to keep the program busy. A success is an answer that tells of the inside,
// a request that was taken though it is beyond the limits, or a program that is busy for long.
import { send, sendRaw } from '../requests.mjs';
import { served } from './targets.mjs';

const inside = /\n\s+at [\w.<>]+\(|System\.\w+|Microsoft\.\w+\.|Exception\b|SqliteException|Npgsql/;
const leak = answer => (answer.status >= 500 ? `status ${answer.status}` : inside.test(answer.text) ? `it says ${inside.exec(answer.text)[0].trim()}` : null);
const Slow = 3000;

const deep = (depth, open, close) => open.repeat(depth) + close.repeat(depth);

export function bodies() {
  const attacks = [];
  const add = (group, name, attempt) => attacks.push({ group, name, attempt });
  const retire = '/api/v1/subscriptions/00000000-0000-0000-0000-000000000000/retire';
  const post = async (t, path, body, headers = {}) => send(t.base, { method: 'POST', path, body, headers: { 'Content-Type': 'application/json', ...await t.bearer(['Reader', 'Admin']), ...headers }, timeout: 20_000 });
  for (const [name, body] of Object.entries({ '200 kB of JSON': `{"reason":"${'x'.repeat(200_000)}"}`, '5 MB of JSON': `{"reason":"${'x'.repeat(5_000_000)}"}`, '2 MB of blanks': `${' '.repeat(2_000_000)}{"reason":"x"}` }))
    add('large bodies', name, async t => { const a = await post(t, retire, body); return served(a) ?? leak(a); });
  const form = 'application/x-www-form-urlencoded';
  const forms = {
    'a form of 300 kB': [form, `a=${'x'.repeat(300_000)}`], 'a form of 20,000 fields': [form, Array.from({ length: 20_000 }, (_, i) => `a${i}=`).join('&')],
    'a form of 3,000 fields': [form, Array.from({ length: 3000 }, (_, i) => `a${i}=`).join('&')], 'a field with a name of 5 kB': [form, `${'n'.repeat(5000)}=1`],
    'parts without an end': ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1'], 'parts without a boundary': ['multipart/form-data', 'x'],
    'a character set that is none': [`${form}; charset=utf-99`, 'a=1'], 'a character set that is refused': [`${form}; charset=utf-7`, 'a=1'],
  };
  for (const [name, [type, body]] of Object.entries(forms))
    for (const [path, demo] of [['/sign-out'], ['/rules'], ['/demo/persona', true]])
      attacks.push({ group: 'large and broken forms', name: `${name} at ${path}`, demo, attempt: async t => {
        const cookie = demo ? 'dashboard-persona=reader' : (await t.session('rita')).header;
        const a = await send(t.base, { method: 'POST', path, body, headers: { 'Content-Type': type, Cookie: cookie } });
        return served(a) ?? leak(a);
      } });
  const broken = {
    'half of JSON': '{"reason":', 'a comma too many': '{"reason":"x",}', 'no JSON': 'reason=x', 'nothing': '', 'null': 'null', 'a number': '1', 'an array': '[]', 'a reason that is no text': '{"reason":{"a":1}}',
    'a byte order of its own': '\ufeff{"reason":"x"}', 'control characters': '{"reason":"\u0000\u0001"}', 'half a pair': '{"reason":"\\ud800"}', 'the name twice': '{"reason":"x","reason":{}}',
    'deep JSON': deep(20_000, '[', ']'), 'deep objects': `${'{"reason":'.repeat(5000)}1${'}'.repeat(5000)}`, 'a huge number': `{"reason":${'9'.repeat(5000)}}`, 'a prototype': '{"__proto__":{"reason":"x"},"constructor":1}',
  };
  for (const [name, body] of Object.entries(broken))
    add('malformed bodies', name, async t => {
      const a = await post(t, retire, body);
      return leak(a) ?? (a.status === 202 || a.status === 204 ? `status ${a.status}` : null);
    });
  for (const type of ['text/plain', 'application/xml', 'multipart/form-data', 'application/json; charset=utf-99', '*', ''])
    add('malformed bodies', `as ${type || 'nothing'}`, async t => { const a = await post(t, retire, '{"reason":', { 'Content-Type': type }); return leak(a) ?? served(a); });
  add('malformed bodies', 'two lengths', async t => {
    const { Authorization } = await t.bearer(['Reader', 'Admin']);
    const text = await sendRaw(t.base, `POST ${retire} HTTP/1.1\r\nHost: ${new URL(t.base).host}\r\nAuthorization: ${Authorization}\r\nContent-Type: application/json\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\nGET /api/v1/audit HTTP/1.1\r\nHost: x\r\n\r\n`);
    return /^HTTP\/1\.1 (2|5)/.test(text) ? text.slice(0, 40) : null;
  });

  const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`X-Bomb-${i}`, 'x']));
  for (const [name, headers] of Object.entries({ 'a header of 40 kB': { 'X-Bomb': 'x'.repeat(40_000) }, 'a header of 1 MB': { 'X-Bomb': 'x'.repeat(1_000_000) }, 'three hundred headers': many, 'a cookie of 60 kB': { Cookie: `dashboard-session=${'x'.repeat(60_000)}` }, 'a thousand cookies of 40 bytes': { Cookie: Array.from({ length: 1000 }, (_, i) => `c${i}=${'x'.repeat(40)}`).join('; ') } }))
    add('header bombs', name, async t => { const a = await send(t.base, { path: '/health/live', headers }); return served(a) ?? leak(a); });
  for (const [name, path] of Object.entries({ 'an address of 30 kB': `/api/v1/apps?strict&z=${'x'.repeat(30_000)}`, 'two thousand parameters': `/api/v1/apps?${Array.from({ length: 2000 }, (_, i) => `p${i}=1`).join('&')}`, 'one parameter two thousand times': `/api/v1/apps?${'zz=a&'.repeat(2000)}` }))
    add('header bombs', name, async t => { const a = await send(t.base, { path, headers: await t.bearer(['Reader']) }); return served(a) ?? leak(a); });

  const search = async (t, text, path = '/api/v1/apps') => send(t.base, { path: `${path}?q=${encodeURIComponent(text)}`, headers: await t.bearer(['Reader']), timeout: 60_000 });
  const total = answer => { try { return JSON.parse(answer.text).total ?? 0; } catch { return 0; } };
  // None of these is in any name, so a text that is taken as text finds nothing.
  for (const text of ['%', '_____', '%%%', '\' OR \'1\'=\'1', '\' OR 1=1 --', '"; DROP TABLE AppStates; --', '\') UNION SELECT name FROM sqlite_master --', '\\', '[a-z]', 'a\'; SELECT pg_sleep(5); --', '*', '\\%', '%\' ESCAPE \'%'])
    for (const past of [false, true])
      add('filters', `q=${text}${past ? ' in the past' : ''}`, async t => {
        const asOf = past ? `&asOf=${new Date(Date.now() - 2000).toISOString()}` : '';
        const a = await send(t.base, { path: `/api/v1/apps?q=${encodeURIComponent(text)}${asOf}`, headers: await t.bearer(['Reader']) });
        return leak(a) ?? (a.status === 200 && total(a) > 0 ? `${total(a)} found` : null);
      });
  for (const [parameter, value] of [['owner', '\' OR 1=1 --'], ['subscription', '%'], ['sort', 'name; DROP TABLE Runs'], ['page', '-1 OR 1=1'], ['pageSize', '1e9'], ['asOf', '\' OR 1=1'], ['verdict', '%'], ['location', '%'], ['resourceGroup', '_%']])
    add('filters', `${parameter}=${value}`, async t => {
      const a = await send(t.base, { path: `/api/v1/apps?${t.kind === 'weak' ? 'q' : parameter}=${encodeURIComponent(t.kind === 'weak' ? '\' or' : value)}`, headers: await t.bearer(['Reader']) });
      return leak(a) ?? (a.status === 200 && total(a) > 0 ? `${total(a)} found` : null);
    });
  const regexes = { 'aaaa…!': `${'a'.repeat(180)}!`, 'brackets': '('.repeat(190), 'alternatives': '(a|a)*'.repeat(30), 'commas': ','.repeat(190), 'quotes': '"'.repeat(190), 'combining marks': 'a\u0301'.repeat(90), 'wide letters': '\u{1F3F4}'.repeat(90), 'dots': '.*'.repeat(90) };
  for (const [name, text] of Object.entries(regexes))
    for (const path of ['/api/v1/apps', '/api/v1/changes', '/api/v1/tags'])
      attacks.push({ group: 'texts that keep it busy', name: `${name} at ${path}`, controlOnce: path, attempt: async t => {
        let least = Infinity;
        for (let tries = 0; tries < 2 && least > Slow; tries++) {
          const began = Date.now();
          const a = await search(t, t.kind === 'weak' ? `${'a'.repeat(30)}!` : text, path);
          if (leak(a)) return leak(a);
          least = Math.min(least, Date.now() - began);
          if (t.kind === 'weak') break;
        }
        return least > Slow ? `${least} ms` : null;
      } });
  return attacks;
}
