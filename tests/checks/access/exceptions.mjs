// Actions on exceptions: each state is brought about by the API first, and then each page is fetched as each caller.
import { people } from '../../oidc-provider/people.mjs';
import { actionRows } from './actions.mjs';
import { send } from './requests.mjs';
import { claims } from './servers.mjs';

const only = ['/exceptions', '/exceptions/{Id}'];
const day = 86_400_000;

/** The rows of approving, rejecting, revoking, withdrawing and commenting, with what the pages offer that the table does not know. */
export async function exceptionRows(azure, table, matrix, callers, example) {
  const taken = [];
  const as = async (roles, oid) => ({ Authorization: `Bearer ${await azure.provider.forge(claims(roles, oid ? { oid } : {}))}`, 'Content-Type': 'application/json' });
  const post = async (headers, path, body, wanted) => {
    const answer = await send(azure.base, { method: 'POST', path: `/api/v1/exceptions${path}`, headers, body: JSON.stringify(body) });
    if (answer.status !== wanted) throw new Error(`POST exceptions${path}: ${answer.status} ${answer.text}`);
    return answer.text ? JSON.parse(answer.text).id : null;
  };
  const security = await as(['Reader', 'Security']);
  const findings = JSON.parse((await send(azure.base, { path: '/api/v1/findings?status=Open&rule=MTLS001&stale=false&pageSize=20', headers: security })).text).items;
  const ask = headers => post(headers, '', {
    apps: [findings.pop().resourceId], rules: ['MTLS001'], reason: 'The check asks', treatment: 'RiskAccepted', riskOwner: 'Nobody', expires: new Date(Date.now() + 5 * day).toISOString(),
  }, 201);
  const seen = async (id, when, who) => {
    const { rows, unknown } = await actionRows(azure.base, table, matrix, who, { ...example, '/exceptions': `/exceptions?selected=${id}`, '/exceptions/{Id}': `/exceptions/${id}` }, { when, only });
    taken.push({ rows, unknown });
    return rows;
  };

  const id = await ask(security);
  await seen(id, 'an exception is asked for', callers);
  await post(await as(['Reader', 'RiskApprover'], '44444440-aaaa-4bbb-8ccc-000000000000'), `/${id}/approve`, {}, 204);
  await seen(id, 'an exception is active', callers);

  // Withdrawing is for who asked alone: each caller with the role asks once, and nobody else is offered to take that back.
  const rows = [];
  const logins = Object.entries(people).filter(([login]) => callers.some(c => c.login === login));
  const withdraw = { ...matrix.actions['exception.withdraw'] };
  for (const [login, person] of logins.filter(([, p]) => withdraw.may.some(r => p.roles?.includes(r)))) {
    const own = await ask(await as(['Reader', 'Security'], person.oid));
    for (const caller of callers) {
      for (const path of [`/exceptions/${own}`, `/exceptions?selected=${own}`]) {
        const page = await send(azure.base, { path, headers: { Accept: 'text/html', ...caller.headers } });
        const offers = name => page.text.includes(`data-action="${name}"`) ? 'offered' : 'not offered';
        const name = path.replace(/\d+/, 'N');
        rows.push({ kind: 'action', name: `exception.withdraw on ${name}, asked for by ${login}`, role: caller.name, expected: caller.login === login ? 'offered' : 'not offered', actual: offers('exception.withdraw') });
        if (caller.login === login) rows.push({ kind: 'action', name: `exception.approve on ${name}, asked for by ${login}`, role: caller.name, expected: 'not offered', actual: offers('exception.approve') });
      }
    }
    // Approved by who asked: refused, whatever other roles they have.
    const refused = await send(azure.base, { method: 'POST', path: `/api/v1/exceptions/${own}/approve`, headers: await as(['Reader', 'Security', 'RiskApprover'], person.oid), body: '{}' });
    rows.push({ kind: 'action', name: 'exception.approve by who asked, with the role for it', role: login, expected: '403', actual: String(refused.status) });
  }
  return { rows: [...taken.flatMap(t => t.rows), ...rows], unknown: taken.flatMap(t => t.unknown) };
}
