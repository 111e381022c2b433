// What the history must say, worked out from the simulator's truth and the moments of the runs: by the words of the domain
// (absent is not gone, stale for seven days, decommissioned only on proof, moved, re-created), in the plainest form.

const DAY = 86_400_000;
const STALE_ALLOWANCE = 7 * DAY;
const FEED_KEPT = 14 * DAY;

// The demo's own disturbance: on these days the reader role on one subscription is lost for one run.
const isDisturbed = at => Math.floor(at / DAY) % 61 === 20;

const ms = text => text === null || text === undefined ? null : Date.parse(text);
const covers = (stretch, at) => (stretch.from === null || ms(stretch.from) <= at) && (stretch.to === null || at < ms(stretch.to));
const subscriptionOf = id => id.toLowerCase().split('/')[2];
const same = (a, b) => a.toLowerCase() === b.toLowerCase();

/**
 * The expected apps, each with its intervals in run time and its story: what each run learnt of it, one step after the other.
 * Beside them the scopes that the runs called missing without a cause.
 */
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
  const begin = (run, previous, life, id, replaces) => {
    now = { id, born: life, seen: null, life, intervals: [], story: [], over: false, sightings: [] };
    const again = replaces || apps.some(a => same(a.id, id) && a.over);
    now.story.push({
      step: again ? 'recreated' : 'appeared', run: run.at, since: previous?.at ?? null, replaces,
      after: at(life.verdicts, run.at).verdict, record: record(life, 'Create', ms(life.createdAt), id),
    });
    apps.push(now);
  };
  const say = (run, verdict, inScope, stale) => {
    const last = now.intervals.at(-1);
    if (last) last.to = run.at;
    now.intervals.push({ from: run.at, to: null, verdict, inScope, stale });
  };
  const end = (run, step, more = {}) => {
    now.story.push({ step, run: run.at, since: now.seen, before: now.intervals.at(-1).verdict, ...more });
    now.intervals.at(-1).to = run.at;
    now.over = true;
    now = null;
  };
  const see = (run, life, moved = null) => {
    const truth = at(life.verdicts, run.at);
    if (now.seen !== null) now.story.push({ step: 'seen', run: run.at, since: now.seen, ...gap(now.life, life, now.seen, run.at), stale: now.intervals.at(-1), moved });
    now.life = life;
    now.seen = run.at;
    now.sightings.push({ run: run.at, life });
    say(run, truth.verdict, truth.inScope, false);
  };
  const fade = run => {
    const last = now.intervals.at(-1);
    const after = run.at - now.seen > STALE_ALLOWANCE ? 'Unknown' : last.verdict;
    if (!last.stale || last.verdict !== after) now.story.push({ step: last.stale ? 'expired' : 'stale', run: run.at, before: last.verdict, after });
    say(run, after, last.inScope, true);
  };
  const deletion = life => record(life, 'Delete', ms(life.deletedAt));
  const told = (proof, run) => proof !== null && proof.visible <= run.at && proof.at >= run.at - FEED_KEPT;

  for (const [i, run] of runs.entries()) {
    const life = lives.find(l => l.ids.some(x => covers(x, run.at)) && (l.deletedAt === null || run.at < ms(l.deletedAt)));
    const id = life?.ids.find(x => covers(x, run.at)).id;
    const seen = life !== undefined && run.readable.has(subscriptionOf(id));
    if (now === null) {
      if (!seen) continue;
      begin(run, runs[i - 1], life, id, false);
      see(run, life);
      continue;
    }

    const oldReadable = run.readable.has(subscriptionOf(now.id));
    if (seen && same(id, now.id)) {
      // Under the same id another app: known only where the end of the old one and the beginning of the new one can be read.
      const proof = deletion(now.born);
      if (life !== now.born && told(proof, run) && told(record(life, 'Create', ms(life.createdAt), id), run)) {
        end(run, 'gone', { record: proof });
        begin(run, runs[i - 1], life, id, true);
      }
      see(run, life);
    } else if (seen && oldReadable) {
      const turn = life.ids.find(x => covers(x, run.at)).from;
      const moved = { from: now.id, to: id, records: [record(life, 'Delete', ms(turn), now.id), record(life, 'Create', ms(turn), id)].filter(Boolean) };
      now.id = id;
      see(run, life, moved);
    } else if (!seen && oldReadable) {
      end(run, 'gone', { record: deletion(now.life) });
    } else if (retired.get(subscriptionOf(now.id)) === run.at) {
      end(run, 'retired');
    } else {
      fade(run);
    }
  }
  return apps;
}

const at = (stretches, moment) => stretches.find(s => covers(s, moment));

// Azure's record of a change as it can be read: nothing where it is none, or where Azure loses it.
function read(change) {
  return change?.inFeed ? { ...change, at: ms(change.at), visible: ms(change.visibleFrom) } : null;
}

const record = (life, kind, moment, id = null) =>
  read(life.changes.find(c => c.kind === kind && ms(c.at) === moment && (id === null || same(c.id, id))));

// What happened to an app between two sightings: the records that tell of it, what no record tells, and whether the app
// differs in the end.
function gap(oldLife, life, from, to) {
  const lives = oldLife === life ? [life] : [oldLife, life];
  const changes = lives.flatMap(l => l.changes).filter(c => c.kind === 'Update' && ms(c.at) > from && ms(c.at) <= to);
  const records = changes.filter(c => isTracked(c)).map(c => read(c)).filter(c => c !== null && c.at >= to - FEED_KEPT);
  const silent = changes.filter(c => c.properties.some(p => SILENT.test(p)) || (isTracked(c) && !records.some(r => r.changeId === c.changeId)));
  return {
    records, silent, before: at(oldLife.verdicts, from).verdict, after: at(life.verdicts, to).verdict,
    differs: oldLife !== life || at(life.settings, from).value !== at(life.settings, to).value,
  };
}

// What Azure keeps no record of: settings of config/web, and what only ARM shows.
const SILENT = /^config\/web|by ARM only/;

const FOLLOWED = new Set(['dataclassification', 'data-classification', 'mtls', 'owner', 'costcentre', 'costcenter', 'cost-center',
  'environment', 'env', 'mtls-scenario']);

const PROPERTIES = new Set(['clientcertenabled', 'clientcertmode', 'clientcertexclusionpaths', 'clientcertexclusionendpoints', 'httpsonly',
  'publicnetworkaccess', 'state', 'enabled', 'serverfarmid'].map(p => `properties.${p}`).concat('kind', 'sku.tier'));

// Whether a record tells of what is followed: a swap, a setting, a plan's tier, a tag that matters. A change of size within one
// tier is none.
const isTracked = change => change.operation?.endsWith('slotsswap/action') || change.properties.some(p => {
  const name = p.toLowerCase();
  return PROPERTIES.has(name) || (name.startsWith('tags.') && FOLLOWED.has(name.slice(5).trim()));
});
