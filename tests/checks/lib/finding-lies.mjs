// Untruths about findings, each of which a comparison with the truth must see.
const replace = (findings, old, now) => findings.map(f => f === old ? { ...f, ...now } : f);
const ended = (findings, kind) => findings.find(f => f.end === kind && f.headline) ?? findings.find(f => f.end === kind);
const standing = findings => findings.find(f => f.end === null && f.headline);
const later = text => new Date(Date.parse(text) + 1000).toISOString();

/** Each a name and a function that makes the untrue list out of the true one. */
export const lies = [
  ['an open finding kept quiet', f => f.filter(x => x !== standing(f))],
  ['an open finding called remediated', f => replace(f, standing(f), { end: 'Remediated', ended: f[0].detected, endExact: false, endSeen: f[0].detected })],
  ['a decommission called a remediation', f => replace(f, ended(f, 'Decommissioned'), { end: 'Remediated' })],
  ['an app out of scope called remediated', f => replace(f, ended(f, 'OutOfScope'), { end: 'Remediated' })],
  ['a remediation a second later', f => replace(f, ended(f, 'Remediated'), { ended: later(ended(f, 'Remediated').ended) })],
  ['a time called exact that is not', f => replace(f, f.find(x => x.end !== null && !x.endExact), { endExact: true })],
  ['an ended finding that still stands', f => replace(f, ended(f, 'Remediated'), { end: null, ended: null, endExact: null, endSeen: null })],
  ['a finding that nobody saw', f => [...f, { ...f[0], detected: later(f[0].detected) }]],
  ['a finding told twice', f => [...f, { ...f[0] }]],
  ['a late finding called baseline', f => replace(f, f.find(x => !x.baseline), { baseline: true })],
];
