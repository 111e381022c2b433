// The rules by the words of the domain, for what the simulated estate can have: what each says of an app as it really was.

/** A finding's side of a rule: it fails, it passes, it is not asked, or what it needs cannot be read. */
export const [FAILS, PASSES, NOT_ASKED, UNKNOWN] = ['fails', 'passes', 'not asked', 'unknown'];

export const HEADLINE = ['MTLS001', 'MTLS002', 'MTLS003', 'MTLS004', 'MTLS005'];
const OF_EVERY_APP = ['MTLS011', 'MTLS012', 'MTLS013'];

const entries = text => text.split(/[,;]/).map(e => e.trim()).filter(e => e !== '');
const rank = verdict => verdict === 'Enforced' ? 2 : verdict === 'Gaps' ? 1 : 0;
const failsIf = fails => fails ? FAILS : PASSES;

function mode(f) {
  if (!f.clientCertEnabled) return 'Ignore';
  const known = { REQUIRED: 'Require', OPTIONAL: 'Optional', OPTIONALINTERACTIVEUSER: 'OptionalInteractiveUser' };
  return known[f.mode?.trim().toUpperCase()] ?? 'Unknown';
}

/** The standing of every rule on an app with these facts and this verdict. */
export function standings(f, verdict) {
  const results = evaluate(f, verdict);
  return Object.fromEntries(Object.entries(results).map(([rule, result]) =>
    [rule, !f.applicable || (f.inScope !== true && !OF_EVERY_APP.includes(rule)) ? NOT_ASKED : result]));
}

function evaluate(f, verdict) {
  const m = mode(f), unsupported = ['Free', 'Shared'].includes(f.tier);
  const open = [...entries(f.exclusions), ...entries(f.exclusionEndPoints)];
  // What only ARM shows is read where it decides a verdict.
  const pathsRead = !f.exclusionsByArmOnly || m === 'Require' || (m === 'Unknown' && f.modeAbsent);
  const readable = pathsRead ? open : entries(f.exclusionEndPoints);
  const onMode = fails => unsupported ? NOT_ASKED : m === 'Unknown' ? UNKNOWN : failsIf(fails);
  return {
    MTLS001: onMode(m === 'Ignore'),
    MTLS002: onMode(m.startsWith('Optional')),
    MTLS003: readable.length > 0 ? FAILS : pathsRead ? PASSES : UNKNOWN,
    MTLS004: unsupported ? NOT_ASKED : f.httpsOnly === null ? UNKNOWN : failsIf(!f.httpsOnly),
    MTLS005: failsIf(unsupported),
    MTLS006: renegotiation(f, m, readable, pathsRead),
    MTLS007: m === 'Unknown' ? UNKNOWN : m !== 'Require' ? NOT_ASKED : failsIf(f.http20),
    MTLS009: failsIf(['1.0', '1.1'].includes(f.minTls)),
    MTLS010: f.productionVerdict === null ? NOT_ASKED : failsIf(rank(verdict) < rank(f.productionVerdict)),
    MTLS011: failsIf(!f.sensitivityIsValid),
    MTLS012: failsIf(!f.hasOwner),
    MTLS013: failsIf(f.tier !== f.siteTier || m === 'Unknown' || f.httpsOnly === null || !pathsRead),
  };
}

function renegotiation(f, m, readable, pathsRead) {
  const needed = m === 'OptionalInteractiveUser' || readable.length > 0;
  const perhaps = needed || !pathsRead || m === 'Unknown';
  if (!perhaps || !(f.http20 || f.minTls === '1.3')) return PASSES;
  return needed ? FAILS : UNKNOWN;
}
