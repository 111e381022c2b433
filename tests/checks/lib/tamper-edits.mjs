// What somebody with all rights on the database can do to what was audited, in plain SQL. See ../tamper.sh.
// An edit is { what, columns, sql, names, only, anchor }: the columns that it changes, the statements, and the patterns that the words of
// `verify` have to match, one for each edit where there are several in one copy. Where `only` is given, no other exception may be named.
// `anchor` changes the lines of the anchor file.
import crypto from 'node:crypto';

/** The tables whose every column has to be changed by some edit, and the columns that carry nothing of what was audited. */
export const protectedTables = {
  AuditTrail: [], AuditHead: [], Exceptions: [], ExceptionCovers: [], ExceptionEvents: [], FindingNotes: [],
  // The number of a row that no page shows and no order hangs on.
  Assumptions: ['Id'], ExceptionRevision: ['Id'],
};

const enums = { Treatment: 2, Severity: 4, Decision: 4, Ending: 6, Step: 7, Kind: 3 };
const manyAtOnce = 18; // verify shows 20 findings of a check
const rowsOfAColumn = 4;

/** The same numbers for the same seed (mulberry32). */
export function random(seed) {
  let state = seed >>> 0;
  return below => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}

const text = value => `'${value.replaceAll("'", "''")}'`;
/** A database as the edits see it: its rows, and how it writes bytes. */
export class Target {
  constructor(name, read, seed) {
    Object.assign(this, { name, read, pick: random(seed), sqlite: name === 'SQLite' });
  }

  /** A text from the database byte by byte, however it looks. */
  async texts(sql) {
    const as = column => this.sqlite ? `hex(${column})` : `encode(convert_to(${column}::text, 'UTF8'), 'hex')`;
    const [columns, rest] = sql;
    const found = await this.read(`SELECT ${columns.map(c => `CASE WHEN ${c} IS NULL THEN '-' ELSE '+' || ${as(c)} END`).join(', ')} ${rest}`);
    return found.map(row => row.map(cell => cell === '-' ? null : Buffer.from(cell.slice(1), 'hex').toString('utf8')));
  }

  bytes(buffer) {
    return this.sqlite ? `X'${buffer.toString('hex')}'` : `'\\x${buffer.toString('hex')}'::bytea`;
  }

  async columns(table) {
    const found = await this.read(this.sqlite
      ? `SELECT name, type, "notnull" FROM pragma_table_info('${table}')`
      : `SELECT column_name, data_type, CASE is_nullable WHEN 'NO' THEN 1 ELSE 0 END FROM information_schema.columns WHERE table_schema = 'public' AND table_name = '${table}' ORDER BY ordinal_position`);
    const kind = type => /int/i.test(type) ? 'integer' : /text|char/i.test(type) ? 'text' : 'bytes';
    return found.map(([name, type, needed]) => ({ name, kind: kind(type), nullable: needed === '0' }));
  }

  /** Some of a list, in its order, by the seed. */
  some(list, most) {
    const left = [...list];
    while (left.length > most) left.splice(this.pick(left.length), 1);
    return left;
  }

  /** A list in another order, by the seed. */
  shuffled(list) {
    const left = [...list];
    return list.map(() => left.splice(this.pick(left.length), 1)[0]);
  }

  /** The text with one character replaced by another. */
  retyped(value) {
    if (value === null || value === '') return 'x';
    const characters = [...value];
    const at = this.pick(characters.length);
    const others = 'abcdefgh0123456789 .-_'.replace(characters[at], '');
    characters[at] = others[this.pick(others.length)];
    return characters.join('');
  }

  /** Another value for a cell that has this one, as SQL; `i` makes new numbers differ from each other. */
  other(column, value, i) {
    if (column.kind === 'text') return text(this.retyped(value));
    if (value === null) return column.kind === 'integer' ? '1' : this.bytes(Buffer.from([1]));
    if (enums[column.name]) return String((Number(value) + 1 + this.pick(enums[column.name] - 1)) % enums[column.name]);
    if (/Id$|^Seq$|^Revision$/.test(column.name)) return `"${column.name}" + ${(i + 1) * 100_000}`;
    // An open end is the largest number there is.
    return `"${column.name}" - ${[1, 1000, 86_400_000][this.pick(3)]}`;
  }
}

