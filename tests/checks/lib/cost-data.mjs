// What the program says of costs: over the API, on its pages, and in its database.
import { rows } from './database.mjs';
import { onPage, readExact, whole } from './money.mjs';

export const dimensions = ['app', 'costCentre', 'tier', 'subscription'];
const money = item => item.currency === null ? null : { currency: item.currency, minor: whole(item.cost, item.currency) };
const fold = id => id.toLowerCase();

/**
 * Reads all of it. `months` are those to look at, of which each plan of `detailed` is looked at on its own; `base` is where the program
 * listens, `place` its database.
 */
export async function readCosts({ base, place, months, asOf, filter, detailed }) {
  const get = async (path, headers = {}) => {
    const answer = await fetch(`${base}${path}`, { headers, signal: AbortSignal.timeout(60_000) });
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
    return await answer.text();
  };
  const ask = async path => readExact(await get(`/api/v1/${path}`, { 'X-Demo-Persona': 'auditor' }));
  const data = { months: [], database: await readDatabase(place) };
  for (const { month, at } of months) {
    // A month that is still going on is asked of one moment: its estimates grow from one question to the next.
    const moment = at ? `&asOf=${at}` : '';
    const plans = await readPlans(ask, month, moment);
    const sums = (await ask(`costs?from=${month}&to=${month}${moment}`)).items;
    const by = {};
    for (const dimension of dimensions) by[dimension] = groups((await ask(`costs?by=${dimension}&month=${month}${moment}`)).items);
    const one = {
      month, at: at ?? null, asOf: Date.parse(at ?? asOf), plans,
      sums: sums.map(money).filter(Boolean), preliminary: sums.some(s => s.preliminary), unknownPlans: sums[0]?.unknownPlans ?? 0,
      by,
      tile: tile(await get(`/costs?month=${month}${moment}`)), rows: pageRows(await get(`/plans?month=${month}${moment}`)),
    };
    if (detailed === month && !at) one.details = await readDetails(ask, month, plans);
    // The value of the filter with the most money, so that it says something.
    const owners = (await ask(`costs?by=${filter}&month=${month}${moment}`)).items.filter(i => !i.unallocated && i.value !== '' && i.currency !== null);
    const value = owners[0]?.value;
    if (value !== undefined) {
      const query = `${filter}=${encodeURIComponent(value)}`;
      one.filtered = {
        query, group: owners.filter(o => o.value === value).map(money),
        sums: (await ask(`costs?from=${month}&to=${month}&${query}${moment}`)).items.map(money).filter(Boolean),
        tile: tile(await get(`/costs?month=${month}&${query}${moment}`)),
      };
    }
    data.months.push(one);
  }
  return data;
}

async function readPlans(ask, month, moment) {
  const plans = [];
  for (let page = 1; ; page++) {
    const { items, total } = await ask(`plans?month=${month}&pageSize=1000&page=${page}${moment}`);
    plans.push(...items);
    if (plans.length >= total || items.length === 0) break;
  }
  return plans.map(p => ({
    id: fold(p.resourceId), subscription: fold(p.subscriptionId), source: p.source, preliminary: p.preliminary, tier: p.tier, cost: p.cost,
    readAt: p.readAt === null ? null : Date.parse(p.readAt),
    amounts: p.currency === null ? [] : [money(p), ...p.otherCosts.map(money)],
  }));
}

async function readDetails(ask, month, plans) {
  const details = [];
  for (const { id } of plans) {
    const { appCosts, costs } = await ask(`plans${id}?month=${month}`);
    details.push({
      id, apps: appCosts.map(a => ({ id: a.resourceId, amount: money(a) })),
      costs: costs.map(c => ({ month: c.month, amounts: c.currency === null ? [] : [money(c), ...c.otherCosts.map(money)] })),
    });
  }
  return details;
}

const groups = items => items.map(i => ({ value: i.value, unallocated: i.unallocated, amount: money(i) }));

const tile = html => onPage(/data-kpi="cost-month"[^>]*>([^]*?)<\/a>/.exec(html)?.[1] ?? '');

/** The rows of the first page of plans: whose, and what stands in the cell of the cost. */
function pageRows(html) {
  const body = html.slice(html.indexOf('<tbody'), html.indexOf('</tbody'));
  return body.split('<tr ').slice(1).map(row => ({
    id: fold(decodeURIComponent(/href="\/plans(\/subscriptions\/[^"?]*)/.exec(row)?.[1] ?? '')),
    amounts: onPage(row), unknown: />Unknown<\/span>/.test(row),
  }));
}

async function readDatabase(place) {
  const text = column => `CAST(${column} AS TEXT)`;
  const stays = await rows(place, `SELECT a."AppId", a."ResourceIdKey", s."PlanId", ${text('s."ValidFrom"')}, ${text('s."ValidTo"')}
    FROM "AppStates" s JOIN "Apps" a ON a."AppId" = s."AppId" WHERE s."PlanId" IS NOT NULL`);
  const former = await rows(place, `SELECT "AppId", "ResourceIdKey", ${text('"ValidFrom"')}, ${text('"ValidTo"')} FROM "FormerIds"`);
  const costs = await rows(place, `SELECT p."ResourceIdKey", c."Month", c."Source", c."Currency", ${text('c."Minor"')}, ${text('c."ValidFrom"')}, ${text('c."ValidTo"')}
    FROM "PlanCosts" c JOIN "Plans" p ON p."PlanId" = c."PlanId"`);
  const states = await rows(place, `SELECT p."ResourceIdKey", s."Tier", ${text('s."ValidFrom"')}, ${text('s."ValidTo"')}
    FROM "PlanStates" s JOIN "Plans" p ON p."PlanId" = s."PlanId"`);
  const reads = await rows(place, `SELECT "SubscriptionId", "Month", "LastRead", COALESCE("FinalRead", 0) FROM "CostReads" WHERE "Source" = 1`);
  const byPlan = new Map();
  for (const [number, app, plan, from, to] of stays) {
    const key = fold(plan).replace(/\/+$/, '');
    if (!byPlan.has(key)) byPlan.set(key, []);
    byPlan.get(key).push({ number, app, from: BigInt(from), to: BigInt(to) });
  }
  const name = number => `${number.slice(0, 4)}-${number.slice(4)}`;
  return {
    stays: byPlan,
    former: former.map(([number, app, from, to]) => ({ number, app, from: BigInt(from), to: BigInt(to) })),
    costs: costs.map(([plan, month, source, currency, minor, from, to]) =>
      ({ plan, month: name(month), source: Number(source), currency, minor: BigInt(minor), from: BigInt(from), to: BigInt(to) })),
    states: states.map(([plan, tier, from, to]) => ({ plan, tier, from: BigInt(from), to: BigInt(to) })),
    reads: reads.map(([subscription, month, last, final]) => ({ subscription: fold(subscription), month: name(month), last: Number(last), final: Number(final) })),
  };
}
