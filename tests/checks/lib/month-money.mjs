// What plans cost in a month as it was known at a moment, worked out anew from the rows of the database: in whole numbers.
import { shares } from './expected-shares.mjs';

const HOURS = 730n;
const SETTLES = 5 * 86_400_000;
const fold = id => id.toLowerCase().replace(/\/+$/, '');
const big = text => BigInt(text);
const add = (map, key, minor) => map.set(key, (map.get(key) ?? 0n) + minor);

/** All that is known of plans, who was on them, costs and prices. */
export async function readMoney(ask) {
  const text = column => `CAST(${column} AS TEXT)`;
  const flag = column => `CASE WHEN ${column} THEN 1 ELSE 0 END`;
  const plans = await ask('SELECT "PlanId", "ResourceIdKey", "SubscriptionId" FROM "Plans"');
  const states = await ask(`SELECT "PlanId", "Tier", "SkuName", "Capacity", ${flag('"IsLinux"')}, "Region", ${text('"ValidFrom"')}, ${text('"ValidTo"')} FROM "PlanStates" ORDER BY "ValidFrom"`);
  const costs = await ask(`SELECT "PlanId", "Month", "Source", "Currency", ${text('"Minor"')}, ${text('"ValidFrom"')}, ${text('"ValidTo"')} FROM "PlanCosts"`);
  const reads = await ask(`SELECT "Source", "SubscriptionId", "Month", ${text('"FinalRead"')} FROM "CostReads"`);
  const prices = await ask(`SELECT "Region", ${flag('"IsLinux"')}, "SkuName", "Currency", ${text('"PerHour"')}, ${text('"EffectiveFrom"')}, ${text('"ValidFrom"')}, ${text('"ValidTo"')} FROM "ListPrices"`);
  const apps = await ask('SELECT "AppId", "ResourceIdKey" FROM "Apps"');
  const former = await ask(`SELECT "AppId", "ResourceIdKey", ${text('"ValidFrom"')}, ${text('"ValidTo"')} FROM "FormerIds"`);
  const stays = await ask(`SELECT "AppId", "PlanId", "Verdict", ${flag('"InScope" AND NOT "Stopped"')}, ${text('"ValidFrom"')}, ${text('"ValidTo"')} FROM "AppStates"`);
  return {
    plans: plans.map(([number, key, subscription]) => ({ number, key, subscription })),
    states: states.map(([plan, tier, sku, count, linux, region, from, to]) => ({ plan, tier: tier.trim().toLowerCase(), sku: sku.trim().toLowerCase(), count: big(count || 0), place: `${place(region)} ${linux}`, from: big(from), to: big(to) })),
    costs: costs.map(([plan, month, source, currency, minor, from, to]) => ({ plan, month: Number(month), source: Number(source), currency, minor: big(minor), from: big(from), to: big(to) })),
    finals: new Map(reads.filter(([, , , final]) => final !== '').map(([source, subscription, month, final]) => [`${source} ${subscription} ${month}`, big(final)])),
    prices: prices.map(([region, linux, sku, currency, perHour, effective, from, to]) => ({ place: `${place(region)} ${linux}`, sku: sku.toLowerCase(), currency, perHour: big(perHour), effective: big(effective), from: big(from), to: big(to) })),
    ids: new Map(apps), former: former.map(([app, id, from, to]) => ({ app, id, from: big(from), to: big(to) })),
    stays: stays.map(([number, plan, verdict, counts, from, to]) => ({ number, plan: fold(plan), verdict, counts: counts === '1', from: big(from), to: big(to) })),
  };
}

const place = region => region.replaceAll(' ', '').toLowerCase();

/** The month as it was known at a moment: each plan with its cost and its apps' parts. */
function ledger(data, span, at) {
  const until = at + 1n < BigInt(span.end) ? at + 1n : BigInt(span.end);
  const idOf = number => data.former.find(f => f.app === number && f.from < until && f.to >= until)?.id ?? data.ids.get(number);
  const here = data.stays.filter(s => s.plan !== '' && s.from < until && s.to > BigInt(span.start));
  const byPlan = new Map();
  for (const stay of here) byPlan.set(stay.plan, [...byPlan.get(stay.plan) ?? [], { ...stay, app: idOf(stay.number) }]);
  const found = [];
  for (const plan of data.plans) {
    const there = byPlan.get(plan.key) ?? [];
    const told = data.costs.filter(c => c.plan === plan.number && c.month === span.number && c.from <= at && c.to > at);
    const source = Math.min(...told.map(c => c.source));
    const final = data.finals.get(`${source} ${plan.subscription} ${span.number}`);
    const cost = told.length > 0
      ? { amounts: told.filter(c => c.source === source), preliminary: !(final !== undefined && final <= at), estimate: false }
      : estimate(data, plan, there, span, at);
    if (cost === null) continue;
    const parts = [];
    for (const { currency, minor } of cost.amounts) {
      const split = shares(minor, there, span.month, at);
      // Of two apps that bore one id after each other the later one has the cost.
      for (const [id, part] of split) parts.push({ app: String(Math.max(...there.filter(s => s.app === id).map(s => Number(s.number)))), currency, minor: part });
      if (split.size === 0) parts.push({ app: null, currency, minor });
    }
    found.push({ ...cost, parts, apps: new Set(there.map(s => s.number)) });
  }
  return found;
}

