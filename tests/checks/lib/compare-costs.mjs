// Compares what the program says of costs with what the simulator's truth says, and with what its own database says.
import { dimensions } from './cost-data.mjs';
import { ends, shares } from './expected-shares.mjs';
import { rounded, totals } from './money.mjs';

/**
 * How much was compared, by kind, and a line for everything that differs. `truthAt` gives what the truth says that was told at a reading.
 */
export function compare({ months, database, subscriptions, truthAt }) {
  const result = { compared: 0, kinds: {}, differences: [] };
  const check = (kind, right, text) => {
    result.compared++;
    result.kinds[kind] = (result.kinds[kind] ?? 0) + 1;
    if (!right) result.differences.push(`${kind}: ${text}`);
  };
  const same = (kind, what, expected, found) => check(kind, expected === found, `${what}: ${expected || 'nothing'} expected, ${found || 'nothing'} found`);
  for (const month of months) {
    const where = `${month.month}${month.at ? ` as of ${month.at}` : ''}`;
    compareSource(month, where, database, subscriptions, truthAt, check, same);
    compareUnanswered(month, where, database, subscriptions, check);
    compareSums(month, where, check, same);
    compareDatabase(month, where, database, same);
    if (month.details) comparePlanPages(months, month, database, same);
    comparePages(month, where, same);
  }
  return result;
}

// Who was on a plan, each under the id that it bore at the month's end, or at the moment where that is earlier: an app may move later.
function staysOf(database, plan, month, at) {
  const end = BigInt(ends(month).end);
  const until = at + 1n < end ? at + 1n : end;
  return (database.stays.get(plan) ?? []).map(stay =>
    ({ ...stay, app: database.former.find(f => f.number === stay.number && f.from < until && f.to >= until)?.app ?? stay.app }));
}

const told = plan => totals(plan.amounts);
const subscriptionOf = id => id.split('/')[2];

/**
 * When what the program knew of a month at a moment was read, as its database says; null where it never was. Of readings that were
 * followed by others the database keeps only what they changed, and one that changed nothing told the same.
 */
export function readingOf(database, subscription, { month, asOf }) {
  const read = database.reads.find(r => r.subscription === subscription && r.month === month);
  if (!read) return null;
  if (read.final > 0 && read.final <= asOf) return { final: true, at: read.final };
  if (read.last <= asOf) return { final: false, at: read.last };
  const changed = database.costs.filter(c => c.source === 1 && c.month === month && subscriptionOf(c.plan) === subscription)
    .flatMap(c => [c.from, c.to]).map(Number).filter(at => at <= asOf);
  return changed.length === 0 ? null : { final: false, at: Math.max(...changed) };
}

// What Cost Management said, for every plan that it or the program names.
function compareSource(month, where, database, subscriptions, truthAt, check, same) {
  const found = new Map(month.plans.map(p => [p.id, p]));
  for (const subscription of subscriptions.filter(s => s.costsAnswered)) {
    const reading = readingOf(database, subscription.id, month);
    const own = month.plans.filter(p => p.subscription === subscription.id && p.source === 'CostManagement');
    const truth = truthAt(reading ?? { final: true });
    const billed = truth.filter(c => c.month === month.month && c.amount !== null && subscriptionOf(c.planId) === subscription.id);
    for (const cost of billed) {
      const plan = found.get(cost.planId);
      const wanted = `${cost.currency} ${rounded(cost.amount, cost.currency)}`;
      same('plan as the source says', `${where} ${cost.planId}`, wanted, plan?.source === 'CostManagement' ? told(plan) : plan?.source ?? '');
    }
    for (const plan of own) {
      if (!billed.some(c => c.planId === plan.id)) check('plan as the source says', false, `${where} ${plan.id}: no charge expected, ${told(plan)} found`);
      const { final } = ends(month.month);
      check('preliminary or final', plan.preliminary === (plan.readAt < final) && plan.preliminary === !reading?.final,
        `${where} ${plan.id}: called ${plan.preliminary ? 'preliminary' : 'final'}, read at ${new Date(plan.readAt).toISOString()}`);
      if (!plan.preliminary) check('read late enough', plan.readAt >= final, `${where} ${plan.id}: read at ${new Date(plan.readAt).toISOString()}`);
    }
  }
}

