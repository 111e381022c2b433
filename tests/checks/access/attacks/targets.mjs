// The two hosts that every attack is tried on, behind the same few questions: the program itself, and the weak host as its control.
import { claims, signIn } from '../servers.mjs';
import { Cookies, send } from '../requests.mjs';

/** The program in Azure mode. */
export function productTarget(azure) {
  const tokens = new Map(), sessions = new Map();
  const target = {
    kind: 'product', base: azure.base, port: Number(new URL(azure.base).port), azure,
    bearer: async roles => {
      const key = roles.join();
      if (!tokens.has(key)) tokens.set(key, await azure.provider.forge(claims(roles)));
      return { Authorization: `Bearer ${tokens.get(key)}` };
    },
    newSession: async (login, cookies = new Cookies()) => {
      const { session } = await signIn(azure, login, { cookies });
      if (!session) throw new Error(`${login} could not sign in`);
      return cookies;
    },
    session: async login => {
      if (!sessions.has(login)) sessions.set(login, target.newSession(login));
      return sessions.get(login);
    },
    // Of a session, and what a form of its pages would carry.
    isLive: async cookies => (await send(azure.base, { path: '/api/v1/overview', headers: { Cookie: cookies.header } })).status === 200,
    changes: async () => {
      const answer = await send(azure.base, { path: '/api/v1/runs?pageSize=1', headers: await target.bearer(['Reader']) });
      return JSON.parse(answer.text).total;
    },
  };
  return target;
}

/** The weak host behind the same questions. */
export function weakTarget(host) {
  const target = {
    kind: 'weak', base: host.base, port: host.port, host,
    bearer: async () => ({ Authorization: 'Bearer e30.e30.e30' }),
    newSession: async (login, cookies = new Cookies()) => {
      cookies.take(await send(host.base, { path: '/sign-in', headers: cookies.header ? { Cookie: cookies.header } : {} }));
      return cookies;
    },
    session: login => target.newSession(login),
    isLive: async cookies => host.state.sessions.has(cookies.get('dashboard-session')),
    changes: async () => host.state.posts,
  };
  return target;
}

/** Evidence that a request was served: its status, where that is a success. */
export const served = answer => (answer.status >= 200 && answer.status < 300 ? `status ${answer.status}` : null);

/** The token that a form of the page carries, or nothing. */
export const formToken = html => /name="__RequestVerificationToken"[^>]*value="([^"]+)"/.exec(html)?.[1] ?? null;
