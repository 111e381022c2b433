// Matches the events that the program tells with what happened, one to one. What is told and did not happen is left over, and
// so is what happened and is not told; what is told twice is left over once.

const same = (a, b) => a.toLowerCase() === b.toLowerCase();
const when = moment => new Date(moment).toISOString();

/** Every event, of which each can be taken once. */
function ledger(events) {
  const left = events.map(e => ({ ...e, id: e.resourceId.toLowerCase(), run: Date.parse(e.recordedAt), at: Date.parse(e.occurredAt) }));
  return {
    take(fits) {
      const i = left.findIndex(fits);
      return i < 0 ? null : left.splice(i, 1)[0];
    },
    has: fits => left.some(fits),
    left,
  };
}

/**
 * Compares. `check(kind, right, text)` hears of each comparison, `late(reason)` of each record that was rightly not told by the
 * run that saw its change.
 */
export function compareEvents(apps, events, check, late) {
  const book = ledger(events);
  for (const app of apps) new Matching(app, book, check, late).run();
  for (const e of book.left) {
    check('invented event', false, `${e.resourceId} ${e.kind} ${when(e.at)} ${e.verdictBefore} → ${e.verdictAfter} by ${e.changedBy}, `
      + `record ${e.changeId ? e.changeId.split('/').pop() : 'none'}, told by the run of ${when(e.run)}: nothing of the kind happened, or it was told before`);
  }
}

class Matching {
  constructor(app, book, check, late) {
    Object.assign(this, { app, book, check, late, id: app.id.toLowerCase() });
  }

  run() {
    const sightings = this.app.story.filter(s => s.step === 'seen');
    // Records first: by them a change has its own time and author. The rest is what no record explains.
    this.toldByRun = new Map();
    for (const [i, step] of sightings.entries()) {
      for (const record of step.records) this.record(record, step, sightings.slice(i));
    }

    for (const step of this.app.story) this[step.step](step);
  }

  record(record, step, sightings) {
    const due = dueRuns(record, sightings);
    const e = this.book.take(x => x.id === this.id && x.changeId && same(x.changeId, record.changeId) && due.runs.includes(x.run));
    const text = `${this.app.id} ${when(record.at)} ${record.verdictBefore} → ${record.verdictAfter} by ${record.changedBy}`;
    if (e === null) {
      if (due.mayBeLost) this.late(due.mayBeLost);
      else this.check('recorded change', false, `${text}: not told by the run of ${due.runs.map(when).join(' or ')}`);
      return;
    }

    if (e.run !== step.run) this.late(due.reason);
    const clean = step.silent.length === 0 && step.records.every(r => r.visible <= step.run) && e.run === step.run;
    const kinds = [record.operation?.endsWith('slotsswap/action') ? 'Swapped' : 'Changed'].concat(clean ? [] : ['Attributed']);
    this.check('author and time', e.exact && e.at === record.at && e.changedBy === record.changedBy && e.changedByType === record.changedByType
      && e.clientType === record.clientType && e.operation === record.operation, `${text}: told as ${when(e.at)} by ${e.changedBy}, ${e.operation}`);
    this.check('recorded change', kinds.includes(e.kind) && pairs(e, record, step, clean), `${text}: told as ${show(e)}`);
    if (e.kind !== 'Attributed') this.toldByRun.set(e.run, [...(this.toldByRun.get(e.run) ?? []), { ...record, told: e }]);
  }

  appeared(step) { this.begins('Appeared', step); }

  recreated(step) { this.begins('Recreated', step); }

  begins(kind, step) {
    // The first run is the baseline and tells nothing.
    if (step.since === null) return;
    const e = this.one(kind, step);
    if (e === null) return;
    const { record } = step;
    const visible = record !== null && record.visible <= step.run;
    this.explained(kind, e, step, visible ? [record] : [], visible && record.at > step.since);
    this.check(kind, e.verdictBefore === null && e.verdictAfter === step.after, `${this.app.id}: ${step.after} expected, told as ${show(e)}`);
  }

  seen(step) {
    const told = (this.toldByRun.get(step.run) ?? []).sort((a, b) => a.at - b.at);
    if (step.moved) this.moves(step, told);
    else if (step.stale.stale) this.returns(step, told);
    else if (step.differs && told.length === 0) {
      const e = this.one('Changed', step, x => x.changeId === null);
      if (e === null) return;
      this.explained('change without a record', e, step, [], false);
      this.check('change without a record', e.verdictBefore === step.before && e.verdictAfter === step.after,
        `${this.app.id} ${when(step.run)}: ${step.before} → ${step.after} expected, told as ${show(e)}`);
    }
  }

