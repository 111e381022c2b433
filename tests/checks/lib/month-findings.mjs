// The findings of a month and how long it takes to mend them, and when at this pace a target is reached: worked out anew.
import { percent, twoDecimals } from './month-names.mjs';
import { quantile } from './survival.mjs';

const DAY = 86_400_000;
const WEEK = 7 * DAY;
const headline = ['MTLS001', 'MTLS002', 'MTLS003', 'MTLS004', 'MTLS005'];
const ends = ['remediated', 'decommissioned', 'outOfScope', 'ruleChanged', 'swapped'];

/** All findings, and the due dates that they had before. */
export async function readFindings(ask) {
  const number = text => text === '' ? null : Number(text);
  const text = column => `CAST("${column}" AS TEXT)`;
  const terms = new Map();
  for (const [id, until, due] of await ask(`SELECT "FindingId", ${text('ValidTo')}, ${text('Due')} FROM "FindingTerms" ORDER BY "ValidTo"`))
    terms.set(id, [...terms.get(id) ?? [], { until: Number(until), due: Number(due) }]);
  const found = await ask(`SELECT "Id", "RuleId", ${['Detected', 'Due', 'EndSeen', 'Ended'].map(text)}, "End" FROM "Findings"`);
  return found.map(([id, rule, detected, due, endSeen, ended, end]) => ({
    rule, detected: Number(detected), due: Number(due), endSeen: Number(endSeen), ended: number(ended), end: number(end),
    terms: terms.get(id) ?? [],
  }));
}

/** What was known of them at a moment: an end counts once a run has seen it. */
function knownAt(findings, at) {
  return findings.filter(f => f.detected <= at).map(f => {
    const over = f.endSeen <= at;
    return { ...f, ended: over ? f.ended : null, end: over ? f.end : null, due: f.terms.find(t => t.until > at)?.due ?? f.due };
  });
}

/** KPI 4 at a moment, and how many stood. */
function remediationAt(findings, at) {
  const known = knownAt(findings, at);
  const asked = known.filter(f => headline.includes(f.rule));
  const follows = asked.filter(f => f.detected > at - 365 * DAY)
    .map(f => ({ time: Math.max(0, (f.ended ?? at) - f.detected) / DAY, end: f.end === null ? 0 : f.end === 0 ? 1 : 2 }));
  const decided = asked.map(f => ({ ...f, inTime: f.ended !== null && f.ended <= f.due })).map(f => ({ ...f, at: f.inTime ? f.ended : f.due }))
    .filter(f => f.at > at - 365 * DAY && f.at <= at);
  const open = known.filter(f => f.end === null);
  return {
    open: open.length, overdue: open.filter(f => f.due < at).length, median: quantile(follows, 0.5), p90: quantile(follows, 0.9),
    sla: percent(decided.filter(f => f.inTime && f.end === 0).length, decided.length),
  };
}

/** The figures of a month; `firstRun` is when the history begins. */
export function remediationOf(findings, span, hadBefore, firstRun) {
  const now = remediationAt(findings, span.at), then = hadBefore ? remediationAt(findings, span.before) : null;
  const within = moment => moment > span.before && moment <= span.at;
  const [value, before] = [twoDecimals(now.median.value), then && twoDecimals(then.median.value)];
  const figures = {
    'remediation.open': now.open, 'remediation.overdue': now.overdue, 'remediation.openBefore': then?.open ?? 0,
    'remediation.detected': findings.filter(f => within(f.detected)).length,
    'remediation.p90Days': twoDecimals(now.p90.value), 'remediation.p90LowerBoundDays': twoDecimals(now.p90.bound), 'remediation.slaMetPercent': now.sla,
    'kpis.timeToRemediate.measured': true, 'kpis.timeToRemediate.value': value, 'kpis.timeToRemediate.lowerBound': twoDecimals(now.median.bound),
    'kpis.timeToRemediate.target': null, 'kpis.timeToRemediate.before': before ?? null, 'kpis.timeToRemediate.forecast': null,
    'kpis.timeToRemediate.change': value === null || (before ?? null) === null ? null : Math.round((value - before) * 100) / 100,
  };
  ends.forEach((name, kind) => { figures[`remediation.${name}`] = findings.filter(f => within(f.endSeen) && f.end === kind).length; });
  const known = knownAt(findings, span.at);
  const weeks = weekEnds(span.at, firstRun).map(until => known.filter(f => f.detected <= until && !(f.ended !== null && Math.max(f.ended, f.detected) <= until)).length);
  return { ...figures, ...forecast('remediation.backlog', weeks, 0, span.at) };
}

/** The ends of the last weeks, oldest first, as far as the history goes. */
export const weekEnds = (at, firstRun) => Array.from({ length: 14 }, (_, i) => at - (13 - i) * WEEK).filter(until => until >= firstRun);

// 97.5 % quantiles of Student's t by degrees of freedom, as tables have them.
const students = { 7: 2.364624, 8: 2.306004, 9: 2.262157, 10: 2.228139, 11: 2.200985, 12: 2.178813 };

/** When a backlog reaches a target at the pace of its last weeks; `at` is the end of the last one. */
export function forecast(name, weeks, target, at) {
  const answer = (outcome, ...dates) => Object.fromEntries([['outcome', outcome], ...['date', 'earliest', 'latest'].map((d, i) =>
    [d, dates[i] === undefined || dates[i] > 52 ? null : new Date(at + dates[i] * WEEK).toISOString().slice(0, 10)])].map(([part, value]) => [`${name}.${part}`, value]));
  const steps = weeks.slice(1).map((w, i) => weeks[i] - w);
  const left = (weeks.at(-1) ?? Infinity) - target;
  if (left <= 0) return answer('Reached');
  if (steps.length < 8) return answer('TooFewWeeks');
  const mean = steps.reduce((sum, s) => sum + s, 0) / steps.length;
  const width = students[steps.length - 1] * Math.sqrt(steps.reduce((sum, s) => sum + (s - mean) ** 2, 0) / (steps.length - 1));
  if (mean - width / Math.sqrt(steps.length) <= 0) return answer('NotDeclining');
  if (left / mean > 52) return answer('BeyondAYear');
  // Where an edge of the band has come down to the target, by halving: the lower edge comes first.
  const edge = sign => h => left - mean * h + sign * width * Math.sqrt(h + h * h / steps.length);
  const root = f => {
    let [low, high] = [0, 1e7];
    for (let i = 0; i < 200; i++) { const middle = (low + high) / 2; if (f(middle) > 0) low = middle; else high = middle; }
    return high;
  };
  return answer('Expected', left / mean, root(edge(-1)), root(edge(1)));
}
