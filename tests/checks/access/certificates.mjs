// Actions on certificates: two of one client are handed in first, of which the second may follow the first, and then the page of the first is
// fetched as each caller.
import { actionRows } from './actions.mjs';
import { send } from './requests.mjs';
import { claims } from './servers.mjs';

const day = 86_400_000;
const iso = days => new Date(Date.now() + days * day).toISOString();

/** The rows of retiring, revoking and deciding, with what the page offers that the table does not know. */
export async function certificateRows(azure, table, matrix, callers, example) {
  const security = { Authorization: `Bearer ${await azure.provider.forge(claims(['Reader', 'Security']))}` };
  const rows = [['1A', -90, -20], ['1B', -10, 80]].map(([serial, from, to]) => `CN=Check CA,${serial},${iso(from)},${iso(to)},CN=check`);
  const taken = await send(azure.base, {
    method: 'POST', path: '/api/v1/certificates/import', headers: { ...security, 'Content-Type': 'text/csv' },
    body: ['issuer,serial,notBefore,notAfter,subject', ...rows].join('\n'),
  });
  if (taken.status !== 200) throw new Error(`POST certificates/import: ${taken.status} ${taken.text}`);
  const { items } = JSON.parse((await send(azure.base, { path: '/api/v1/certificates?suggested=true&q=check', headers: security })).text);
  if (items.length !== 1) throw new Error(`${items.length} certificates wait for a word about what follows them`);
  const at = { ...example, '/certificates/{Id}': `/certificates/${items[0].id}` };
  return actionRows(azure.base, table, matrix, callers, at, { when: 'a certificate may be followed', only: ['/certificates/{Id}'] });
}
