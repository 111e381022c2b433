// Each caller's forbidden calls: everything that the table does not allow them, done in earnest.
import { atEndpoint, atPage } from '../expected.mjs';
import { send } from '../requests.mjs';
import { served } from './targets.mjs';

export function forbidden(wanted, callers) {
  const attacks = [];
  // The steps of sign-in are for everybody: where they lead is no refusal.
  for (const request of wanted.filter(r => !['asset', 'framework', 'sign-in'].includes(r.kind) && !r.path.startsWith('/sign-in'))) {
    for (const caller of callers) {
      const expected = (request.kind === 'page' ? atPage : atEndpoint)(caller, request.method, request.path, request.may);
      if (expected === 'allowed') continue;
      attacks.push({
        group: 'forbidden calls',
        name: `${request.name} as ${caller.name}`,
        attempt: async target => served(await send(target.base, {
          method: request.method, path: request.path.replace('?stop=here', ''), body: request.method === 'POST' ? '{"reason":"an attack"}' : null,
          headers: { Accept: 'text/html, application/json', ...(request.method === 'POST' && { 'Content-Type': 'application/json' }), ...request.headers, ...caller.headers },
        })),
      });
    }
  }
  return attacks;
}