// Where no source answers, an estimate is called one and nothing unknown is a number.
function compareUnanswered(month, where, database, subscriptions, check) {
  const silent = new Set(subscriptions.filter(s => !s.costsAnswered).map(s => s.id));
  const from = BigInt(Date.parse(`${month.month}-01T00:00:00Z`));
  const until = BigInt(Math.min(ends(month.month).end, month.asOf));
  for (const plan of month.plans) {
    const name = `${where} ${plan.id}`;
    if (silent.has(plan.subscription)) check('no source answers', [null, 'ListPrice', 'Unknown'].includes(plan.source), `${name}: ${plan.source}`);
    if (plan.source === 'Unknown' || plan.source === null) check('unknown is no number', plan.cost === null && plan.amounts.length === 0, `${name}: ${told(plan)}`);
    else check('known is a number', plan.cost !== null && plan.amounts.length > 0, `${name}: nothing, from ${plan.source}`);
    const states = database.states.filter(s => s.plan === plan.id && s.from < until && s.to > from);
    if (states.length > 0 && states.every(s => s.tier.toLowerCase() === 'free'))
      check('free is 0', plan.amounts.length === 1 && plan.amounts[0].minor === 0n, `${name}: ${told(plan)} from ${plan.source}`);
  }
  const unknown = month.plans.filter(p => p.source === 'Unknown').length;
  check('unknown plans', month.unknownPlans === unknown, `${where}: ${unknown} expected, ${month.unknownPlans} found`);
  const preliminary = month.plans.some(p => p.preliminary === true);
  check('month preliminary', month.preliminary === preliminary, `${where}: ${preliminary} expected, ${month.preliminary} found`);
}

function compareSums(month, where, check, same) {
  const plans = totals(month.plans.flatMap(p => p.amounts));
  same('month is its plans', where, plans, totals(month.sums));
  check('one row a currency', new Set(month.sums.map(s => s.currency)).size === month.sums.length, `${where}: ${month.sums.map(s => s.currency)}`);
  for (const dimension of dimensions) {
    const amounts = month.by[dimension].map(g => g.amount).filter(Boolean);
    same(`${dimension} groups are the plans`, where, plans, totals(amounts));
  }
}

function compareDatabase(month, where, database, same) {
  const at = BigInt(month.asOf);
  const parts = new Map();
  const add = (key, minor) => parts.set(key, (parts.get(key) ?? 0n) + minor);
  for (const plan of month.plans) {
    if (plan.source === 'CostManagement' || plan.source === 'FocusExport') {
      const rows = database.costs.filter(c => c.plan === plan.id && c.month === month.month && c.from <= at && c.to > at
        && c.source === (plan.source === 'CostManagement' ? 1 : 2));
      same('plan as the database says', `${where} ${plan.id}`, totals(rows), told(plan));
    }
    for (const { currency, minor } of plan.amounts) {
      const split = shares(minor, staysOf(database, plan.id, month.month, at), month.month, at);
      for (const [id, part] of split) add(`${id} ${currency}`, part);
      if (split.size === 0) add(`unallocated ${currency}`, minor);
    }
  }
  const found = new Map(month.by.app.filter(g => g.amount).map(g => [`${g.unallocated ? 'unallocated' : g.value} ${g.amount.currency}`, g.amount.minor]));
  for (const key of new Set([...parts.keys(), ...found.keys()])) {
    same('app\'s part', `${where} ${key}`, String(parts.get(key) ?? ''), String(found.get(key) ?? ''));
  }
}

// Each plan on its own: the parts of its apps, and its months, which the lists of those months tell as well.
function comparePlanPages(months, month, database, same) {
  const listed = new Map(months.filter(m => !m.at).map(m => [m.month, new Map(m.plans.map(p => [p.id, p]))]));
  for (const { id, apps, costs } of month.details) {
    const plan = listed.get(month.month).get(id);
    for (const { currency, minor } of plan?.amounts ?? []) {
      const split = shares(minor, staysOf(database, id, month.month, BigInt(month.asOf)), month.month, BigInt(month.asOf));
      const text = parts => [...parts].map(([app, part]) => `${app.slice(app.indexOf('/sites/'))} ${part}`).sort().join(', ');
      same('plan\'s own parts', `${month.month} ${id}`, text(split), text(apps.filter(a => a.amount.currency === currency).map(a => [a.id, a.amount.minor])));
    }
    const own = new Map(costs.map(c => [c.month, c]));
    for (const [name, plans] of listed) {
      if (name <= month.month) same('plan\'s own months', `${name} ${id}`, plans.has(id) ? told(plans.get(id)) : '', own.has(name) ? told(own.get(name)) : '');
    }
  }
}

function comparePages(month, where, same) {
  same('page of costs', where, totals(month.sums), totals(month.tile));
  const plans = new Map(month.plans.map(p => [p.id, p]));
  same('rows of the page of plans', where, String(Math.min(50, month.plans.length)), String(month.rows.length));
  for (const row of month.rows) {
    const plan = plans.get(row.id);
    same('plan on its page', `${where} ${row.id}`, plan ? told(plan) || plan.source || 'none' : 'no such plan', totals(row.amounts) || (row.unknown ? 'Unknown' : 'none'));
  }
  if (!month.filtered) return;
  const { query, group, sums, tile } = month.filtered;
  same('filter and group', `${where} ${query}`, totals(group), totals(sums));
  same('filter on the page', `${where} ${query}`, totals(sums), totals(tile));
}
