// Every figure of a sealed month, worked out anew from the tables of the history with queries of its own: no line of this is the program's.
import { rows } from './database.mjs';
import { forecast, readFindings, remediationOf, weekEnds } from './month-findings.mjs';
import { moneyOf, readMoney } from './month-money.mjs';
import { plus, spanOf } from './month-names.mjs';
import { bandsOf, exceptedAt, exceptionsOf, movesOf, postureAt, qualityOf } from './month-posture.mjs';

/** What no page lets anybody set was assumed so; a row in the table says otherwise. */
const defaults = {
  'costs.appsPerInstance.basic': '8', 'costs.appsPerInstance.standard': '8', 'costs.appsPerInstance.premium': '8', 'costs.targetSize.windows': '',
  'costs.targetSize.linux': '', 'costs.pki.fixedMonthly': '', 'costs.pki.perCertificateMonthly': '', 'costs.pki.currency': 'USD',
};
const notMeasured = { measured: false, value: null, lowerBound: null, target: null, before: null, change: null, forecast: null };

/** What is compared in sum only, and why. Every other figure of a snapshot is compared; a name that nobody knows is a difference. */
export const uncompared = [
  [/^unlock\.[A-Z]{3}\.(monthlyMinor|apps|unknownApps)$/, 'the cheapest way for each app is found by a search with proofs of its own (UnlockCosts); compared is of how many apps it tells'],
  [/^unlock\.[A-Z]{3}\.currency$/, 'which currencies are told hangs on the same search'],
];

/** Asks a database, and says which of the two it is. */
export const asking = place => Object.assign(sql => rows(place, sql), { sqlite: !place.startsWith('Host=') });

/** The history of a database. `settings` are those under which it was sealed. */
export async function readHistory(place, settings = { target: 90, currency: 'USD' }) {
  const ask = asking(place);
  const [[first]] = await ask('SELECT CAST(min("RunTime") AS TEXT) FROM "Runs" WHERE "Status" IN (1, 2)');
  return { ask, settings, firstRun: Number(first), findings: await readFindings(ask), money: { ...await readMoney(ask), defaultCurrency: settings.currency } };
}

/** The figures of a month by name, and what is told in sum; the costs as they were known at the sealing, or at another moment. */
export async function expectMonth(history, month, knownAt = null) {
  const { ask, settings, firstRun, findings, money } = history;
  const span = spanOf(month);
  const hadBefore = firstRun <= span.before;
  const now = await postureAt(ask, span.at);
  const quality = await qualityOf(ask, span, now.stale);
  const { figures, costOf } = moneyOf(money, span, spanOf(plus(month, -1)), knownAt ?? quality.knownAt);
  const days = [];
  for (const at of weekEnds(span.at, startOfDay(firstRun))) days.push(await postureAt(ask, at));
  const allowed = now.denominator - Math.ceil(now.denominator * settings.target / 100);
  const expected = new Map(Object.entries({
    version: 1, defaultCurrency: settings.currency, ...quality.figures,
    ...bandsOf(now, await exceptedAt(ask, span.at), hadBefore ? await postureAt(ask, span.before) : null, settings.target),
    ...now.denominator > 0 ? forecast('kpis.coverage.forecast', days.map(d => d.denominator - d.enforced), allowed, span.end) : { 'kpis.coverage.forecast': null },
    ...Object.fromEntries(['renewalLeadTime', 'connectionFailures'].flatMap(kpi => Object.entries(notMeasured).map(([part, value]) => [`kpis.${kpi}.${part}`, value]))),
    ...remediationOf(findings, span, hadBefore, firstRun), ...figures,
    ...await exceptionsOf(ask, span), ...await movesOf(ask, span, hadBefore, costOf), ...await assumptionsAt(ask, span.at),
  }));
  const [[locked]] = await ask(`SELECT count(*) FROM "AppStates" WHERE "ValidFrom" <= ${span.at} AND "ValidTo" > ${span.at} AND "InScope" AND "Verdict" = 4`);
  return { expected, locked: Number(locked), span };
}

const startOfDay = at => at - at % 86_400_000;

async function assumptionsAt(ask, at) {
  const stored = new Map(await ask(`SELECT "Key", COALESCE("Value", '\u0001') FROM "Assumptions" WHERE "ValidFrom" <= ${at} AND "ValidTo" > ${at}`));
  const figures = {};
  for (const [key, standard] of Object.entries(defaults)) {
    const set = stored.has(key) && stored.get(key) !== '\u0001';
    Object.assign(figures, { [`assumptions.${key}.id`]: key, [`assumptions.${key}.value`]: set ? stored.get(key) : standard, [`assumptions.${key}.isDefault`]: !set });
  }
  return figures;
}
