// What mutual TLS has caused, worked out anew from the rows of the database: moment by moment, in whole numbers.
import { rows } from './database.mjs';
import { onPage, readExact, totals, whole } from './money.mjs';

const fold = id => id.toLowerCase().replace(/\/+$/, '');
const locked = tier => ['free', 'shared'].includes(tier.trim().toLowerCase());
const supports = tier => tier.trim() !== '' && !locked(tier);
const notApplicable = '5';
const hours = 730n;

/** What the program says at a moment, over the API and on its page of costs, and what is in its database. */
export async function readRealised({ base, place, asOf }) {
  const get = async path => {
    const answer = await fetch(`${base}${path}`, { headers: { 'X-Demo-Persona': 'auditor' }, signal: AbortSignal.timeout(60_000) });
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
    return await answer.text();
  };
  const text = column => `CAST(${column} AS TEXT)`;
  const flag = column => `CASE WHEN ${column} THEN 1 ELSE 0 END`;
  const sizes = await rows(place, `SELECT p."ResourceIdKey", s."Tier", s."SkuName", s."Capacity", ${flag('s."IsLinux"')}, s."Region", ${text('s."ValidFrom"')}, ${text('s."ValidTo"')}
    FROM "PlanStates" s JOIN "Plans" p ON p."PlanId" = s."PlanId" ORDER BY s."ValidFrom"`);
  const stays = await rows(place, `SELECT s."AppId", s."PlanId", ${flag('s."InScope"')}, s."Verdict", s."FailedRules", ${text('s."ValidFrom"')}, ${text('s."ValidTo"')}
    FROM "AppStates" s WHERE s."PlanId" IS NOT NULL`);
  const prices = await rows(place, `SELECT "Region", ${flag('"IsLinux"')}, "SkuName", "Currency", ${text('"PerHour"')}, ${text('"EffectiveFrom"')}, ${text('"ValidFrom"')} FROM "ListPrices"`);
  return {
    at: BigInt(Date.parse(asOf)),
    answer: readExact(await get(`/api/v1/unlock-costs/realised?pageSize=1000&asOf=${asOf}`)),
    page: await get(`/costs?asOf=${asOf}`),
    sizes: sizes.map(([plan, tier, sku, count, linux, region, from, to]) => ({ plan, tier, sku, count: BigInt(count || 0), linux, region, from: BigInt(from), to: BigInt(to) })),
    stays: stays.map(([app, plan, inScope, verdict, failed, from, to]) => {
      const counts = inScope === '1' && verdict !== notApplicable;
      return { app, plan: fold(plan), inScope: counts, failed: counts && failed.includes('|MTLS005|'), from: BigInt(from), to: BigInt(to) };
    }),
    prices: prices.map(([region, linux, sku, currency, perHour, effective, from]) => ({ region, linux, sku, currency, perHour: BigInt(perHour), effective: BigInt(effective), from: BigInt(from) })),
  };
}

