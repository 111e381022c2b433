// Who asked too often, and goes on under other addresses. A server that takes anybody's word for where a request comes from counts each of
// them as another caller. Tried on hosts with low limits.
import { send } from '../requests.mjs';

export const perMinute = 30;

const headers = ['X-Forwarded-For', 'Forwarded', 'X-Real-IP', 'X-Client-IP', 'True-Client-IP', 'X-Original-For', 'CF-Connecting-IP'];
const paths = { 'sign-in': '/sign-in', 'the API': '/api/v1/rules' };

export function floods(hosts) {
  const used = new Set();
  // The limit holds for one address that is honest about it, or there would be nothing to get around.
  const useUp = async (t, path) => {
    if (used.has(t.base + path)) return;
    const answers = [];
    for (let i = 0; i < perMinute + 10; i++) answers.push((await send(t.base, { path })).status);
    if (answers.filter(s => s === 429).length !== 10) throw new Error(`of ${answers.length} requests, ${answers.filter(s => s === 429).length} were too many`);
    used.add(t.base + path);
  };
  return Object.entries(paths).flatMap(([what, path]) => headers.map(header => ({
    group: 'floods', name: `${what}, under other addresses by ${header}`, hosts, attempt: async t => {
      await useUp(t, path);
      for (let i = 1; i <= 3; i++) {
        const address = `203.0.113.${i}`;
        const answer = await send(t.base, { path, headers: { [header]: header === 'Forwarded' ? `for=${address}` : address } });
        if (answer.status !== 429) return `status ${answer.status}`;
      }
      return null;
    },
  })));
}
