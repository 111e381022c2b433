// Each app's part of a plan's cost of a month, worked out anew from the stays in the database.

const monthStart = month => BigInt(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1, 1));
const monthEnd = month => BigInt(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1));

/** The first millisecond after a month, and the first from which a reading of it is final. */
export const ends = month => ({ end: Number(monthEnd(month)), final: Number(monthEnd(month)) + 5 * 86_400_000 });

// All moments at which anything begins or ends cut the month into slices, in each of which the same apps are there: an app has the
// slices in which it is there and its production app is not, or it is no slot.
function times(stays, from, to) {
  const cut = stays.map(s => ({ id: s.app, from: s.from > from ? s.from : from, to: s.to < to ? s.to : to })).filter(s => s.from < s.to);
  const moments = [...new Set(cut.flatMap(s => [s.from, s.to]))].sort((a, b) => a < b ? -1 : a > b ? 1 : 0);
  const own = new Map();
  for (let i = 0; i + 1 < moments.length; i++) {
    const there = new Set(cut.filter(s => s.from <= moments[i] && s.to > moments[i]).map(s => s.id));
    for (const id of there) {
      const slot = id.indexOf('/slots/');
      if (slot < 0 || !there.has(id.slice(0, slot))) own.set(id, (own.get(id) ?? 0n) + moments[i + 1] - moments[i]);
    }
  }
  return own;
}

/** The parts, by folded id; empty where no app was on the plan. */
export function shares(minor, stays, month, asOf) {
  const end = monthEnd(month);
  const weights = [...times(stays, monthStart(month), asOf < end ? asOf : end)];
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0n);
  const size = minor < 0n ? -minor : minor;
  const parts = weights.map(([id, weight]) => ({ id, part: size * weight / total, rest: size * weight % total }));
  parts.sort((a, b) => a.rest > b.rest ? -1 : a.rest < b.rest ? 1 : a.id < b.id ? -1 : 1);
  let left = Number(size - parts.reduce((sum, p) => sum + p.part, 0n));
  for (const part of parts) if (left-- > 0) part.part++;
  return new Map(parts.map(p => [p.id, minor < 0n ? -p.part : p.part]));
}
