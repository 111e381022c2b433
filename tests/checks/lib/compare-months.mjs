// Compares sealed months with what the history says by queries of our own, and the seals with hashes that we take ourselves.
import crypto from 'node:crypto';
import { expectMonth, uncompared } from './month-figures.mjs';
import { figuresOf } from './month-names.mjs';

export const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), crypto.createHash('sha256')).digest('hex');

/** What was compared, by the first words of its name, and a line for everything that differs. */
export class Comparison {
  compared = 0;
  kinds = {};
  skipped = {};
  differences = [];

  /** One figure or fact. */
  same(where, name, expected, found) {
    this.compared++;
    const kind = name.split('.').slice(0, name.startsWith('kpis.') ? 2 : 1).join('.');
    this.kinds[kind] = (this.kinds[kind] ?? 0) + 1;
    if (expected !== found) this.differences.push(`${where} ${name}: ${JSON.stringify(expected) ?? 'no such figure'} expected, ${JSON.stringify(found) ?? 'no such figure'} found`);
  }

  /** Adds another one to this. */
  with(other) {
    this.compared += other.compared;
    for (const of of ['kinds', 'skipped']) for (const [name, n] of Object.entries(other[of])) this[of][name] = (this[of][name] ?? 0) + n;
    this.differences.push(...other.differences);
    return this;
  }
}

/** Compares the figures of a sealed text with those that were worked out: a name that only one of the two knows is a difference. */
export function compareFigures({ expected, locked, span }, text) {
  const result = new Comparison(), found = figuresOf(text);
  for (const name of new Set([...expected.keys(), ...found.keys()])) {
    const reason = uncompared.find(([pattern]) => pattern.test(name));
    if (reason && !expected.has(name)) result.skipped[reason[1]] = (result.skipped[reason[1]] ?? 0) + 1;
    else result.same(span.month, name, expected.get(name), found.get(name));
  }
  const told = [...found].filter(([name]) => /^unlock\.[A-Z]{3}\.(apps|unknownApps)$/.test(name)).reduce((sum, [, n]) => sum + n, 0);
  result.same(span.month, 'unlock: apps on tiers that cannot', locked, told);
  return result;
}

/** All sealed months of a database against its history as it is now. */
export async function compareHistory(history, months) {
  const result = new Comparison();
  for (const { month, text } of months) result.with(compareFigures(await expectMonth(history, month), text));
  return result;
}

/** The rows of sealed months and the audit entries of their sealing, past the program. */
export async function readSeals(ask) {
  const hex = column => ask.sqlite ? `lower(hex(${column}))` : `encode(${column}, 'hex')`;
  const rows = await ask('SELECT "Month", "Hash", CAST("SealedAt" AS TEXT), "Figures" FROM "SealedMonths" ORDER BY "Month"');
  const entries = await ask(`SELECT "Seq", "SubjectId", ${hex('"PrevHash"')}, ${hex('"Hash"')}, "Content" FROM "AuditTrail" WHERE "Action" = 'month.sealed' ORDER BY "Seq"`);
  const signs = await ask('SELECT "Seq", "SubjectId", "Content" FROM "AuditTrail" WHERE "Action" = \'month.signed\' ORDER BY "Seq"');
  return rows.map(([number, hash, sealedAt, text]) => {
    const month = `${number.slice(0, 4)}-${number.slice(4)}`;
    const own = entries.filter(([, subject]) => subject === month).map(([seq, , before, after, content]) => ({ seq: Number(seq), before, hash: after, content }));
    const signed = signs.filter(([, subject]) => subject === month).map(([seq, , content]) => ({ seq: Number(seq), ...JSON.parse(content) }));
    return { month, hash, sealedAt: Number(sealedAt), text, entries: own, signed };
  });
}

/** Hashes of texts, entries and anchor, each taken anew; and the canonical form, which is the same when it is written again. */
export function compareSeals(seals, anchor) {
  const result = new Comparison();
  for (const { month, hash, sealedAt, text, entries } of seals) {
    const same = (name, expected, found) => result.same(month, `seal.${name}`, expected, found);
    same('canonical', canonical(JSON.parse(text)), text);
    same('hash', sha256(text), hash);
    same('entries', 1, entries.length);
    const [entry] = entries;
    const content = JSON.parse(entry.content), details = Object.fromEntries(content.details);
    same('hash in the trail', hash, details.hash);
    same('completeness in the trail', JSON.parse(text).completeness, details.completeness);
    same('run in the trail', String(JSON.parse(text).sealingRun ?? 'none'), details.run);
    same('time in the trail', String(sealedAt), details.sealedAt);
    same('hash of the entry', sha256(Buffer.from(entry.before, 'hex'), entry.content), entry.hash);
    same('anchor', entry.hash, anchor.get(entry.seq));
  }
  return result;
}

