// What a caller must get, from the table in matrix.mjs and nothing of the program.
import { anyone } from './matrix.mjs';

const reads = method => method === 'GET' || method === 'HEAD';
const has = (caller, may) => may.some(role => caller.roles.includes(role));

/** `allowed`, or how it is refused: 401, 403, or `sign-in`, which leads a browser to the provider. */
export function atEndpoint(caller, method, path, may) {
  if (may === anyone) return 'allowed';
  if (may.others) return caller.kind === 'session' ? may.session : may.others;
  const api = /^\/(api|openapi|health|metrics)\b/.test(path);
  switch (caller.kind) {
    case 'demo': return has(caller, may) ? 'allowed' : '403';
    case 'demo-stranger': return '401';
    // Pages have a default persona; the API has none.
    case 'demo-nobody': return api ? '401' : has(caller, may) ? 'allowed' : '403';
    case 'token': return api ? has(caller, may) ? 'allowed' : '403' : outside(method, path);
    // A cookie reads at the API and changes nothing there.
    case 'session': return api && !reads(method) ? '401' : has(caller, may) ? 'allowed' : '403';
    default: return api ? '401' : outside(method, path);
  }
}

/** Pages ask for Reader beside their own roles. */
export function atPage(caller, method, path, may) {
  const own = atEndpoint(caller, method, path, may);
  return own === 'allowed' && !caller.roles.includes('Reader') ? '403' : own;
}

const outside = (method, path) => reads(method) && !path.startsWith('/_blazor') ? 'sign-in' : '401';
