// Runs the commands of docs/verify-a-month.md as they stand there.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { root } from './dashboard.mjs';

const blocks = [...fs.readFileSync(path.join(root, 'docs/verify-a-month.md'), 'utf8').matchAll(/^```bash\n([^]*?)^```$/gm)].map(([, text]) => text);

/** The database as `DATABASE` of the recipe names it. */
function database(place) {
  if (!place.startsWith('Host=')) return place;
  const part = Object.fromEntries(place.split(';').map(p => p.split('=')));
  return `host=${part.Host} port=${part.Port} user=${part.Username} dbname=${part.Database}`;
}

/** What the commands say of a month: the lines, how many values agree and differ, and the exit code. */
export function checkByHand(place, anchor, month) {
  const other = place.startsWith('Host=') ? '# SQLite' : '# PostgreSQL';
  const script = blocks.filter(b => !b.startsWith(other)).join('\n');
  const { stdout, stderr, status } = spawnSync('bash', ['-c', script], {
    encoding: 'utf8', env: { ...process.env, DATABASE: database(place), ANCHOR: anchor, MONTH: month }, timeout: 60_000,
  });
  const lines = stdout.trim().split('\n');
  const [, agree, differ] = /: (\d+) agree, (\d+) differ$/.exec(lines.at(-1)) ?? [null, '0', '1'];
  return { lines, errors: stderr.trim(), agree: Number(agree), differ: Number(differ), code: status };
}
