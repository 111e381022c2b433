// Kaplan–Meier and Aalen–Johansen once more, in the plainest form: over every distinct time, with no shortcut.
import fs from 'node:fs';

/** A follow-up: for how long, and whether it ended with the event (1), otherwise (2), or was cut off (0). */
const distinct = follows => [...new Set(follows.map(f => f.time))].sort((a, b) => a - b);
const count = (follows, test) => follows.filter(test).length;

/** The curve: at each time with events, the share that still waits. */
export function kaplanMeier(follows) {
  let left = 1, greenwood = 0;
  const steps = [];
  for (const time of distinct(follows.filter(f => f.end === 1))) {
    const atRisk = count(follows, f => f.time >= time), events = count(follows, f => f.time === time && f.end === 1);
    left *= 1 - events / atRisk;
    greenwood += events / (atRisk * (atRisk - events));
    steps.push({ time, left, error: left * Math.sqrt(greenwood) });
  }
  return steps;
}

/** The least time by which so many had the event; null, with the longest follow-up, where that was not reached. */
export function quantile(follows, q) {
  const step = kaplanMeier(follows).find(s => s.left <= 1 - q + 1e-9);
  return step ? { value: step.time, bound: null } : { value: null, bound: follows.length > 0 ? Math.max(...follows.map(f => f.time)) : null };
}

/** The share that had the event by a time, where other ends compete; null where it cannot be known yet. */
export function incidence(follows, until) {
  if (follows.length === 0) return null;
  let waiting = 1, share = 0;
  for (const time of distinct(follows.filter(f => f.end !== 0 && f.time <= until))) {
    const atRisk = count(follows, f => f.time >= time);
    share += waiting * count(follows, f => f.time === time && f.end === 1) / atRisk;
    waiting *= 1 - count(follows, f => f.time === time && f.end !== 0) / atRisk;
  }
  return Math.max(...follows.map(f => f.time)) < until && waiting > 1e-12 ? null : share;
}

/** How the code above differs from R's own values for a published data set, a line each. */
export function differsFromR() {
  const reference = JSON.parse(fs.readFileSync(new URL('survival-reference.json', import.meta.url)));
  const lines = [];
  let compared = 0;
  for (const group of reference.groups) {
    const follows = group.time.map((time, i) => ({ time, end: group.status[i] }));
    const steps = kaplanMeier(follows);
    const check = (what, mine, theirs) => { compared++; if (!(Math.abs(mine - theirs) <= 1e-9)) lines.push(`${group.name} ${what}: ${mine}, R says ${theirs}`); };
    group.steps.forEach(([time, survival, error], i) => {
      check(`time ${i}`, steps[i]?.time, time);
      check(`survival at ${time}`, steps[i]?.left, survival);
      check(`standard error at ${time}`, steps[i]?.error, error);
    });
    check('median', quantile(follows, 0.5).value, group.median);
  }
  return { compared, lines };
}