/**
 * Every column of a table, and every one that may be empty emptied, in some rows each. A copy of the database takes many such edits, each
 * in another row; so each is seen only where it is named by itself. `keys` tell a row, and `names` gives the pattern for it.
 */
async function everyColumn(target, table, keys, names, { number = null, skip = [], most = manyAtOnce } = {}) {
  const columns = (await target.columns(table)).filter(c => !skip.includes(c.name));
  const all = await target.texts([[...keys, ...columns.map(c => c.name)].map(c => `"${c}"`), `FROM "${table}" ORDER BY ${keys.map(k => `"${k}"`).join(', ')}`]);
  const packs = [];
  for (const [c, column] of columns.entries()) {
    for (const emptied of column.nullable ? [false, true] : [false]) {
      // A row that loses its key is named by the old one, and found under the new one as well.
      const key = keys.includes(column.name);
      const fit = target.shuffled(all.filter(row => !emptied || row[keys.length + c] !== null));
      for (const row of fit.slice(0, rowsOfAColumn)) {
        const name = String(names(row));
        let pack = packs.find(p => p.key === key && p.sql.length < most && !p.taken.has(name));
        if (!pack) packs.push(pack = { what: table, several: true, columns: [], key, taken: new Set(), sql: [], parts: [], names: [], only: number && !key ? [] : null });
        const where = keys.map((k, i) => `"${k}" = ${/^-?\d+$/.test(row[i]) ? row[i] : text(row[i])}`).join(' AND ');
        const value = emptied ? 'NULL' : target.other(column, row[keys.length + c], pack.sql.length);
        pack.taken.add(name);
        pack.columns.push(`${table}.${column.name}`);
        pack.parts.push(`${column.name} = ${value}`);
        pack.sql.push(`UPDATE "${table}" SET "${column.name}" = ${value} WHERE ${where};`);
        pack.names.push(names(row));
        pack.only?.push(number(row));
      }
    }
  }
  return packs;
}

/** Several edits of different rows in one copy: each is seen only where it is named by itself. */
const together = (what, edits) => ({
  what, columns: edits.flatMap(e => e.columns), sql: edits.flatMap(e => e.sql), names: edits.flatMap(e => e.names), several: true,
  parts: edits.flatMap(e => e.parts ?? e.names.map(() => e.what)), only: edits.every(e => e.only) ? edits.flatMap(e => e.only) : null,
});

/** Packs of tables that different checks look at share their copies. */
function zipped(...lists) {
  const most = Math.max(...lists.map(l => l.length));
  return Array.from({ length: most }, (_, i) => lists.map(l => l[i]).filter(Boolean)).map(packs => ({
    ...together(packs.map(p => p.what).join(', '), packs),
    only: packs.find(p => p.only)?.only ?? null,
  }));
}

const hashOf = (previous, content) => crypto.createHash('sha256').update(previous).update(content, 'utf8').digest();

/** The trail as objects, in its order. */
async function trailOf(target) {
  const hex = column => target.sqlite ? `hex("${column}")` : `encode("${column}", 'hex')`;
  const hashes = await target.read(`SELECT ${hex('PrevHash')}, ${hex('Hash')} FROM "AuditTrail" ORDER BY "Seq"`);
  const cells = await target.texts([['"Seq"', '"At"', '"Content"', '"Action"', '"ActorId"', '"SubjectKind"', '"SubjectId"'], 'FROM "AuditTrail" ORDER BY "Seq"']);
  return cells.map(([seq, at, content, action, actor, kind, id], i) => ({
    seq: Number(seq), at, content, action, actor, kind, id, previous: Buffer.from(hashes[i][0], 'hex'), hash: Buffer.from(hashes[i][1], 'hex'),
  }));
}

const insertEntry = (target, e) => `INSERT INTO "AuditTrail" ("Seq", "At", "Content", "PrevHash", "Hash", "Action", "ActorId", "SubjectKind", "SubjectId") VALUES `
  + `(${e.seq}, ${e.at}, ${text(e.content)}, ${target.bytes(e.previous)}, ${target.bytes(e.hash)}, ${text(e.action)}, ${text(e.actor)}, ${text(e.kind)}, ${text(e.id)});`;
const head = (target, e) => `UPDATE "AuditHead" SET "Seq" = ${e.seq}, "Hash" = ${target.bytes(e.hash)};`;

