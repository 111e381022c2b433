// Untruths about costs, each of which a comparison with the truth must see. Each gets a copy of what was read, to spoil.

const last = data => data.months.filter(m => m.plans.some(p => p.source === 'CostManagement' && !p.preliminary)).at(-1);
const billed = month => month.plans.find(p => p.source === 'CostManagement' && p.amounts[0].minor > 0n);
const shared = (month, besides) => month.by.app.filter(g => !g.unallocated && g.amount?.minor > 0n && g !== besides);
const spoil = (amounts, by = 1n) => amounts.map((a, i) => i === 0 ? { ...a, minor: a.minor + by } : a);

/** Each a name and a function that makes the untrue data out of a copy of the true one. */
export const lies = [
  ['a plan dearer by a minor unit', d => { const p = billed(last(d)); p.amounts = spoil(p.amounts); }],
  ['a plan in another currency', d => { const p = billed(last(d)); p.amounts = p.amounts.map(a => ({ ...a, currency: a.currency === 'EUR' ? 'USD' : 'EUR' })); }],
  ['a plan that was billed kept quiet', d => { const m = last(d); m.plans = m.plans.filter(p => p !== billed(m)); }],
  ['a plan that nobody bills', d => { const m = last(d); m.plans.push({ ...billed(m), id: `${billed(m).id}-2` }); }],
  ['an estimate called the source\'s', d => { last(d).plans.find(p => p.source === 'ListPrice').source = 'CostManagement'; }],
  ['the source\'s amount called an estimate', d => { billed(last(d)).source = 'ListPrice'; }],
  ['a final month read too early', d => { const m = last(d); billed(m).readAt = Date.parse(`${m.month}-20T00:00:00Z`); }],
  ['a preliminary month called final', d => { const p = d.months.flatMap(m => m.plans).find(x => x.preliminary && x.source === 'CostManagement'); p.preliminary = false; }],
  ['an unknown cost of 0', d => { const p = d.months.flatMap(m => m.plans).find(x => x.source === 'Unknown'); p.cost = '0'; p.amounts = [{ currency: 'USD', minor: 0n }]; }],
  ['two currencies added', d => { const [a, b] = last(d).sums; last(d).sums = [{ ...a, minor: a.minor + b.minor }, ...last(d).sums.slice(2)]; }],
  ['a minor unit moved between two apps', d => { const a = shared(last(d))[0]; a.amount.minor++; shared(last(d), a).find(g => g.amount.currency === a.amount.currency).amount.minor--; }],
  ['a part given to nobody', d => { const m = last(d); m.by.app = m.by.app.filter(g => g !== shared(m)[0]); }],
  ['a tier without its last minor unit', d => { last(d).by.tier.find(g => g.amount).amount.minor--; }],
  ['a cost centre told twice', d => { const m = last(d); m.by.costCentre.push({ ...m.by.costCentre.find(g => g.amount?.minor > 0n) }); }],
  ['a plan whose own month is another', d => { const own = d.months.find(m => m.details).details.find(x => x.costs.at(-1)?.amounts.length); const cost = own.costs.at(-1); cost.amounts = spoil(cost.amounts); }],
  ['a plan without one of its apps', d => { const own = d.months.find(m => m.details).details.find(x => x.apps.length > 1); own.apps = own.apps.slice(1); }],
  ['another amount in the database', d => { const p = billed(last(d)); d.database.costs.filter(c => c.plan === p.id && c.month === last(d).month).forEach(c => { c.minor++; }); }],
  ['another amount on the page of costs', d => { last(d).tile = spoil(last(d).tile); }],
  ['another amount on the page of plans', d => { const row = last(d).rows.find(r => r.amounts.length); row.amounts = spoil(row.amounts); }],
  ['a page that leaves the filter out', d => { last(d).filtered.tile = last(d).tile; }],
];
