// Compares the findings that the program tells with what the simulator's truth says, and its KPI with one computed from that.
import { expect } from './expected-history.mjs';
import { expectFindings } from './expected-findings.mjs';
import { HEADLINE } from './finding-rules.mjs';
import { incidence, kaplanMeier, quantile } from './survival.mjs';

const DAY = 86_400_000;
const ms = text => text === null || text === undefined ? null : Date.parse(text);
const when = at => at === null ? 'never' : new Date(at).toISOString();
const keyOf = f => `${f.id.toLowerCase()} ${f.rule} ${f.detected}`;

/** The comparison of one database: how much was compared, by kind, and a line for everything that differs. */
export function compare({ truth, runs, events, findings, kpi }) {
  const result = { compared: 0, kinds: {}, differences: [] };
  const check = (kind, right, text) => {
    result.compared++;
    result.kinds[kind] = (result.kinds[kind] ?? 0) + 1;
    if (!right) result.differences.push(`${kind}: ${text}`);
  };
  const { apps } = expect(truth, runs, events);
  const first = Math.min(...runs.filter(r => ['Succeeded', 'Partial'].includes(r.status)).map(r => ms(r.runTime)));
  const agreed = compareFindings(expectFindings(apps, first), findings, check);
  compareKpi(agreed, kpi, check);
  return result;
}

function compareFindings(expected, findings, check) {
  const left = new Map();
  for (const f of findings) {
    const found = { ...f, id: f.resourceId, detected: ms(f.detected) };
    const key = keyOf(found);
    if (left.has(key)) check('told twice', false, key);
    left.set(key, found);
  }
  const agreed = [];
  for (const wanted of expected) {
    const key = keyOf(wanted), found = left.get(key);
    left.delete(key);
    check('detected', found !== undefined, `${wanted.id} ${wanted.rule}: a failure seen by the run of ${when(wanted.detected)} has no finding`);
    if (!found) continue;
    check('baseline', found.baseline === wanted.baseline, `${key}: baseline ${found.baseline}`);
    check('occurred', wanted.occurred.includes(ms(found.occurred)), `${key}: ${when(ms(found.occurred))} told, ${wanted.occurred.map(when).join(' or ')} expected`);
    const end = { kind: found.end, at: ms(found.ended), exact: found.endExact };
    if (wanted.end === null) check('stands', end.kind === null && found.endSeen === null, `${key}: stands, told as ${end.kind} ${when(end.at)}`);
    else {
      check('end seen', ms(found.endSeen) === wanted.end.seen, `${key}: ended for the run of ${when(wanted.end.seen)}, told by that of ${when(ms(found.endSeen))}`);
      check('end and its time', wanted.end.ways.some(w => w.kind === end.kind && w.at === end.at && w.exact === end.exact),
        `${key}: ${wanted.end.ways.map(w => `${w.kind} ${when(w.at)} exact ${w.exact}`).join(' or ')} expected, ${end.kind} ${when(end.at)} exact ${end.exact} told`);
    }
    agreed.push({ rule: wanted.rule, detected: wanted.detected, seen: wanted.end?.seen ?? null, end });
  }
  for (const f of left.values()) check('invented', false, `${f.resourceId} ${f.rule}, detected ${when(f.detected)}, ${f.end}: nothing of the kind was to be seen`);
  return agreed;
}

/** What was known of a finding at a moment, as a follow-up in days. */
function follow(f, at) {
  const over = f.seen !== null && f.seen <= at;
  const time = Math.max(0, (over ? f.end.at : at) - f.detected) / DAY;
  return { time, end: !over ? 0 : f.end.kind === 'Remediated' ? 1 : 2 };
}

function compareKpi(findings, kpi, check) {
  const headline = findings.filter(f => HEADLINE.includes(f.rule));
  for (const { at: text, figures } of kpi) {
    const at = ms(text);
    const follows = headline.filter(f => f.detected <= at && f.detected > at - 365 * DAY).map(f => follow(f, at));
    const mended = follows.filter(f => f.end === 1);
    const [median, p90] = [quantile(follows, 0.5), quantile(follows, 0.9)];
    const near = (name, mine, told) => check(`kpi ${name}`, mine === null ? told === null : told !== null && Math.abs(mine - told) <= 0.0051,
      `${name} at ${text}: ${told} told, ${mine} computed`);
    near('median', median.value, figures.medianDays);
    near('median lower bound', median.bound, figures.medianLowerBoundDays);
    near('p90', p90.value, figures.p90Days);
    near('p90 lower bound', p90.bound, figures.p90LowerBoundDays);
    near('mean of closed', mended.length > 0 ? mended.reduce((sum, f) => sum + f.time, 0) / mended.length : null, figures.meanClosedDays);
    for (const days of [30, 90]) {
      const share = incidence(follows, days);
      near(`share within ${days} days`, share === null ? null : Math.floor(share * 1000 + 1e-6) / 10, figures[`remediatedWithin${days}DaysPercent`]);
    }
    check('kpi counts', figures.closed === mended.length && figures.open === follows.filter(f => f.end === 0).length
      && figures.endedOtherwise === follows.filter(f => f.end === 2).length, `counts at ${text}: ${JSON.stringify(figures)}`);
  }
}

/** The curve of the last moment, step by step. */
export function compareCurve(findings, moment, curve, check) {
  const at = ms(moment);
  const follows = findings.filter(f => f.headline && ms(f.detected) <= at && ms(f.detected) > at - 365 * DAY)
    .map(f => follow({ detected: ms(f.detected), seen: ms(f.endSeen), end: { kind: f.end, at: ms(f.ended) } }, at));
  const steps = kaplanMeier(follows);
  check('curve', steps.length === curve.length, `${curve.length} steps told, ${steps.length} computed`);
  steps.forEach((s, i) => check('curve', Math.abs(100 * s.left - (curve[i]?.openPercent ?? NaN)) <= 0.0051, `step ${i}: ${curve[i]?.openPercent} told, ${100 * s.left} computed`));
}