/** A whole new trail that follows itself from the first entry to the head: nothing in the database contradicts it. */
function forged(target, entries) {
  let previous = Buffer.alloc(32);
  const sql = ['DELETE FROM "AuditTrail";'];
  let last;
  entries.forEach((e, i) => {
    const content = e.content.replace(`"seq":${e.seq},`, `"seq":${i + 1},`);
    last = { ...e, seq: i + 1, content, previous, hash: hashOf(previous, content) };
    previous = last.hash;
    sql.push(insertEntry(target, last));
  });
  return [...sql, head(target, last)];
}

const shift = from => [`UPDATE "AuditTrail" SET "Seq" = -("Seq" + 1) WHERE "Seq" >= ${from};`, 'UPDATE "AuditTrail" SET "Seq" = -"Seq" WHERE "Seq" < 0;'];

const named = pattern => ([n]) => pattern(n);
const entry = seq => new RegExp(`^(chain|head|anchor|columns|types): .*\\b(entry|entries) ${seq}\\b`, 'im');
const exception = id => new RegExp(`\\bException ${id}\\b`);
const key = ([name]) => new RegExp(`\\b${name.replaceAll('.', '\\.')}\\b`);

/** Every column of what is audited. */
export async function columnEdits(target) {
  const number = row => row[0];
  return zipped(
    [
      ...await everyColumn(target, 'Exceptions', ['Id'], named(exception), { number }),
      ...await everyColumn(target, 'ExceptionCovers', ['ExceptionId', 'AppId', 'RuleId'], named(exception), { number }),
      // The number of a step tells the order alone, which another edit changes.
      ...await everyColumn(target, 'ExceptionEvents', ['ExceptionId', 'Id'], named(exception), { number, skip: ['Id'] }),
    ],
    await everyColumn(target, 'AuditTrail', ['Seq'], named(entry), { skip: ['Seq', 'Content', 'PrevHash', 'Hash'] }),
    await everyColumn(target, 'Assumptions', ['Key', 'ValidFrom'], key, { skip: ['Id'] }),
    await everyColumn(target, 'FindingNotes', ['Id'], named(id => new RegExp(`\\bnote ${id}\\b`)), { most: 12 }),
  );
}

