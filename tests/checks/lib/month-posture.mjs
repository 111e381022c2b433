// What was seen in a month, how apps stood at its end, and how that differs from the end of the month before: counted anew by SQL.
import { percent } from './month-names.mjs';

const DAY = 86_400_000;
const verdicts = ['Unknown', 'Enforced', 'Gaps', 'NotEnforced', 'Unsupported', 'NotApplicable'];
const better = { Enforced: 2, Gaps: 1 };
const rank = verdict => better[verdict] ?? 0;
const headline = ['MTLS001', 'MTLS002', 'MTLS003', 'MTLS004', 'MTLS005'];
const treatments = ['Mitigated', 'RiskAccepted'];
const [RUNNING, SUCCEEDED, PARTIAL] = ['0', '1', '2'];
const [APPROVED, REJECTED, REVOKED] = [1, 2, 4];

const iso = at => new Date(at).toISOString();
/** The states that stood at a moment, as a condition on a table of intervals. */
const standing = (table, at) => `${table}."ValidFrom" <= ${at} AND ${table}."ValidTo" > ${at}`;
const counted = `"InScope" AND NOT "Stopped" AND "Verdict" <> 5`;

/** How apps stood at a moment. */
export async function postureAt(ask, at) {
  const count = (name, test) => `count(*) FILTER (WHERE ${test}) AS ${name}`;
  const [row] = await ask(`SELECT count(*), ${[
    count('a', '"InScope"'), count('b', '"InScope" IS NULL'), count('c', '"OptedOut"'), count('d', '"InScope" AND "Verdict" = 5'), count('e', '"Stopped"'),
    count('f', '"Stale"'), count('g', counted), count('h', `${counted} AND "Verdict" = 1`), count('i', `${counted} AND "Verdict" = 2`),
    count('j', `${counted} AND "Verdict" = 3`), count('k', `${counted} AND "Verdict" = 4`), count('l', `${counted} AND "Verdict" = 0`),
    count('m', '"Reachability" = 3 AND NOT "Stopped" AND "Verdict" <> 5'), count('n', '"Reachability" = 3 AND NOT "Stopped" AND "Verdict" = 1'),
  ].join(', ')} FROM "AppStates" WHERE ${standing('"AppStates"', at)}`);
  const [apps, inScope, unclassified, optedOut, notApplicable, stopped, stale, denominator, enforced, gaps, notEnforced, unsupported, unknown, open, openEnforced]
    = row.map(Number);
  return { apps, inScope, unclassified, optedOut, notApplicable, stopped, stale, denominator, enforced, gaps, notEnforced, unsupported, unknown, open, openEnforced };
}

/** Excepted apps of the denominator by verdict: every failure that the verdict hangs on is covered by an exception that is active. */
export async function exceptedAt(ask, at) {
  const covers = await ask(`SELECT "AppId", "RuleId" FROM "ExceptionCovers" WHERE "ActiveFrom" <= ${at} AND "ActiveTo" > ${at}`);
  const covered = new Set(covers.map(([app, rule]) => `${app} ${rule}`));
  const apps = await ask(`SELECT "AppId", "Verdict", "FailedRules" FROM "AppStates" WHERE ${standing('"AppStates"', at)} AND ${counted} AND "Verdict" IN (2, 3, 4)`);
  const excepted = { Gaps: 0, NotEnforced: 0, Unsupported: 0 };
  for (const [app, verdict, rules] of apps) {
    const failed = rules.split('|').filter(r => r !== '');
    const decisive = failed.filter(r => headline.includes(r));
    if (decisive.length === 0 && failed.includes('MTLS006')) decisive.push('MTLS006');
    if (decisive.length > 0 && decisive.every(r => covered.has(`${app} ${r}`))) excepted[verdicts[verdict]]++;
  }
  return excepted;
}

