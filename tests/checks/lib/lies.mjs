// Untruths about the estate, each of which a comparison with its truth must see.

const isRecorded = e => e.changeId !== null && e.kind === 'Changed';
const drifted = events => events.find(e => isRecorded(e) && e.verdictBefore !== e.verdictAfter);
const another = (events, e) => events.find(o => isRecorded(o) && o.changedBy !== e.changedBy);
const replace = (events, old, now) => events.map(e => e === old ? { ...e, ...now } : e);

/** Each a name and a function that makes the untrue list out of the true one. */
export const lies = [
  ['a change without a record that never was', events => [...events, { ...drifted(events), kind: 'Changed', changeId: null, exact: false,
    occurredAt: drifted(events).recordedAt, changedBy: null, changedByType: null, clientType: null, operation: null }]],
  ['a change with a record that Azure does not have', events => [...events, { ...drifted(events), changeId: `${drifted(events).changeId}0` }]],
  ['a change told twice', events => [...events, { ...drifted(events) }]],
  ['a change told again later by another run', events => [...events,
    { ...drifted(events), kind: 'Attributed', verdictBefore: null, verdictAfter: null, recordedAt: events[0].recordedAt }]],
  ['a change put down to somebody else', events => replace(events, drifted(events), { changedBy: another(events, drifted(events)).changedBy })],
  ['a change at another time', events => replace(events, drifted(events), { occurredAt: drifted(events).recordedAt })],
  ['a change kept quiet', events => events.filter(e => e !== drifted(events))],
  ['a drift called a repair', events => replace(events, drifted(events), { verdictBefore: drifted(events).verdictAfter, verdictAfter: drifted(events).verdictBefore })],
  ['an end that nobody proved', events => [...events, { ...events.find(e => e.kind === 'Decommissioned'), resourceId: drifted(events).resourceId }]],
];