/** What can be done to entries of the audit trail. */
export async function trailEdits(target) {
  const trail = await trailOf(target);
  const last = trail.length;
  const any = () => 2 + target.pick(last - 2);
  const edits = [];
  const one = (what, column, sql, seq, more = {}) => edits.push({ what, columns: column ? [`AuditTrail.${column}`] : [], sql: [sql].flat(), names: [entry(seq)], ...more });

  // The first broken place is named, so these come one by one.
  for (const seq of [1, last, ...Array.from({ length: 5 }, any)]) {
    const { content } = trail[seq - 1];
    one(`entry ${seq}: a character`, 'Content', `UPDATE "AuditTrail" SET "Content" = ${text(target.retyped(content))} WHERE "Seq" = ${seq};`, seq);
  }
  const blank = any();
  one(`entry ${blank}: a blank more`, 'Content', `UPDATE "AuditTrail" SET "Content" = "Content" || ' ' WHERE "Seq" = ${blank};`, blank);
  for (const column of ['Hash', 'PrevHash']) {
    for (const seq of [1, last, any()]) {
      const bytes = Buffer.from(column === 'Hash' ? trail[seq - 1].hash : trail[seq - 1].previous);
      bytes[target.pick(32)] ^= 1 << target.pick(8);
      one(`entry ${seq}: a bit of ${column}`, column, `UPDATE "AuditTrail" SET "${column}" = ${target.bytes(bytes)} WHERE "Seq" = ${seq};`, seq);
    }
  }
  for (const seq of [1, last]) one(`entry ${seq}: its number`, 'Seq', `UPDATE "AuditTrail" SET "Seq" = "Seq" + 100000 WHERE "Seq" = ${seq};`, seq);

  const gone = (what, where, seq, more = []) => one(what, null, [`DELETE FROM "AuditTrail" WHERE ${where};`, ...more], seq);
  gone('the first entry deleted', '"Seq" = 1', 1);
  gone('the first five deleted', '"Seq" <= 5', 1);
  const middle = any();
  gone(`entry ${middle} deleted`, `"Seq" = ${middle}`, middle);
  gone('the last entry deleted', `"Seq" = ${last}`, last);
  gone('the last five deleted', `"Seq" > ${last - 5}`, last - 4);
  gone('the last entry deleted, and the head set', `"Seq" = ${last}`, last, [head(target, trail[last - 2])]);
  gone('the last five deleted, and the head set', `"Seq" > ${last - 5}`, last - 4, [head(target, trail[last - 6])]);
  gone('every entry deleted, and the head set', '1 = 1', 1, [`UPDATE "AuditHead" SET "Seq" = 0, "Hash" = ${target.bytes(Buffer.alloc(32))};`]);

  const swap = (a, b) => one(`entries ${a} and ${b} swapped`, null, [`UPDATE "AuditTrail" SET "Seq" = -1 WHERE "Seq" = ${a};`, `UPDATE "AuditTrail" SET "Seq" = ${a} WHERE "Seq" = ${b};`, `UPDATE "AuditTrail" SET "Seq" = ${b} WHERE "Seq" = -1;`], Math.min(a, b));
  const pair = 2 + target.pick(last - 3);
  swap(pair, pair + 1);
  swap(2 + target.pick(20), last - target.pick(20));

  const forgery = seq => {
    const [before, e] = [trail[seq - 2], trail[target.pick(last)]];
    const content = e.content.replace(`"seq":${e.seq},`, `"seq":${seq},`);
    const previous = before?.hash ?? Buffer.alloc(32);
    return { ...e, seq, content, previous, hash: hashOf(previous, content) };
  };
  const between = any();
  one(`an entry inserted as ${between}`, null, [...shift(between), insertEntry(target, forgery(between))], between);
  one('an entry inserted as the first', null, [...shift(1), insertEntry(target, forgery(1))], 1);
  one('an entry inserted as 0', null, [insertEntry(target, { ...forgery(1), seq: 0 })], 0);
  one('an entry appended without the program', null, [insertEntry(target, forgery(last + 1))], last + 1);

  // Who owns the database can make the whole trail anew: only the anchor knows better.
  const told = any();
  one(`entry ${told} told otherwise, and all hashes made anew`, null, forged(target, trail.map(e => e.seq === told ? { ...e, content: e.content.replace(/"name":"[^"]/, '"name":"Z') } : e)), told);
  const left = any();
  one(`entry ${left} left out, and all made anew`, null, forged(target, trail.filter(e => e.seq !== left)), left);
  one('the first entry left out, and all made anew', null, forged(target, trail.slice(1)), 1);

  edits.push(
    { what: 'the head: its number', columns: ['AuditHead.Seq'], sql: ['UPDATE "AuditHead" SET "Seq" = "Seq" - 1;'], names: [/^head: /m, entry(last)] },
    { what: 'the head: its number, more', columns: ['AuditHead.Seq'], sql: ['UPDATE "AuditHead" SET "Seq" = "Seq" + 1;'], names: [/^head: /m, entry(last + 1)] },
    { what: 'the head: its hash', columns: ['AuditHead.Hash'], sql: [`UPDATE "AuditHead" SET "Hash" = ${target.bytes(trail[last - 2].hash)};`], names: [/^head: Entry/m, entry(last)] },
    { what: 'the head: its key', columns: ['AuditHead.Id'], sql: ['UPDATE "AuditHead" SET "Id" = 2;'], names: [/^head: The head of the trail is not the one row/m] },
    { what: 'the head deleted', columns: [], sql: ['DELETE FROM "AuditHead";'], names: [/^head: The head of the trail is not the one row/m] },
    { what: 'a second head', columns: [], sql: ['INSERT INTO "AuditHead" ("Id", "Seq", "Hash") SELECT 2, "Seq", "Hash" FROM "AuditHead";'], names: [/^head: The head of the trail is not the one row/m] },
  );

  const other = any();
  const line = seq => new RegExp(`^${seq} `);
  edits.push(
    { what: `the anchor's line of entry ${other}: a digit`, columns: [], sql: [], names: [entry(other)], anchor: lines => lines.map(l => line(other).test(l) ? l.replace(/^(\d+ )(.)/, (_, n, d) => n + (d === '0' ? '1' : '0')) : l) },
    { what: 'a line of the anchor unreadable', columns: [], sql: [], names: [/Line 3 of the anchor/], anchor: lines => lines.map((l, i) => i === 2 ? l.slice(0, 30) : l) },
    { what: 'the anchor knows an entry more', columns: [], sql: [], names: [entry(last + 1)], anchor: lines => [...lines, `${last + 1}${lines.at(-1).slice(String(last).length)}`] },
  );
  return edits;
}

