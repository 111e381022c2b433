// Which actions each page offers whom, read from the pages themselves, with the states brought about in which an action is there.
import { launch, settle } from '../browser/browser.mjs';
import { send } from './requests.mjs';

const found = html => [...html.matchAll(/data-action="([^"]+)"/g)].map(match => match[1]);

/**
 * The rows for callers with a session: each page is fetched once as each of them. An action that a page offers and the table does not
 * have there is a row as well.
 */
export async function actionRows(base, table, matrix, callers, example, { when = null, only = null } = {}) {
  const rows = [];
  const unknown = table.actions.filter(a => !matrix.actions[a.name]).map(a => ({ kind: 'action', name: a.name }));
  const ofMode = Object.entries(matrix.actions).filter(([, a]) => !a.mode || a.mode === table.mode);
  for (const [route, may] of Object.entries(matrix.pages)) {
    if (only && !only.includes(route)) continue;
    if (route === '/error' || route === '/not-found') continue;
    for (const caller of callers) {
      if (!may.some(r => caller.roles.includes(r))) continue;
      const page = await send(base, { path: example[route] ?? route, headers: { Accept: 'text/html', ...caller.headers } });
      const offered = new Set(found(page.text));
      for (const [name, action] of ofMode) {
        const here = action.on === 'every page' || action.on.includes(route);
        // Outside its state an action is not there for anybody, and tells nothing.
        const fits = !action.when || [action.when].flat().includes(when);
        if (here && action.when && !fits) { if (offered.has(name)) rows.push(row(name, route, caller, 'not offered', 'offered')); continue; }
        if (here && when && !(action.when && fits)) continue;
        if (here || offered.has(name))
          rows.push(row(name, route, caller, here && action.may.some(r => caller.roles.includes(r)) ? 'offered' : 'not offered', offered.has(name) ? 'offered' : 'not offered'));
      }
      for (const name of offered) if (!matrix.actions[name]) unknown.push({ kind: 'action', name: `${name} on ${route}` });
    }
  }
  return { rows, unknown };
}

const row = (name, route, caller, expected, actual) => ({ kind: 'action', name: `${name} on ${route}`, role: caller.name, expected, actual });

/** Stopping one's own test is there only inside the circuit that began it: in a browser, as each caller. */
export async function ownTestRows(azure, matrix, callers) {
  const rows = [];
  const action = matrix.actions['connections.cancel'];
  const browser = await launch();
  try {
    for (const caller of callers.filter(c => matrix.pages['/connect'].some(r => c.roles.includes(r)))) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await context.setCookie({ name: 'dashboard-session', value: caller.cookies.get('dashboard-session'), domain: '127.0.0.1', path: '/', httpOnly: true, sameSite: 'Lax' });
      await page.goto(`${azure.base}/connect`, { waitUntil: 'load' });
      await settle(page);
      const begin = await page.$('[data-action="connections.test"]');
      let actual = 'not offered';
      if (begin) {
        await begin.click();
        if (await page.waitForSelector('[data-action="connections.cancel"]', { timeout: 15_000 }).catch(() => null)) {
          actual = 'offered';
          await page.click('[data-action="connections.cancel"]');
          await page.waitForSelector('[data-action="connections.cancel"]', { hidden: true, timeout: 15_000 });
        }
      }
      rows.push(row('connections.cancel', '/connect', caller, action.may.some(r => caller.roles.includes(r)) ? 'offered' : 'not offered', actual));
      await context.close();
    }
  } finally { await browser.close(); }
  return rows;
}