const canonical = value => Array.isArray(value) ? `[${value.map(canonical).join(',')}]`
  : value !== null && typeof value === 'object' ? `{${Object.keys(value).sort().map(k => `${JSON.stringify(k)}:${canonical(value[k])}`).join(',')}}` : JSON.stringify(value);

/** The lines of an anchor file: hash by number. */
export const readAnchor = text => new Map(text.split('\n').filter(l => l !== '').map(l => l.split(' ')).map(([seq, hash]) => [Number(seq), hash]));

// Which figure each field of the list is a copy of.
const listed = {
  month: 'month', completeness: 'completeness', whole: 'quality.whole', coveragePercent: 'kpis.coverage.value', coverageChange: 'kpis.coverage.change',
  targetPercent: 'kpis.coverage.target', withExceptionsPercent: 'posture.withExceptionsPercent', medianDays: 'kpis.timeToRemediate.value',
  openFindings: 'remediation.open', overdueFindings: 'remediation.overdue', activeExceptions: 'exceptions.active', better: 'moves.better', worse: 'moves.worse',
  preliminary: 'costPlans.preliminary', ruleSetVersion: 'ruleSetVersion', sealingRun: 'sealingRun',
};

/** What the API says of sealed months against what is in the database: the list, each month, and its text to the byte. */
export function compareAnswers(seals, list, details) {
  const result = new Comparison();
  result.same('list', 'api.total', seals.length, list.total);
  result.same('list', 'api.months', seals.map(s => s.month).reverse().join(), list.items.map(i => i.month).join());
  for (const seal of seals) {
    const figures = figuresOf(seal.text), item = list.items.find(i => i.month === seal.month) ?? {}, detail = details.get(seal.month);
    const same = (name, expected, found) => result.same(seal.month, `api.${name}`, expected, found);
    for (const field of Object.keys(item)) {
      if (field === 'signOffs') {
        const told = item[field].map(s => ({ ...s, at: Date.parse(s.at) }));
        same('list.signOffs', JSON.stringify(seal.signed.map(signOff)), JSON.stringify(told));
        for (const { details } of seal.signed) same('signed hash', seal.hash, Object.fromEntries(details).hash);
        continue;
      }
      const own = { hash: seal.hash, sealedAt: seal.sealedAt, sealedBy: 'schedule', auditSeq: seal.entries[0].seq, auditHash: seal.entries[0].hash };
      const expected = field in own ? own[field] : figures.get(listed[field]);
      same(`list.${field}`, expected, field === 'sealedAt' ? Date.parse(item[field]) : item[field]);
    }
    same('snapshot is the one of the list', JSON.stringify(item), JSON.stringify(detail.snapshot));
    same('content', seal.text, detail.content);
    // Moments are told without closing zeros there, and a figure that is null may be left out.
    const told = figuresOf(JSON.stringify(detail.figures));
    for (const [name, value] of figures) same(`figures.${name}`, moment(value) ?? value, moment(told.get(name)) ?? told.get(name) ?? null);
    for (const name of told.keys()) if (!figures.has(name)) same(`figures.${name}`, undefined, told.get(name));
    for (const sentence of detail.summary)
      for (const name of sentence.figures) same('a sentence names a figure', true, figures.has(name));
  }
  return result;
}

const signOff = e => ({ by: e.actor.name, roles: e.actor.roles, at: e.at, comment: Object.fromEntries(e.details).comment, auditSeq: e.seq });

const moment = value => typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : null;

/** What the API says to have moved since against the same months worked out with what is known of costs at a moment. */
export async function compareRestatements(history, seals, details, knownAt) {
  const result = new Comparison();
  for (const { month, text } of seals) {
    const { expected } = await expectMonth(history, month, knownAt);
    const figures = figuresOf(text), told = new Map(details.get(month).restatement.map(r => [r.name, r]));
    for (const name of new Set([...expected.keys(), ...figures.keys()])) {
      if (name === 'knownAt' || !expected.has(name) && uncompared.some(([pattern]) => pattern.test(name))) continue;
      const one = told.get(name);
      told.delete(name);
      result.same(month, `restated.${name}`, expected.get(name) ?? null, one ? one.now ?? null : figures.get(name) ?? null);
      if (!one) continue;
      result.same(month, `restated from.${name}`, figures.get(name) ?? null, one.sealed ?? null);
      result.same(month, `restated as expected.${name}`, true, one.expected);
    }
    for (const name of told.keys()) result.same(month, `restated.${name}`, undefined, told.get(name).now);
  }
  return result;
}
