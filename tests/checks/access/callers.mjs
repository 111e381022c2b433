// Everybody who calls in the checks of access: nobody, programs with tokens, people with sessions, and the personas of the demo.
import { claims, signIn } from './servers.mjs';
import { defaultPersona, personas, roles } from './matrix.mjs';

/**
 * The callers of Azure mode: nobody, a token without roles, each role alone and beside Reader, by token and by session. Who has a role
 * that opens no page gets no session; such a caller has what the refused sign-in left in the browser.
 */
export async function azureCallers(azure) {
  const callers = [{ name: 'anonymous', kind: 'nobody', roles: [], headers: {} }];
  const token = async (name, has) => callers.push({
    name: `${name} (token)`, kind: 'token', roles: has, headers: { Authorization: `Bearer ${await azure.provider.forge(claims(has))}` },
  });
  const person = async (name, login, has) => {
    const { cookies, session, url } = await signIn(azure, login);
    callers.push({ name: `${name} (session)`, kind: session ? 'session' : 'refused', roles: has, headers: { Cookie: cookies.header }, cookies, landed: url.pathname + url.search, login });
  };
  await token('no role', []);
  await person('no role', 'nora', []);
  for (const role of roles) {
    await token(role, [role]);
    await person(role, `only-${role.toLowerCase()}`, [role]);
    if (role === 'Reader') continue;
    await token(`Reader+${role}`, ['Reader', role]);
    await person(`Reader+${role}`, `reader-and-${role.toLowerCase()}`, ['Reader', role]);
  }
  return callers;
}

/** The callers of the demo. */
export const demoCallers = () => [
  { name: 'anonymous (demo)', kind: 'demo-nobody', roles: personas[defaultPersona], headers: {} },
  { name: 'no such persona (demo)', kind: 'demo-stranger', roles: [], headers: { 'X-Demo-Persona': 'intruder' } },
  ...Object.entries(personas).map(([name, has]) => ({ name: `${name} (demo)`, kind: 'demo', roles: has, headers: { 'X-Demo-Persona': name } })),
];