/** What can be done to exceptions, what they cover and what happened to them. */
export async function exceptionEdits(target) {
  const edits = [];
  const one = (what, sql, ids, columns = []) => ({ what, columns, sql: [sql].flat(), names: [ids].flat().map(exception), only: [ids].flat() });
  const find = async (what, where) => {
    const found = await target.read(`SELECT "Id" FROM "Exceptions" e WHERE ${where} ORDER BY "Id"`);
    if (found.length === 0) throw new Error(`the demo has no exception that is ${what}`);
    return found[target.pick(found.length)][0];
  };
  const decided = (step, more = '') => `"Decision" = ${step} AND "Ending" IS NULL ${more}`;
  const newest = '(SELECT max("RunTime") FROM "Runs")';
  const [active, expired, rejected, withdrawn] = [
    await find('active', decided(1, `AND "Expires" > ${newest}`)), await find('expired', decided(1, `AND "Expires" < ${newest}`)), await find('rejected', decided(2)), await find('withdrawn', decided(3)),
  ];
  const [open, revoked, superseded] = [await find('undecided', '"Decision" IS NULL'), await find('revoked', '"Ending" = 4'), await find('superseded', '"Ending" = 5')];
  const all = ['ExceptionEvents', 'ExceptionCovers'];
  const remove = n => [...all.map(t => `DELETE FROM "${t}" WHERE "ExceptionId" = ${n};`), `DELETE FROM "Exceptions" WHERE "Id" = ${n};`];
  edits.push(together('exceptions deleted', Object.entries({ active, expired, rejected, withdrawn, undecided: open, revoked, superseded })
    .map(([what, n]) => one(`an exception deleted that is ${what}`, remove(n), n))));

  // A whole exception that nobody asked for, as like a true one as can be.
  const copyOf = async (table, source, key, to) => {
    const columns = (await target.columns(table)).map(c => c.name);
    const values = columns.map(c => c === key ? String(to) : c === 'Id' ? '"Id" + 500000' : `"${c}"`);
    return `INSERT INTO "${table}" (${columns.map(c => `"${c}"`).join(', ')}) SELECT ${values.join(', ')} FROM "${table}" WHERE "${key}" = ${source};`;
  };
  const events = (source, to) => copyOf('ExceptionEvents', source, 'ExceptionId', to);
  const unasked = 7777;
  edits.push(together('what nobody asked for', [
    one('an exception inserted', [await copyOf('Exceptions', active, 'Id', unasked), await copyOf('ExceptionCovers', active, 'ExceptionId', unasked), await events(active, unasked)], unasked),
    one('what covers without an exception', await copyOf('ExceptionCovers', expired, 'ExceptionId', unasked + 1), unasked + 1),
    one('a step without an exception', await events(rejected, unasked + 2), unasked + 2),
  ]));
  const first = (table, n, order) => `(SELECT min("${order}") FROM "${table}" WHERE "ExceptionId" = ${n})`;
  edits.push(together('steps and covers', [
    one('a step deleted', `DELETE FROM "ExceptionEvents" WHERE "Id" = ${first('ExceptionEvents', rejected, 'Id')};`, rejected),
    one('an app taken out', `DELETE FROM "ExceptionCovers" WHERE "ExceptionId" = ${active} AND "AppId" = ${first('ExceptionCovers', active, 'AppId')};`, active),
    one('an app put in', `INSERT INTO "ExceptionCovers" ("ExceptionId", "AppId", "RuleId", "Severity", "ActiveFrom", "ActiveTo") SELECT "ExceptionId", (SELECT max("AppId") FROM "Apps"), 'MTLS017', "Severity", "ActiveFrom", "ActiveTo" FROM "ExceptionCovers" WHERE "ExceptionId" = ${expired} LIMIT 1;`, expired),
    one('each step twice', await events(withdrawn, withdrawn), withdrawn),
  ]));
  const [[a], [b]] = await target.read(`SELECT "Id" FROM "ExceptionEvents" WHERE "ExceptionId" = ${rejected} ORDER BY "Id"`);
  edits.push(one('two steps in the other order', [`UPDATE "ExceptionEvents" SET "Id" = -1 WHERE "Id" = ${a};`, `UPDATE "ExceptionEvents" SET "Id" = ${a} WHERE "Id" = ${b};`, `UPDATE "ExceptionEvents" SET "Id" = ${b} WHERE "Id" = -1;`], rejected, ['ExceptionEvents.Id']));
  edits.push(one('two exceptions under each other\'s number', [`UPDATE "Exceptions" SET "Id" = -1 WHERE "Id" = ${active};`, `UPDATE "Exceptions" SET "Id" = ${active} WHERE "Id" = ${rejected};`, `UPDATE "Exceptions" SET "Id" = ${rejected} WHERE "Id" = -1;`], [active, rejected]));

  // Whole lies: every table says the same, and only the trail says otherwise.
  const covers = (n, set) => `UPDATE "ExceptionCovers" SET ${set} WHERE "ExceptionId" = ${n};`;
  edits.push(together('whole lies', [
    one('a longer life, everywhere', [`UPDATE "Exceptions" SET "Expires" = "Expires" + 86400000 WHERE "Id" = ${active};`, covers(active, '"ActiveTo" = "ActiveTo" + 86400000')], active),
    one('a rejection made an approval', [`UPDATE "Exceptions" SET "Decision" = 1 WHERE "Id" = ${rejected};`, covers(rejected, `"ActiveFrom" = (SELECT "DecidedAt" FROM "Exceptions" WHERE "Id" = ${rejected}), "ActiveTo" = (SELECT "Expires" FROM "Exceptions" WHERE "Id" = ${rejected})`), `UPDATE "ExceptionEvents" SET "Step" = 1 WHERE "ExceptionId" = ${rejected} AND "Step" = 2;`], rejected),
    one('a revocation undone', [`UPDATE "Exceptions" SET "Ending" = NULL, "EndedAt" = NULL WHERE "Id" = ${revoked};`, covers(revoked, `"ActiveTo" = (SELECT "Expires" FROM "Exceptions" WHERE "Id" = ${revoked})`), `DELETE FROM "ExceptionEvents" WHERE "ExceptionId" = ${revoked} AND "Step" = 4;`], revoked),
    one('another approver', [`UPDATE "Exceptions" SET "DecidedById" = 'demo:admin' WHERE "Id" = ${expired};`, `UPDATE "ExceptionEvents" SET "ActorId" = 'demo:admin' WHERE "ExceptionId" = ${expired} AND "Step" = 1;`], expired),
  ]));

  edits.push(
    { what: 'the revision of exceptions', columns: ['ExceptionRevision.Revision'], sql: ['UPDATE "ExceptionRevision" SET "Revision" = "Revision" - 1;'], names: [/revision of exceptions is \d+/] },
    { what: 'the revision of exceptions deleted', columns: [], sql: ['DELETE FROM "ExceptionRevision";'], names: [/revision of exceptions is/] },
  );
  return edits;
}

