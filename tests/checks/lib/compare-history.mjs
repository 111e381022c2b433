// Compares what the program says happened with what the simulator's truth says happened.
import { compareEvents } from './expected-events.mjs';
import { expect } from './expected-history.mjs';

/** The comparison of one database: how much was compared, by kind, and a line for everything that differs. */
export function compare({ truth, runs, states, events }) {
  const result = { compared: 0, kinds: {}, late: {}, differences: [] };
  const check = (kind, right, text) => {
    result.compared++;
    result.kinds[kind] = (result.kinds[kind] ?? 0) + 1;
    if (!right) result.differences.push(`${kind}: ${text}`);
  };
  const expected = expect(truth, runs, events);
  for (const wrong of expected.wrongScopes) check('missing scope', false, wrong);
  compareIntervals(expected.apps, states, check);
  compareEvents(expected.apps, events, check, reason => { result.late[reason] = (result.late[reason] ?? 0) + 1; });
  return result;
}

const id = text => text.toLowerCase();
const time = text => text === null || text === undefined ? null : Date.parse(text);
const show = i => `${new Date(i.from).toISOString()} – ${i.to === null ? 'now' : new Date(i.to).toISOString()} ${i.verdict}${i.stale ? ' stale' : ''} in scope ${i.inScope}`;

// Neighbouring intervals that say the same of verdict, scope and staleness are one.
function joined(intervals) {
  const out = [];
  for (const next of intervals) {
    const last = out.at(-1);
    if (last && last.to === next.from && last.verdict === next.verdict && last.inScope === next.inScope && last.stale === next.stale) last.to = next.to;
    else out.push({ ...next });
  }
  return out;
}

function compareIntervals(expected, states, check) {
  const found = new Map();
  for (const s of states) found.set(s.appId, [...(found.get(s.appId) ?? []), s]);
  const byKey = new Map();
  for (const rows of found.values()) {
    rows.sort((a, b) => time(a.from) - time(b.from));
    byKey.set(`${id(rows[0].resourceId)} ${time(rows[0].from)}`, joined(rows.map(r => ({
      from: time(r.from), to: time(r.to), verdict: r.verdict, inScope: r.inScope, stale: r.stale,
    }))));
  }

  for (const app of expected) {
    const key = `${id(app.id)} ${app.intervals[0].from}`;
    const rows = byKey.get(key) ?? [];
    byKey.delete(key);
    const wanted = joined(app.intervals);
    for (let i = 0; i < Math.max(wanted.length, rows.length); i++) {
      const [a, b] = [wanted[i], rows[i]];
      check('verdict interval', a && b && show(a) === show(b), `${app.id}: ${a ? show(a) : 'nothing'} expected, ${b ? show(b) : 'nothing'} found`);
    }
  }
  for (const [key, rows] of byKey) check('verdict interval', false, `${key}: nothing expected, ${rows.map(show).join('; ')} found`);
}
