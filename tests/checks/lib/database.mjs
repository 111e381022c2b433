// Reads the program's database past the program: SQLite by whatever there is that can, PostgreSQL by its own client.
import { execFileSync } from 'node:child_process';

const python = 'import sqlite3,sys\nfor r in sqlite3.connect("file:"+sys.argv[1]+"?mode=ro",uri=True).execute(sys.argv[2]): print("\\t".join("" if v is None else str(v) for v in r))';
const run = (program, args, env = {}) =>
  execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28, timeout: 120_000, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });

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
  for (const [program, args] of [['sqlite3', ['-readonly', '-noheader', '-separator', '\t', file, sql]], ['python3', ['-c', python, file, sql]]]) {
    try {
      return lines(run(program, args));
    } catch (e) {
      if (e.code !== 'ENOENT') throw e;
    }
  }
  throw new Error('nothing here reads SQLite: Node 22, sqlite3 or python3 does');
}

const lines = text => text.split('\n').filter(line => line !== '').map(line => line.split('\t'));

function postgres(connection, sql) {
  const part = Object.fromEntries(connection.split(';').map(p => p.split('=')));
  return lines(run('psql', ['-X', '-A', '-t', '-F', '\t', '-c', sql], {
    PGHOST: part.Host, PGPORT: part.Port, PGUSER: part.Username, PGDATABASE: part.Database,
  }));
}

/** The rows of a query, every cell as its text; an empty one for null. `place` is a file or a connection string. */
export const rows = async (place, sql) => place.startsWith('Host=') ? postgres(place, sql) : await sqlite(place, sql);
