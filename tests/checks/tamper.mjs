// See tamper.sh.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run, start } from './lib/dashboard.mjs';
import { change, rows } from './lib/database.mjs';
import { columnEdits, exceptionEdits, otherEdits, protectedTables, Target, trailEdits, typeEdits } from './lib/tamper-edits.mjs';

const [work, postgres, seed, word] = [process.argv[2], process.argv[3], Number(process.argv[4]), process.argv[5] ?? ''];
const count = { edits: 0, named: 0, controls: 0, wrong: 0 };
const demo = {
  Dashboard__Demo__Apps: '60', Dashboard__Demo__Months: '3', Dashboard__Demo__AsOf: '2026-11-24T12:00:00Z',
  Dashboard__Schedule: 'off', Dashboard__Listen: 'http://127.0.0.1:0', Dashboard__Audit__AnchorFile: 'anchor.log',
};
// What a verb needs is ready at once where nothing is measured while it runs.
const quick = { DOTNET_TieredPGO: '0' };

const complain = what => { count.wrong++; console.log(`  WRONG: ${what}`); };

/** The two databases: where a copy of each lies, and how one is made. */
const sqlite = {
  name: 'SQLite',
  place: folder => path.join(folder, 'demo.db'),
  settings: folder => ({ Dashboard__DataDirectory: folder }),
  async copy(from, to) { for (const file of fs.readdirSync(from).filter(f => f.startsWith('demo.db'))) fs.copyFileSync(path.join(from, file), path.join(to, file)); },
  async drop() {},
  // Who owns the database is stopped by no trigger, key or constraint of it.
  async unlock(folder) {
    const found = await rows(this.place(folder), `SELECT type, name FROM sqlite_master WHERE type = 'trigger' OR sql LIKE 'CREATE UNIQUE%'`);
    await change(this.place(folder), found.map(([type, name]) => `DROP ${type.toUpperCase()} "${name}";`).join('\n'));
  },
  before: 'PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;',
};
const database = folder => path.basename(folder).replaceAll('-', '_');
const postgresql = {
  name: 'PostgreSQL',
  place: folder => postgres.replace('Database=postgres', `Database=${database(folder)}`),
  settings: folder => ({
    Dashboard__DataDirectory: folder, Dashboard__Database__Provider: 'PostgreSql', Dashboard__Database__ConnectionString: postgresql.place(folder),
  }),
  copy: (from, to) => change(postgres, `CREATE DATABASE ${database(to)} TEMPLATE ${database(from)};`),
  drop: folder => change(postgres, `DROP DATABASE ${database(folder)} WITH (FORCE);`),
  unlock: folder => change(postgresql.place(folder), `DO $$ DECLARE r record; BEGIN
    FOR r IN SELECT conrelid::regclass AS t, conname AS c FROM pg_constraint WHERE contype IN ('f', 'c') AND connamespace = 'public'::regnamespace
      LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', r.t, r.c); END LOOP;
    FOR r IN SELECT tgrelid::regclass AS t, tgname AS c FROM pg_trigger WHERE NOT tgisinternal LOOP EXECUTE format('DROP TRIGGER %I ON %s', r.c, r.t); END LOOP;
    FOR r IN SELECT indexrelid::regclass AS x FROM pg_index WHERE indisunique AND NOT indisprimary AND indrelid::regclass::text LIKE '"%"'
      LOOP EXECUTE format('DROP INDEX %s', r.x); END LOOP;
  END $$;`),
  before: '',
};

/** Fills a demo's past with the real program and stops it; a run by hand and an export follow, for their entries. */
async function fill(kind, folder) {
  fs.mkdirSync(folder);
  const settings = { ...demo, ...kind.settings(folder) };
  let filled = false;
  const program = start(settings, ['serve'], line => {
    filled ||= /Filled \d+ simulated days/.test(line);
    if (filled || /could not fill|was not filled/.test(line)) program.kill('SIGTERM');
  });
  const code = await program.ended;
  if (!filled) throw new Error(`serve ended with ${code}: ${program.errors().slice(-2000)}`);
  await run(settings, ['collect'], { allow: [0, 2] });
}

/** The verb on a copy that an edit was made on: its exit code and words. */
async function verify(kind, from, name, { sql = [], anchor = null, anchored = true } = {}) {
  const folder = path.join(work, name);
  fs.mkdirSync(folder);
  await kind.copy(from, folder);
  if (sql.length > 0) await change(kind.place(folder), [kind.before, ...sql].join('\n'));
  const lines = fs.readFileSync(path.join(from, 'anchor.log'), 'utf8').trimEnd().split('\n');
  fs.writeFileSync(path.join(folder, 'anchor.log'), (anchor ? anchor(lines) : lines).map(l => l + '\n').join(''));
  const settings = { ...demo, ...quick, ...kind.settings(folder), ...(anchored ? {} : { Dashboard__Audit__AnchorFile: '' }) };
  const { code, output } = await run(settings, ['verify'], { allow: [0, 1, 2, 3, 64, 134, 'SIGABRT'] });
  await kind.drop(folder);
  fs.rmSync(folder, { recursive: true });
  return { code, output };
}

