// The findings that the history must have, worked out from the simulator's truth and from which run saw which app: detected, ended,
// how, and at what time. Where Azure's record of the turn can be read, its time must be told; where something in the same gap cannot
// be read, it may be told or not.
import { FAILS, NOT_ASKED, UNKNOWN, standings } from './finding-rules.mjs';

const DAY = 86_400_000;
const FEED_KEPT = 14 * DAY;
const ms = text => text === null || text === undefined ? null : Date.parse(text);
const covers = (stretch, at) => (stretch.from === null || ms(stretch.from) <= at) && (stretch.to === null || at < ms(stretch.to));
const at = (stretches, moment) => stretches.find(s => covers(s, moment));
const isSwap = change => change.operation?.endsWith('slotsswap/action') ?? false;
const SILENT = /^config\/web|by ARM only/;

const standingAt = (life, moment) => standings(at(life.facts, moment).value, at(life.verdicts, moment).verdict);

/** The findings of apps as `expect` of expected-history.mjs found them. */
export function expectFindings(apps, firstRun) {
  return apps.flatMap(app => findingsOf(app, firstRun));
}

function findingsOf(app, firstRun) {
  const all = [];
  const open = new Map();
  let before = null;
  for (const sighting of app.sightings) {
    const now = standingAt(sighting.life, sighting.run);
    for (const [rule, standing] of Object.entries(now)) {
      const finding = open.get(rule);
      if (standing === FAILS && !finding) {
        const occurred = sighting.run === firstRun ? [null] : began(app, before, sighting, rule);
        const next = { id: app.id, rule, detected: sighting.run, occurred, baseline: sighting.run === firstRun, end: null };
        open.set(rule, next);
        all.push(next);
      } else if (finding && standing !== FAILS && standing !== UNKNOWN) {
        finding.end = { seen: sighting.run, ways: ways(standing, turns(before, sighting, rule), sighting.run) };
        open.delete(rule);
      }
    }
    before = sighting;
  }

  const last = app.story.at(-1);
  if (last?.step === 'gone') {
    const told = last.record !== null && last.record.visible <= last.run && last.record.at >= last.run - FEED_KEPT;
    for (const finding of open.values())
      finding.end = { seen: last.run, ways: [{ kind: 'Decommissioned', at: told ? last.record.at : last.run, exact: told }] };
  }
  if (last?.step === 'retired') {
    for (const finding of open.values()) finding.end = { seen: last.run, ways: [{ kind: 'OutOfScope', at: last.run, exact: false }] };
  }
  return all;
}

// Each way in which an end may rightly be told.
function ways(standing, told, run) {
  return told.map(turn => ({
    kind: standing === NOT_ASKED ? 'OutOfScope' : turn?.swap ? 'Swapped' : 'Remediated', at: turn?.at ?? run, exact: turn !== null,
  }));
}

// The moments at which a failure may be told to have begun; null where none is known.
function began(app, before, sighting, rule) {
  if (before !== null) return turns(before, sighting, rule).map(t => t?.at ?? null);
  const created = app.story[0].record;
  if (created === null || created.visible > sighting.run || created.at < sighting.run - FEED_KEPT) return [null];
  const gap = read(sighting.life, created.at, sighting.run, rule);
  return gap.turn === null ? [created.at] : gap.sure ? [gap.turn.at] : [gap.turn.at, created.at, null];
}

// By which recorded change a rule turned last between two sightings; null for "not known". Two answers where both are right.
function turns(before, sighting, rule) {
  if (before.life !== sighting.life) return [null];
  const gap = read(sighting.life, before.run, sighting.run, rule);
  return gap.turn === null ? [null] : gap.sure ? [gap.turn] : [gap.turn, null];
}

function read(life, from, to, rule) {
  const moments = [...new Set([...life.facts, ...life.verdicts].map(s => ms(s.from)).filter(t => t !== null && t > from && t <= to))].sort((a, b) => a - b);
  let last = standingAt(life, from)[rule], turned = null;
  for (const moment of moments) {
    const next = standingAt(life, moment)[rule];
    if (next !== UNKNOWN && (next === FAILS) !== (last === FAILS)) turned = moment;
    if (next !== UNKNOWN) last = next;
  }
  const changes = life.changes.filter(c => ms(c.at) > from && ms(c.at) <= to);
  const readable = c => c.inFeed && ms(c.visibleFrom) <= to && ms(c.at) >= to - FEED_KEPT;
  const records = changes.filter(c => ms(c.at) === turned && readable(c));
  if (turned === null || records.length === 0) return { turn: null, sure: true };
  // A slot is compared with its app, whose changes are recorded elsewhere; paths that only ARM shows leave their rules unknown.
  const facts = at(life.facts, to).value;
  const clean = changes.every(c => readable(c) && !c.properties.some(p => SILENT.test(p)));
  const sure = clean && rule !== 'MTLS010' && !facts.exclusionsByArmOnly;
  return { turn: { at: turned, swap: records.some(isSwap) }, sure };
}