// At list price: cut wherever a size, a price or, on a Shared plan, the number of apps changes. Null where it was not there, no amounts where unknown.
function estimate(data, plan, there, span, at) {
  const [from, end] = [BigInt(span.start), BigInt(span.end)];
  const to = at < end ? at : end;
  const own = data.states.filter(s => s.plan === plan.number && s.from <= at).map(s => ({ ...s, to: s.to > at ? to : s.to })).filter(s => s.from < to && s.to > from);
  if (own.length === 0 || to <= from) return null;
  const currency = billedIn(data, plan.subscription, at) ?? data.defaultCurrency;
  const prices = data.prices.filter(p => p.currency === currency && p.from <= at);
  const cuts = [...new Set([from, to, ...own.flatMap(s => [s.from, s.to]), ...there.flatMap(s => [s.from, s.to]), ...prices.flatMap(p => [p.effective, p.to])])]
    .filter(c => c >= from && c <= to).sort((a, b) => a < b ? -1 : 1);
  let sum = 0n, known = true;
  for (let i = 0; i + 1 < cuts.length; i++) {
    const size = own.find(s => s.from <= cuts[i] && s.to > cuts[i]);
    if (!size) continue;
    const rate = rateOf(size, cuts[i]);
    if (rate === null) known = false;
    else sum += rate * (cuts[i + 1] - cuts[i]);
  }
  // Billionths of the unit to hundredths of it, halves away from zero.
  const divisor = (end - from) * 10_000_000n;
  return { amounts: known ? [{ currency, minor: (sum * 2n + divisor) / (divisor * 2n) }] : [], preliminary: Number(at) < span.end + SETTLES, estimate: known, unknown: !known };

  function rateOf(size, moment) {
    const kind = size.tier !== '' ? size.tier : { f1: 'free', d1: 'shared', y1: 'dynamic', fc1: 'flexconsumption' }[size.sku] ?? size.sku;
    if (kind === 'free') return 0n;
    if (['', 'dynamic', 'flexconsumption'].includes(kind)) return null;
    const shared = kind === 'shared';
    const count = shared ? BigInt(new Set(there.filter(s => s.from <= moment && s.to > moment).map(s => s.app)).size) : size.count;
    const price = prices.filter(p => p.place === size.place && p.sku === (shared ? 'd1' : size.sku) && p.effective <= moment).sort((a, b) => a.from < b.from ? 1 : -1)[0];
    return price && (shared || (count > 0n && size.sku !== '')) && !(price.to <= at && price.to <= moment) ? price.perHour * HOURS * count : null;
  }
}

// The currency of the newest month of which a source had told by then; of two at once the first by code.
function billedIn(data, subscription, at) {
  const own = new Set(data.plans.filter(p => p.subscription === subscription).map(p => p.number));
  const told = data.costs.filter(c => own.has(c.plan) && c.from <= at && c.to > at);
  const newest = Math.max(...told.map(c => c.month));
  return told.filter(c => c.month === newest).map(c => c.currency).sort()[0];
}

/** The figures of a month's costs as they were known at a moment, and what each app had of them. */
export function moneyOf(data, span, before, knownAt) {
  const at = BigInt(knownAt), plans = ledger(data, span, at), earlier = ledger(data, before, at);
  const end = BigInt(span.at);
  const last = new Map();
  for (const s of data.stays.filter(x => x.from <= end)) if ((last.get(s.number)?.from ?? -1n) < s.from) last.set(s.number, s);
  const sums = Object.fromEntries(['minor', 'estimated', 'preliminary', 'unallocated', 'enforced', 'notEnforced', 'before'].map(k => [k, new Map()]));
  for (const plan of plans) {
    for (const { app, currency, minor } of plan.parts) {
      const state = last.get(app);
      const isIn = { minor: true, estimated: plan.estimate, preliminary: plan.preliminary, unallocated: app === null,
        enforced: state?.counts && state.verdict === '1', notEnforced: state?.counts && ['0', '2', '3', '4'].includes(state.verdict) };
      for (const [name, yes] of Object.entries(isIn)) if (yes) add(sums[name], currency, minor);
    }
  }
  for (const { currency, minor } of earlier.flatMap(p => p.parts)) add(sums.before, currency, minor);
  const figures = { 'costPlans.plans': plans.length, 'costPlans.unknownPlans': plans.filter(p => p.unknown).length, 'costPlans.preliminary': plans.some(p => p.preliminary) };
  if (sums.minor.size === 0) figures.costs = '[]';
  for (const currency of sums.minor.keys()) {
    const of = name => Number(sums[name].get(currency) ?? 0n);
    Object.assign(figures, Object.fromEntries(Object.entries({
      currency, minor: of('minor'), estimatedMinor: of('estimated'), preliminaryMinor: of('preliminary'), unallocatedMinor: of('unallocated'),
      enforcedMinor: of('enforced'), notEnforcedMinor: of('notEnforced'), beforeMinor: sums.before.has(currency) ? of('before') : null,
    }).map(([part, value]) => [`costs.${currency}.${part}`, value])));
  }
  return { figures, costOf: app => appCost(plans, String(app)) };
}

// An app on a plan of unknown cost has no known cost; nor has one that was billed in two currencies.
function appCost(plans, app) {
  const own = plans.flatMap(p => p.parts).filter(p => p.app === app);
  if (own.length === 0 || new Set(own.map(p => p.currency)).size > 1 || plans.some(p => p.unknown && p.apps.has(app))) return null;
  return { currency: own[0].currency, minor: Number(own.reduce((sum, p) => sum + p.minor, 0n)) };
}