/** What can be done to assumptions, to notes on findings, and to due dates. */
export async function otherEdits(target) {
  const standing = await target.texts([['"Key"', '"ValidFrom"'], 'FROM "Assumptions" ORDER BY "Key", "ValidFrom"']);
  const edits = [];
  const one = (what, sql, names, columns = []) => ({ what, columns, sql: [sql].flat(), names: [names].flat() });
  const [some] = target.some(standing, 1);
  const insert = (name, from, id) => `INSERT INTO "Assumptions" ("Id", "Key", "Value", "ValidFrom", "ValidTo", "ChangedById", "ChangedByName", "Reason") SELECT ${id}, ${name}, '1', ${from}, "ValidTo", "ChangedById", "ChangedByName", "Reason" FROM "Assumptions" WHERE "Key" = ${text(some[0])} AND "ValidFrom" = ${some[1]};`;
  const other = standing.find(([name]) => name !== some[0]);
  edits.push(together('assumptions', [
    one(`the assumption ${other[0]} deleted`, `DELETE FROM "Assumptions" WHERE "Key" = ${text(other[0])};`, key(other)),
    one('an assumption inserted', insert("'costs.room.pro'", '"ValidFrom"', 5000), /costs\.room\.pro\b/),
    one('an assumption twice at a moment', insert('"Key"', '"ValidFrom"', 5001), key(some)),
  ]));
  edits.push(one('an assumption that begins earlier', insert('"Key"', '"ValidFrom" - 1000', 5000), key(some)));
  edits.push(one('every assumption deleted', 'DELETE FROM "Assumptions";', standing.map(key)));

  const [[last]] = await target.read('SELECT max("Id") FROM "FindingNotes"');
  edits.push(one('a note deleted', `DELETE FROM "FindingNotes" WHERE "Id" = ${last};`, new RegExp(`\\bnote ${last}\\b`)));

  const due = await target.texts([['"Id"'], `FROM "Findings" WHERE "EndSeen" = 9223372036854775807 OR "Due" = "BaseDue" AND NOT EXISTS (SELECT 1 FROM "ExceptionCovers" c WHERE c."AppId" = "Findings"."AppId" AND c."RuleId" = "Findings"."RuleId") ORDER BY "Id"`]);
  const held = await target.texts([['"Id"'], 'FROM "Findings" WHERE "EndSeen" = 9223372036854775807 AND "Due" <> "BaseDue" ORDER BY "Id"']);
  if (held.length === 0) throw new Error('the demo has no finding whose due date an exception moved');
  const isDue = '\\(MTLS\\d+\\) is due';
  const set = (what, list, sql, said) => one(what, list.map(([id]) => `UPDATE "Findings" SET ${sql} WHERE "Id" = ${id};`), list.map(([id]) => new RegExp(`\\bFinding ${id} ${said}`)));
  const written = async column => target.some(await target.texts([['"Id"'], `FROM "Findings" WHERE "${column}" IS NOT NULL ORDER BY "Id"`]), 8);
  const [assigned, linked] = [await written('Assignee'), await written('Ticket')];
  edits.push(together('findings written on and moved', [
    set('due dates moved', target.some(due, manyAtOnce), '"Due" = "Due" + 86400000', isDue),
    set('assignees', assigned, `"Assignee" = 'x' || "Assignee"`, 'does not have the Assignment'), set('tickets', linked, `"Ticket" = 'x' || "Ticket"`, 'does not have the Ticket'),
  ]));
  edits.push(together('findings emptied and moved back', [
    set('due dates moved of what is excepted', target.some(held, manyAtOnce), '"Due" = "BaseDue"', isDue),
    set('assignees emptied', assigned, '"Assignee" = NULL', 'does not have the Assignment'), set('tickets emptied', linked, '"Ticket" = NULL', 'does not have the Ticket'),
  ]));
  edits.push(set('due dates without exceptions moved', target.some(held, manyAtOnce), '"BaseDue" = "BaseDue" + 86400000', isDue));
  return edits;
}

