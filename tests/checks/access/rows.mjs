// The rows of the table: one for each way in and each caller, with what the hand-written table expects and what the program did.
import { atEndpoint, atPage } from './expected.mjs';
import { anyone } from './matrix.mjs';
import { each, send } from './requests.mjs';

const writes = request => request.method === 'POST' || request.method === 'PUT';

/** A pattern as this table writes it: without constraints, stars and a closing slash. */
export const plain = route => route.replace(/\{\*{0,2}(\w+)(:[^{}]*(\{[^{}]*\}[^{}]*)*)?\??\}/g, '{$1}').replace(/(.)\/$/, '$1');

export const formats = ['json', 'csv', 'xlsx'];

const outcome = (answer, provider) => {
  if (answer.status === 302 && provider && answer.headers.location?.startsWith(provider)) return 'sign-in';
  return answer.status === 401 || answer.status === 403 || answer.status === 0 || answer.status >= 500 ? String(answer.status) : 'allowed';
};

/** Every route of the program's own table as requests; what the matrix does not know comes back as unknown. */
export function requestsOf(table, matrix, example) {
  const wanted = [], unknown = [], known = new Set();
  const endpoints = { ...matrix.endpoints, ...matrix.ofMode[table.mode] };
  const fill = route => route.replace(/\{(\w+)\}/g, (_, name) => example[route] ?? example[name] ?? `no-example-of-${name}`);
  const add = (kind, method, route, may, path, more = {}) => wanted.push({ kind, name: `${method} ${more.name ?? route}`, method, path, may, ...more });
  for (const { kind, methods, route: raw } of table.routes) {
    const route = plain(raw);
    if (kind === 'page') {
      const may = matrix.pages[route];
      if (!may) { unknown.push({ kind, name: route }); continue; }
      known.add(`page ${route}`);
      for (const method of methods.length > 0 ? methods : ['GET']) add('page', method, route, may, fill(route));
    } else if (kind === 'asset') {
      // One and the same address is there once for each encoding.
      if (!known.has(`asset ${route}`)) add('asset', 'GET', route, anyone, route);
      known.add(`asset ${route}`);
    } else if (kind === 'framework') {
      if (!matrix.framework[route]) { unknown.push({ kind, name: route }); continue; }
      known.add(`framework ${route}`);
      add('framework', 'GET', route, matrix.framework[route], fill(route));
    } else if (kind === 'circuit') {
      if (!matrix.circuit.includes(route)) { unknown.push({ kind, name: route }); continue; }
      known.add(`circuit ${route}`);
      const method = /(negotiate|disconnect)$/.test(route) ? 'POST' : 'GET';
      add('circuit', method, route, ['Reader'], route + (route.endsWith('negotiate') ? '?negotiateVersion=1' : ''));
    } else for (const method of methods.length > 0 ? methods : ['*']) {
      const key = `${method} ${route}`, may = endpoints[key];
      if (!may) { unknown.push({ kind, name: key }); continue; }
      known.add(key);
      const verb = method === '*' ? 'GET' : method;
      // A parameter that no endpoint knows stops what would change something, after the door.
      const path = fill(route) + (verb === 'POST' && route.startsWith('/api') ? '?stop=here' : '');
      if (route.endsWith('.{format}')) for (const format of formats) add('export', verb, route, may, route.replace('{format}', format), { name: route.replace('{format}', format) });
      else add(kind, verb, route, may, path);
      if (endpoints[`GET ${route}.{format}`] && verb === 'GET') add('export', verb, route, may, path, { name: `${route} (Accept: text/csv)`, headers: { Accept: 'text/csv' } });
    }
  }
  const missing = [...Object.keys(endpoints), ...Object.keys(matrix.pages).map(p => `page ${p}`), ...matrix.circuit.map(c => `circuit ${c}`),
    ...Object.keys(matrix.framework).map(f => `framework ${f}`)].filter(key => !known.has(key));
  return { wanted, unknown, missing };
}

/** Sends each request as each caller. */
export async function rowsOf(base, wanted, callers, provider) {
  const rows = [];
  const tasks = wanted.flatMap(request => (request.kind === 'asset' ? callers.slice(0, 1) : callers).map(caller => ({ request, caller })));
  await each(tasks, async ({ request, caller }) => {
    const page = request.kind === 'page';
    const answer = await send(base, {
      method: request.method, path: request.path, body: writes(request) ? '{"reason":"x"}' : null,
      headers: { ...(page && { Accept: 'text/html' }), ...(writes(request) && { 'Content-Type': 'application/json' }), ...request.headers, ...caller.headers },
    });
    rows.push({
      kind: request.kind, name: request.name, role: caller.name, caller, request,
      expected: (page ? atPage : atEndpoint)(caller, request.method, request.path, request.may), actual: outcome(answer, provider),
    });
  });
  return rows;
}

/** Whether the API's own description has the same operations as the table, as rows. */
export function openApiRows(document, table) {
  const described = new Set(Object.entries(document.paths).flatMap(([path, item]) => Object.keys(item).map(method => `${method.toUpperCase()} ${plain(path)}`)));
  const routed = new Set(table.routes.filter(r => r.kind === 'endpoint').flatMap(r => r.methods.map(m => `${m} ${plain(r.route)}`)).filter(k => /^\w+ \/(api|health|metrics)\b/.test(k)));
  return [...new Set([...described, ...routed])].map(name => ({
    kind: 'openapi', name, role: '', expected: 'described and served', actual: described.has(name) && routed.has(name) ? 'described and served' : described.has(name) ? 'described' : 'served',
  }));
}