/** Compares both; as `compare` of the costs does. */
export function compareRealised({ at, answer, page, sizes, stays, prices }) {
  const result = { compared: 0, kinds: {}, differences: [] };
  const same = (kind, what, expected, found) => {
    result.compared++;
    result.kinds[kind] = (result.kinds[kind] ?? 0) + 1;
    if (expected !== found) result.differences.push(`${kind}: ${what}: ${expected} expected, ${found} found`);
  };
  const told = new Map(answer.items.map(p => [fold(p.planId), p]));
  const caused = new Map();
  for (const plan of new Set(sizes.map(s => s.plan))) {
    const own = sizes.filter(s => s.plan === plan && s.from <= at);
    const there = stays.filter(s => s.plan === plan && s.from <= at);
    const upgrades = own.flatMap((after, i) => i > 0 && own[i - 1].to === after.from && locked(own[i - 1].tier) && supports(after.tier)
      && there.some(s => s.failed && s.from < after.from && s.to >= after.from) ? [{ at: after.from, before: own[i - 1], after }] : []);
    if (upgrades.length > 0) caused.set(plan, { own, there, upgrades });
  }
  same('plans upgraded', '', [...caused.keys()].sort().join(), [...told.keys()].sort().join());
  for (const [plan, { own, there, upgrades }] of caused) {
    const item = told.get(plan);
    if (!item) continue;
    same('upgrade', plan, `${upgrades.at(-1).at} ${upgrades.at(-1).before.sku} ${upgrades.at(-1).after.sku}`, `${Date.parse(item.upgradedAt)} ${item.fromSize} ${item.toSize}`);
    const found = new Map(item.months.map(m => [m.month, m.cost === null ? 'unknown' : String(whole(m.cost, item.currency))]));
    for (let month = answer.first; month <= answer.last; month = next(month)) {
      const expected = monthOf(month, at, own, there, upgrades, prices, item.currency);
      // A price that the program carries itself is in no table: there it says an amount, and this cannot.
      if (expected === 'unknown' && found.get(month) !== undefined && found.get(month) !== 'unknown') continue;
      same('realised month of a plan', `${month} ${plan}`, expected ?? 'none', found.get(month) ?? 'none');
    }
  }
  const sum = (first, last) => totals(answer.items.flatMap(p => p.months.filter(m => m.month >= first && m.month <= last && m.cost !== null)
    .map(m => ({ currency: p.currency, minor: whole(m.cost, p.currency) }))));
  const sums = list => totals(list.filter(s => s.cost !== null).map(s => ({ currency: s.currency, minor: whole(s.cost, s.currency) })));
  for (const [name, list, first] of [['month', answer.month, answer.last], ['year', answer.year, answer.first]]) {
    same('realised sum is its plans', name, sum(first, answer.last), sums(list));
    const cells = [...page.matchAll(new RegExp(`data-kpi="realised-${name}"[^>]*>([^<]*)<`, 'g'))].map(([, cell]) => `<i class="money">${cell.split(' ')[0]}<`);
    same('realised on the page', name, sums(list), totals(cells.flatMap(onPage)));
  }
  return result;
}

const next = month => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1)).toISOString().slice(0, 7);

// Cut wherever anything begins or ends; within a slice nothing changes.
function monthOf(month, at, own, there, upgrades, prices, currency) {
  const [from, end] = [BigInt(Date.parse(`${month}-01T00:00:00Z`)), BigInt(Date.parse(`${next(month)}-01T00:00:00Z`))];
  const to = at < end ? at : end;
  const known = prices.filter(p => p.currency === currency && p.from <= at);
  const cuts = [...own.flatMap(s => [s.from, s.to]), ...there.flatMap(s => [s.from, s.to]), ...known.map(p => p.effective), from, to]
    .filter(c => c >= from && c <= to).sort((a, b) => a < b ? -1 : a > b ? 1 : 0);
  let [sum, counted, unknown] = [0n, false, false];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [start, length] = [cuts[i], cuts[i + 1] - cuts[i]];
    const size = own.find(s => s.from <= start && s.to > start);
    if (length === 0n || !size || !supports(size.tier) || !there.some(s => s.inScope && s.from <= start && s.to > start)) continue;
    const upgrade = upgrades.filter(u => u.at <= size.from).at(-1);
    if (!upgrade || !unbroken(own, upgrade.at, size)) continue;
    counted = true;
    const rates = [rate(upgrade.before, upgrade.at - 1n), rate(upgrade.after, upgrade.at), rate(size, start)];
    if (rates.includes(null)) {
      unknown = true;
      continue;
    }
    const more = (rates[1] < rates[2] ? rates[1] : rates[2]) - rates[0];
    sum += (more > 0n ? more : 0n) * length;
  }
  if (!counted) return null;
  if (unknown) return 'unknown';
  // Billionths of the unit to hundredths of it, halves away from zero.
  const divisor = (end - from) * 10_000_000n;
  return String((sum * 2n + divisor) / (divisor * 2n));

  function rate(size, moment) {
    if (size.tier.trim().toLowerCase() === 'free') return 0n;
    const shared = locked(size.tier);
    const count = shared ? BigInt(new Set(there.filter(s => s.from <= moment && s.to > moment).map(s => s.app)).size) : size.count;
    const price = known.filter(p => p.effective <= moment && p.linux === size.linux && p.region.toLowerCase() === size.region.toLowerCase()
      && p.sku.toLowerCase() === (shared ? 'd1' : size.sku.toLowerCase()))
      .sort((a, b) => a.effective === b.effective ? (a.from < b.from ? 1 : -1) : a.effective < b.effective ? 1 : -1)[0];
    return price && (shared || count > 0n) ? price.perHour * hours * count : null;
  }
}

function unbroken(own, since, size) {
  const between = own.filter(s => s.from >= since && s.from <= size.from);
  return between.every((s, i) => supports(s.tier) && (i === 0 || between[i - 1].to === s.from));
}
