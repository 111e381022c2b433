// What the history must say, worked out from the simulator's truth and the moments of the runs: by the words of the domain
// (absent is not gone, stale for seven days, decommissioned only on proof, moved, re-created), in the plainest form.

const DAY = 86_400_000;
const STALE_ALLOWANCE = 7 * DAY;
const FEED_LAG = 5 * 60_000;
const FEED_KEPT = 14 * DAY;
const FEED_OVERLAP = 2 * 3_600_000;

// The demo's own disturbance: on these days the reader role on one subscription is lost for one run.
const isDisturbed = at => Math.floor(at / DAY) % 61 === 20;

const ms = text => text === null || text === undefined ? null : Date.parse(text);
const covers = (stretch, at) => (stretch.from === null || ms(stretch.from) <= at) && (stretch.to === null || at < ms(stretch.to));
const subscriptionOf = id => id.toLowerCase().split('/')[2];
const same = (a, b) => a.toLowerCase() === b.toLowerCase();

/** The expected apps, each with its intervals in run time, and the scopes that the runs called missing without a cause. */
export function expect(truth, allRuns, events) {
  const runs = allRuns.filter(r => r.status === 'Succeeded' || r.status === 'Partial')
    .map(r => ({ at: ms(r.runTime), missing: r.missingScopes })).sort((a, b) => a.at - b.at);
  const names = new Map(truth.subscriptions.map(s => [s.id, s.name]));
  const wrongScopes = [];
  const known = new Set();
  const retired = new Map(events.filter(e => e.kind === 'ScopeRetired').map(e => [e.subscriptionId.toLowerCase(), ms(e.recordedAt)]));
  for (const run of runs) {
    run.readable = new Set(truth.subscriptions.filter(s => s.readable.some(r => covers(r, run.at))).map(s => s.id));
    const lost = [...run.readable].filter(s => run.missing.includes(names.get(s)));
    if (lost.length > (isDisturbed(run.at) ? 1 : 0)) wrongScopes.push(`${lost.map(s => names.get(s))} could be read at ${new Date(run.at).toISOString()}`);
    lost.forEach(s => run.readable.delete(s));
    const gone = [...known].filter(s => !run.readable.has(s) && !(retired.get(s) <= run.at));
    for (const s of gone.filter(s => !run.missing.includes(names.get(s)))) wrongScopes.push(`${names.get(s)} was not called missing at ${new Date(run.at).toISOString()}`);
    run.readable.forEach(s => known.add(s));
  }
  for (const [s, at] of retired) {
    const subscription = truth.subscriptions.find(x => x.id === s);
    if (subscription.readable.some(r => covers(r, at))) wrongScopes.push(`${subscription.name} was retired although it is there`);
  }

  const lines = new Map();
  for (const life of truth.apps) lines.set(life.defaultHostName, [...(lines.get(life.defaultHostName) ?? []), life]);
  return { apps: [...lines.values()].flatMap(lives => line(lives, runs, retired)), wrongScopes };
}

// The apps that the history must show for everything that ever bore one host name.
function line(lives, runs, retired) {
  const apps = [];
  let now = null;
  const begin = (run, life, id) => {
    now = { id, life, seen: [], intervals: [], drifts: [], moves: [], end: null, recreated: null };
    const earlier = apps.findLast(a => same(a.id, id) && a.over);
    if (earlier) now.recreated = run.at;
    apps.push(now);
  };
  const say = (run, verdict, inScope, stale) => {
    const last = now.intervals.at(-1);
    if (last) last.to = run.at;
    now.intervals.push({ from: run.at, to: null, verdict, inScope, stale });
  };
  const end = (run, how) => {
    now.intervals.at(-1).to = run.at;
    now.end = how;
    now.over = true;
    now = null;
  };
  const see = (run, life) => {
    const verdict = life.verdicts.find(v => covers(v, run.at));
    const last = now.seen.at(-1);
    if (last !== undefined && now.life === life) drifts(life, last, run.at);
    now.life = life;
    now.seen.push(run.at);
    say(run, verdict.verdict, verdict.inScope, false);
  };
  const fade = run => {
    const last = now.intervals.at(-1);
    const expired = run.at - now.seen.at(-1) > STALE_ALLOWANCE;
    say(run, expired ? 'Unknown' : last.verdict, last.inScope, true);
  };
  const inFeed = (at, run) => at <= run.at - FEED_LAG && at >= run.at - FEED_KEPT;
  const ended = (life, run) => life.deleteInFeed && inFeed(ms(life.deletedAt), run) && ms(life.deletedAt) >= now.seen.at(-1) ? ms(life.deletedAt) : `run ${run.at}`;

  // Changes of the verdict that Azure's records tell of, between two sightings of the app under one id.
  function drifts(life, from, to) {
    const changes = life.changes.filter(c => c.kind === 'Update' && ms(c.at) > from && ms(c.at) <= to);
    if (life.ids.length > 1 && life.ids.some(i => i.from !== null && ms(i.from) > from && ms(i.from) <= to)) return;
    for (const c of changes) {
      if (!c.inFeed || c.verdictBefore === c.verdictAfter || ms(c.at) < to - FEED_KEPT) continue;
      // A record that is not visible yet when the run comes is told of late; so are those before it in the same gap, if
      // without it they do not explain what the run saw.
      const mayBeLate = changes.some(o => ms(o.at) > to - FEED_LAG) || changes.some(o => !o.inFeed);
      now.drifts.push({ changeId: c.changeId, at: c.at, before: c.verdictBefore, after: c.verdictAfter, mayBeLate });
    }
  }

  for (const run of runs) {
    const life = lives.find(l => l.ids.some(i => covers(i, run.at)) && (l.deletedAt === null || run.at < ms(l.deletedAt)));
    const id = life?.ids.find(i => covers(i, run.at)).id;
    const seen = life !== undefined && run.readable.has(subscriptionOf(id));
    if (now === null) {
      if (!seen) continue;
      begin(run, life, id);
      see(run, life);
      continue;
    }

    const oldReadable = run.readable.has(subscriptionOf(now.id));
    if (seen && same(id, now.id)) {
      if (life !== now.life && now.life.deleteInFeed && inFeed(ms(now.life.deletedAt), run)) {
        end(run, ms(now.life.deletedAt));
        begin(run, life, id);
      }
      see(run, life);
    } else if (seen && oldReadable) {
      now.id = id;
      now.moves.push(run.at);
      see(run, life);
    } else if (!seen && oldReadable) {
      end(run, ended(now.life, run));
    } else if (retired.get(subscriptionOf(now.id)) === run.at) {
      end(run, null);
    } else {
      fade(run);
    }
  }
  return apps;
}
