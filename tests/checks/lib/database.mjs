// Reads and changes the program's database past the program: SQLite by whatever there is that can, PostgreSQL by its own client.
import { execFileSync } from 'node:child_process';

const python = 'import sqlite3,sys\nfor r in sqlite3.connect("file:"+sys.argv[1]+"?mode=ro",uri=True).execute(sys.argv[2]): print("\\t".join("" if v is None else str(v) for v in r))';
const script = 'import sqlite3,sys\nd=sqlite3.connect(sys.argv[1]); d.executescript(sys.stdin.read()); d.commit()';
const run = (program, args, env = {}, input = '') =>
  execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28, timeout: 120_000, env: { ...process.env, ...env }, input, stdio: ['pipe', 'pipe', 'pipe'] });

async function sqlite(file, sql) {
  const own = await import('node:sqlite').catch(() => null);
  if (own) {
    const database = new own.DatabaseSync(file, { readOnly: true });
    const statement = database.prepare(sql);
    // An open end is beyond what a double holds.
    statement.setReadBigInts(true);
    const all = statement.all().map(row => Object.values(row).map(v => v === null ? '' : String(v)));
    database.close();
    return all;
  }
  return lines(firstOf([['sqlite3', ['-readonly', '-noheader', '-separator', '\t', file, sql]], ['python3', ['-c', python, file, sql]]]));
}

async function changeSqlite(file, sql) {
  const own = await import('node:sqlite').catch(() => null);
  if (own) {
    const database = new own.DatabaseSync(file, { enableForeignKeyConstraints: false });
    database.exec(sql);
    database.close();
  } else {
    firstOf([['sqlite3', ['-bail', file]], ['python3', ['-c', script, file]]], sql);
  }
}

function firstOf(programs, input = '') {
  for (const [program, args] of programs) {
    try {
      return run(program, args, {}, input);
    } catch (e) {
      if (e.code !== 'ENOENT') throw e;
    }
  }
  throw new Error('nothing here reads SQLite: Node 22, sqlite3 or python3 does');
}

const lines = text => text.split('\n').filter(line => line !== '').map(line => line.split('\t'));

function psql(connection, args, input = '') {
  const part = Object.fromEntries(connection.split(';').map(p => p.split('=')));
  return run('psql', ['-X', ...args], { PGHOST: part.Host, PGPORT: part.Port, PGUSER: part.Username, PGDATABASE: part.Database }, input);
}

/** The rows of a query, every cell as its text; an empty one for null. `place` is a file or a connection string. */
export const rows = async (place, sql) => place.startsWith('Host=') ? lines(psql(place, ['-A', '-t', '-F', '\t', '-c', sql])) : await sqlite(place, sql);

/** Runs statements that change something. */
export const change = async (place, sql) =>
  place.startsWith('Host=') ? void psql(place, ['-q', '-v', 'ON_ERROR_STOP=1'], sql) : await changeSqlite(place, sql);