  moves(step, told) {
    const e = this.one('Moved', step);
    if (e === null) return;
    const visible = step.moved.records.filter(r => r.visible <= step.run);
    this.explained('Moved', e, step, visible, visible.length > 0);
    // What records tell is not the mover's doing.
    const before = step.stale.stale ? step.stale.verdict : step.before;
    const others = told.some(r => r.verdictBefore !== r.verdictAfter);
    const unsure = others && (step.silent.length > 0 || step.records.some(r => r.visible > step.run));
    const right = unsure || (others ? e.verdictBefore === e.verdictAfter : e.verdictBefore === before && e.verdictAfter === step.after);
    this.check('Moved', right && same(e.formerResourceId ?? '', step.moved.from),
      `${step.moved.from} → ${step.moved.to}: ${before} → ${step.after} expected${others ? ' from others' : ''}, told as ${show(e)} from ${e.formerResourceId}`);
  }

  returns(step, told) {
    const e = this.one('Returned', step);
    if (e === null) return;
    this.explained('Returned', e, step, [], false);
    const clean = step.silent.length === 0 && step.records.every(r => r.visible <= step.run);
    const after = [told.length > 0 ? told[0].verdictBefore : step.after].concat(clean ? [] : [step.before, step.after, ...step.records.map(r => r.verdictBefore)]);
    this.check('Returned', e.verdictBefore === step.stale.verdict && after.includes(e.verdictAfter),
      `${this.app.id} ${when(step.run)}: ${step.stale.verdict} → ${after[0]} expected, told as ${show(e)}`);
  }

  stale(step) { this.atRunTime('BecameStale', step, step.after); }

  expired(step) { this.atRunTime('Expired', step, step.after); }

  retired(step) { this.atRunTime('ScopeRetired', step, null); }

  gone(step) {
    const e = this.one('Decommissioned', step);
    if (e === null) return;
    const visible = step.record !== null && step.record.visible <= step.run && step.record.at >= step.run - 14 * 86_400_000;
    this.explained('Decommissioned', e, step, visible ? [step.record] : [], visible);
    this.check('Decommissioned', e.verdictBefore === step.before && e.verdictAfter === null, `${this.app.id}: ${step.before} expected, told as ${show(e)}`);
  }

  atRunTime(kind, step, after) {
    const e = this.one(kind, step);
    if (e === null) return;
    this.explained(kind, e, step, [], false);
    this.check(kind, e.verdictBefore === step.before && e.verdictAfter === after,
      `${this.app.id} ${when(step.run)}: ${step.before} → ${after} expected, told as ${show(e)}`);
  }

  /** The one event of a kind that a run must tell of this app; null, and said, where it does not. */
  one(kind, step, fits = () => true) {
    const e = this.book.take(x => x.id === this.id && x.run === step.run && x.kind === kind && fits(x));
    if (e === null) this.check(kind === 'Changed' ? 'change without a record' : kind, false, `${this.app.id}: not told by the run of ${when(step.run)}`);
    return e;
  }

  /** Whether when and by whom are those of one of the records, or of the run where none is needed. */
  explained(label, e, step, records, needed) {
    const by = records.find(r => e.changeId && same(r.changeId, e.changeId));
    const right = by
      ? e.exact && e.at === by.at && e.changedBy === by.changedBy && e.changedByType === by.changedByType && e.clientType === by.clientType && e.operation === by.operation
      : !needed && !e.exact && e.changeId === null && e.changedBy === null && e.at === step.run;
    this.check('author and time', right, `${this.app.id} ${label}: told as ${when(e.at)} by ${e.changedBy}; ${records.length > 0
      ? records.map(r => `${when(r.at)} by ${r.changedBy}`).join(' or ') : `${when(step.run)} by nobody known`} expected`);
  }
}

const show = e => `${e.kind} ${e.verdictBefore} → ${e.verdictAfter}`;

// The verdicts of a record's event: those of the change itself. Where something in the same gap cannot be seen (yet), it may
// be known only how the whole gap began and ended.
function pairs(e, record, step, clean) {
  const right = (before, after) => e.verdictBefore === before && e.verdictAfter === after;
  if (e.kind === 'Attributed') return right(null, null);
  return right(record.verdictBefore, record.verdictAfter) || (!clean && (right(null, null) || right(step.before, step.after)));
}

// The runs that may tell of a record: the first one that can read it. One that sees the app already changed again, by what it
// cannot read, may leave it to the next.
function dueRuns(record, sightings) {
  const runs = [];
  let reason = record.visible > sightings[0].run ? 'its record was not readable yet' : null;
  for (const [i, { run }] of sightings.entries()) {
    if (record.visible > run) continue;
    runs.push(run);
    const hidden = sightings.slice(0, i + 1).flatMap(s => [...s.silent, ...s.records.filter(r => r.visible > run)]);
    const overtaken = hidden.some(o => Date.parse(o.at) > record.at || o.at > record.at ? o.properties.some(p => record.properties.includes(p)) : false);
    if (!overtaken) return { runs, reason, mayBeLost: null };
    reason ??= 'the same setting had changed again, by what was not readable';
  }

  return { runs, reason, mayBeLost: runs.length === 0 ? 'no later run saw the app' : reason };
}