/** What is wrong with the words of verify about an edit, and what it did not name. */
function missed(edit, { code, output }) {
  const unnamed = edit.names.map((pattern, i) => [pattern, edit.parts?.[i]]).filter(([pattern]) => !pattern.test(output));
  const found = [...output.matchAll(/^exceptions: Exception (\d+)/gm)].map(m => m[1]);
  const others = edit.only ? found.filter(n => !edit.only.map(String).includes(n)) : [];
  return {
    wrong: [...code === 1 && /^broken: /.test(output) ? [] : [`exit ${code}`], ...others.map(n => `exception ${n} is named and was not changed`)],
    unnamed: unnamed.map(([pattern, part]) => `nothing says ${pattern}${part ? ` of ${part}` : ''}`),
  };
}

async function attack(kind) {
  const slug = kind.name.toLowerCase();
  const [filled, opened] = [path.join(work, `${slug}-filled`), path.join(work, `${slug}-opened`)];
  await fill(kind, filled);
  fs.mkdirSync(opened);
  await kind.copy(filled, opened);
  fs.copyFileSync(path.join(filled, 'anchor.log'), path.join(opened, 'anchor.log'));
  await kind.unlock(opened);

  const target = new Target(kind.name, sql => rows(kind.place(opened), sql), seed);
  const every = [...await columnEdits(target), ...await trailEdits(target), ...await exceptionEdits(target), ...await otherEdits(target), ...await typeEdits(target)];
  const edits = every.filter(e => e.what.includes(word));
  for (const [table, without] of Object.entries(protectedTables)) {
    const changed = new Set(every.flatMap(e => e.columns));
    for (const { name } of await target.columns(table))
      if (!without.includes(name) && !changed.has(`${table}.${name}`)) complain(`${kind.name}: no edit changes ${table}.${name}`);
  }

  const [[entries], [exceptions], [assumptions]] = await Promise.all(['AuditTrail', 'Exceptions', 'Assumptions'].map(async t => (await rows(kind.place(opened), `SELECT count(*) FROM "${t}"`))[0]));
  console.log(`${kind.name}: ${entries} entries, ${exceptions} exceptions, ${assumptions} changes of what is assumed, ${edits.length} copies to edit`);

  const control = (what, from, options, code, words) => async name => {
    count.controls++;
    const answer = await verify(kind, from, name, options);
    if (answer.code !== code || !words.every(w => w.test(answer.output))) complain(`${kind.name}: ${what}: exit ${answer.code}\n${answer.output}`);
  };
  const untouched = control('an untouched copy', opened, {}, 0, [/^holds: /]);
  // The last two entries tell of what no table has to agree with: cut off, they are missed by nobody but the anchor.
  const ends = await rows(kind.place(opened), 'SELECT "Seq", "Action" FROM "AuditTrail" ORDER BY "Seq" DESC LIMIT 2');
  if (ends.map(([, action]) => action).join() !== 'run.started,demo.filled') throw new Error(`the trail ends with ${ends}`);
  const end = Number(ends[1][0]);
  const cut = [`DELETE FROM "AuditTrail" WHERE "Seq" >= ${end};`, `UPDATE "AuditHead" SET "Seq" = ${end - 1}, "Hash" = (SELECT "Hash" FROM "AuditTrail" WHERE "Seq" = ${end - 1});`];
  const unanchored = [/^unanchored: \d+ entries follow each other, but nothing outside the database says that they are the true ones/, /^anchor: none; set Dashboard__Audit__AnchorFile/m];
  const jobs = [
    control('the database as it was filled', filled, {}, 0, [/^holds: /]),
    control('no anchor', opened, { anchored: false }, 3, unanchored),
    control('an anchor file that is empty', opened, { anchor: () => [] }, 3, [unanchored[0]]),
    control('a cut end without an anchor is not noticed, and the words say that it cannot be', opened, { sql: cut, anchored: false }, 3, unanchored),
    control('the same with the anchor', opened, { sql: cut }, 1, [new RegExp(`^anchor: Entry ${end} was anchored and is missing`, 'm')]),
    untouched,
    ...edits.flatMap((edit, i) => [
      ...i % 40 === 39 ? [untouched] : [],
      async name => {
        const { unnamed, wrong } = missed(edit, await verify(kind, opened, name, edit));
        // A copy with an edit in each of several rows counts as so many; each has to be named by itself.
        const here = edit.several || edit.names.length === edit.sql.length ? edit.names.length : 1;
        count.edits += here;
        if (wrong.length === 0) count.named += Math.max(0, here - unnamed.length);
        if (wrong.length + unnamed.length > 0) complain(`${kind.name}: ${edit.what}: ${[...wrong, ...unnamed].slice(0, 4).join('; ')}`);
      },
    ]),
    untouched,
  ];
  return jobs.map((job, i) => () => job(`${slug}-${i}`));
}

// Both are filled at once, then every core has a copy to verify.
const jobs = (await Promise.all([attack(sqlite), attack(postgresql)])).flat();
await Promise.all(Array.from({ length: os.cpus().length }, async () => {
  for (let job = jobs.shift(); job; job = jobs.shift()) await job().catch(e => complain(String(e.message).trim()));
}));

console.log(`${count.controls} controls; seed ${seed}`);
if (count.wrong > 0) console.log(`${count.wrong} wrong`);
console.log(`${count.edits} edits, ${count.named} named`);
// Set and not called: what is still written to the output would be lost.
process.exitCode = count.wrong === 0 && count.edits === count.named && count.edits > (word ? 0 : 500) ? 0 : 1;