/** Who sealed the month and under what, which days nobody saw, and whose figures stood. */
export async function qualityOf(ask, span, stale) {
  const [[firstId, firstTime] = []] = await ask(`SELECT "Id", CAST("RunTime" AS TEXT) FROM "Runs" WHERE "Status" = ${SUCCEEDED} AND "StartedAt" >= ${span.end} ORDER BY "RunTime" LIMIT 1`);
  const inTime = firstId !== undefined && Number(firstTime) <= span.end + 3 * DAY;
  const runs = (await ask(`SELECT "Id", CAST("RunTime" AS TEXT), "Status", "MissingScopes", "RuleSetVersion" FROM "Runs" WHERE "RunTime" <= ${span.at} AND "Status" <> ${RUNNING} ORDER BY "RunTime"`))
    .map(([id, time, status, missing, rules]) => ({ id: Number(id), time: Number(time), status, missing: JSON.parse(missing), rules }));
  const wrote = r => r.status === SUCCEEDED || r.status === PARTIAL;
  const [own, last] = [runs.filter(r => r.time > span.before), runs.filter(wrote).at(-1)];
  const seen = new Set(own.filter(wrote).map(r => iso(r.time).slice(0, 10)));
  const days = Array.from({ length: (span.end - span.start) / DAY }, (_, i) => iso(span.start + i * DAY).slice(0, 10));
  const missed = days.filter(d => !seen.has(d));
  const count = status => own.filter(r => r.status === status).length;
  const unseen = {};
  for (const name of own.filter(wrote).flatMap(r => r.missing)) unseen[name] = (unseen[name] ?? 0) + 1;
  const figures = {
    month: span.month, asOf: iso(span.at), completeness: inTime ? 'Complete' : 'Incomplete', sealingRun: inTime ? Number(firstId) : null,
    knownAt: iso(inTime ? Number(firstTime) : span.end + 3 * DAY), standingRun: last.id, standingRunTime: iso(last.time), ruleSetVersion: last.rules,
    'quality.whole': inTime && missed.length === 0 && count(PARTIAL) === 0 && count(SUCCEEDED) > 0, 'quality.days': days.length,
    'quality.daysWithoutRun': JSON.stringify(missed), 'quality.succeeded': count(SUCCEEDED), 'quality.partial': count(PARTIAL),
    'quality.failed': own.filter(r => !wrote(r)).length, 'quality.staleApps': stale,
  };
  if (Object.keys(unseen).length === 0) figures['quality.unseenScopes'] = '[]';
  for (const [name, n] of Object.entries(unseen)) Object.assign(figures, { [`quality.unseenScopes.${name}.name`]: name, [`quality.unseenScopes.${name}.runs`]: n });
  return { figures, knownAt: inTime ? Number(firstTime) : span.end + 3 * DAY };
}

/** Bands and counts at the month's end, and coverage with its change; the target is what was set. */
export function bandsOf(now, excepted, before, target) {
  const all = excepted.Gaps + excepted.NotEnforced + excepted.Unsupported;
  const [value, then] = [percent(now.enforced, now.denominator), before && percent(before.enforced, before.denominator)];
  return {
    'bands.enforced': now.enforced, 'bands.excepted': all, 'bands.gaps': now.gaps - excepted.Gaps, 'bands.notEnforced': now.notEnforced - excepted.NotEnforced,
    'bands.unsupported': now.unsupported - excepted.Unsupported, 'bands.unknown': now.unknown,
    'posture.apps': now.apps, 'posture.inScope': now.inScope, 'posture.denominator': now.denominator, 'posture.unclassified': now.unclassified,
    'posture.optedOut': now.optedOut, 'posture.notApplicableInScope': now.notApplicable, 'posture.stopped': now.stopped,
    'posture.withExceptionsPercent': percent(now.enforced + all, now.denominator), 'posture.publicPercent': percent(now.openEnforced, now.open),
    'kpis.coverage.measured': true, 'kpis.coverage.value': value, 'kpis.coverage.target': target, 'kpis.coverage.lowerBound': null,
    'kpis.coverage.before': then ?? null, 'kpis.coverage.change': value === null || then === null || then === undefined ? null : Math.round((value - then) * 10) / 10,
  };
}