/** SQLite keeps a number as bytes where it is told to: it reads as the same number and compares as another. */
export async function typeEdits(target) {
  if (!target.sqlite) return [];
  const edits = [];
  for (const [table, key, names] of [
    ['AuditTrail', 'Seq', ([n]) => entry(n)], ['Exceptions', 'Id', ([n]) => exception(n)], ['ExceptionCovers', 'ExceptionId', ([n]) => exception(n)],
    ['ExceptionEvents', 'ExceptionId', ([n]) => exception(n)], ['Assumptions', 'Key', ([n]) => new RegExp(`\\b${n.replaceAll('.', '\\.')}\\b`)],
  ]) {
    const made = { what: `${table}: numbers and texts as bytes`, columns: [], sql: [], names: [] };
    const used = new Set();
    for (const column of (await target.columns(table)).filter(c => c.kind !== 'bytes' && c.name !== key && c.name !== 'Id')) {
      const rows = (await target.texts([[`"${key}"`], `FROM "${table}" WHERE "${column.name}" IS NOT NULL`])).filter(([n]) => !used.has(n));
      if (rows.length === 0) continue;
      const [n] = rows[target.pick(rows.length)];
      used.add(n);
      made.sql.push(`UPDATE "${table}" SET "${column.name}" = CAST("${column.name}" AS BLOB) WHERE "${key}" = ${/^\d+$/.test(n) ? n : text(n)};`);
      made.names.push(names([n]));
    }
    edits.push(made);
  }
  const [[n]] = await target.read('SELECT max("ExceptionId") FROM "ExceptionCovers" WHERE "ActiveTo" IS NOT NULL');
  edits.push({ what: 'a fraction of a millisecond', columns: [], sql: [`UPDATE "ExceptionCovers" SET "ActiveTo" = "ActiveTo" + 0.5 WHERE "ExceptionId" = ${n};`], names: [exception(n)] });
  return edits;
}