/** Who got better and worse, who came, went, and came into scope. `costs` gives an app's part of the month. */
export async function movesOf(ask, span, hadBefore, costs) {
  const side = async moment => new Map((await ask(`SELECT "AppId", "Verdict", CASE WHEN "InScope" THEN 1 ELSE 0 END, "Owner" FROM "AppStates" WHERE ${standing('"AppStates"', moment)}`))
    .map(([app, verdict, inScope, owner]) => [Number(app), { verdict: verdicts[verdict], inScope: inScope === '1', owner: owner === '' ? null : owner }]));
  const [now, then] = hadBefore ? [await side(span.at), await side(span.before)] : [new Map(), new Map()];
  const both = [...now].filter(([app]) => then.has(app)).map(([app, { verdict, inScope, owner }]) =>
    ({ app, owner, inScope, wasInScope: then.get(app).inScope, before: then.get(app).verdict, after: verdict }));
  const moved = both.filter(a => a.inScope).map(a => ({ ...a, by: rank(a.after) - rank(a.before) }));
  const figures = {
    'moves.came': [...now.keys()].filter(a => !then.has(a)).length, 'moves.went': [...then.keys()].filter(a => !now.has(a)).length,
    'moves.enteredScope': both.filter(a => a.inScope && !a.wasInScope).length, 'moves.leftScope': both.filter(a => !a.inScope && a.wasInScope).length,
  };
  const names = await namesAt(ask, span.at);
  for (const [kind, apps] of [['better', moved.filter(a => a.by > 0)], ['worse', moved.filter(a => a.by < 0)]]) {
    figures[`moves.${kind}`] = apps.length;
    const named = apps.sort((a, b) => Math.abs(b.by) - Math.abs(a.by) || a.app - b.app).slice(0, 100);
    if (named.length === 0) figures[`moves.${kind}Apps`] = '[]';
    for (const { app, owner, before, after } of named) {
      const { id, name } = names.get(app);
      const under = (part, value) => { figures[`moves.${kind}Apps.${id}.${part}`] = value; };
      Object.entries({ id, name, owner, before, after }).forEach(([part, value]) => under(part, value));
      const cost = costs(app);
      if (cost === null) under('cost', null);
      else Object.entries(cost).forEach(([part, value]) => under(`cost.${part}`, value));
    }
  }
  return figures;
}

// What an app was called at a moment: by a name that it has given up since, where it had one then.
async function namesAt(ask, at) {
  const names = new Map();
  for (const [app, id, name] of await ask('SELECT "AppId", "ResourceId", "Name" FROM "Apps"')) names.set(Number(app), { id, name });
  for (const [app, id, name] of await ask(`SELECT "AppId", "ResourceId", "Name" FROM "FormerIds" WHERE ${standing('"FormerIds"', at)}`)) names.set(Number(app), { id, name });
  return names;
}

/** What was asked for, granted, refused, and what ended. */
export async function exceptionsOf(ask, span) {
  const within = column => `e."${column}" > ${span.before} AND e."${column}" <= ${span.at}`;
  const ran = `e."Decision" = ${APPROVED} AND e."DecidedAt" <= ${span.at}`;
  const conditions = {
    active: `${ran} AND e."Expires" > ${span.at} AND (e."EndedAt" IS NULL OR e."EndedAt" > ${span.at})`,
    requested: `e."RequestedAt" <= ${span.at} AND (e."DecidedAt" IS NULL OR e."DecidedAt" > ${span.at})`,
    granted: `e."Decision" = ${APPROVED} AND ${within('DecidedAt')}`, rejected: `e."Decision" = ${REJECTED} AND ${within('DecidedAt')}`,
    expired: `${ran} AND ${within('Expires')} AND e."EndedAt" IS NULL`, revoked: `e."Ending" = ${REVOKED} AND ${within('EndedAt')}`,
  };
  const figures = {};
  for (const [name, condition] of Object.entries(conditions)) {
    const found = await ask(`SELECT e."Id", e."RiskOwner", e."Treatment", CAST(e."Expires" AS TEXT),
      (SELECT count(DISTINCT c."AppId") FROM "ExceptionCovers" c WHERE c."ExceptionId" = e."Id") FROM "Exceptions" e WHERE ${condition} ORDER BY e."Id"`);
    figures[`exceptions.${name}`] = found.length;
    const list = { granted: 'grantedNow', expired: 'expiredNow' }[name];
    if (list && found.length === 0) figures[`exceptions.${list}`] = '[]';
    for (const [id, riskOwner, treatment, expires, apps] of list ? found.slice(0, 100) : []) {
      const one = { id: Number(id), riskOwner, treatment: treatments[treatment], expires: iso(Number(expires)), apps: Number(apps) };
      for (const [part, value] of Object.entries(one)) figures[`exceptions.${list}.${id}.${part}`] = value;
    }
  }
  return figures;
}
