// What the check scripts share: the program and the simulator as processes, their data as objects.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
// A check that measures sets CHECK_CONFIGURATION=Release.
const web = path.join(root, `src/Dashboard.Web/bin/${process.env.CHECK_CONFIGURATION ?? 'Debug'}/net10.0/Dashboard.Web.dll`);
const simulator = path.join(root, 'src/Dashboard.Simulator/bin/Debug/net10.0/Dashboard.Simulator.dll');

const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(Dashboard__|ASPNETCORE_)/i.test(name)));

// Whatever ends this process ends what it started: the normal end, an error nobody caught, a signal.
const children = new Set();
process.on('exit', () => children.forEach(child => child.kill('SIGKILL')));
for (const [signal, number] of [['SIGHUP', 1], ['SIGINT', 2], ['SIGTERM', 15]]) process.on(signal, () => process.exit(128 + number));

/** Kills a child process when this one ends, however it does. */
export function tied(child) {
  children.add(child);
  child.once('close', () => children.delete(child));
  return child;
}

/** A port that nobody listens on now. */
export async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * Starts the program with settings and arguments; `onLine` hears each line of stderr. Where `onData` is given, it gets stdout,
 * which is not kept.
 */
export function start(settings, args, onLine = () => {}, onData = null) {
  return follow(spawn('dotnet', [web, ...args], { env: { ...inherited, ...settings } }), onLine, onData);
}

/** Runs a verb to its end. */
export async function run(settings, args, { allow = [0] } = {}) {
  const program = start(settings, args);
  const code = await program.ended;
  if (!allow.includes(code)) throw new Error(`${args.join(' ')} ended with ${code}: ${program.errors().slice(-2000)}`);
  return { code, output: program.output(), errors: program.errors() };
}

/** A list as the export verb prints it. */
export async function list(settings, name, ...more) {
  const { output } = await run(settings, ['export', name, '--format', 'json', ...more]);
  const read = JSON.parse(output);
  return read.items ?? read;
}

/** Starts the simulator and waits until it serves. */
export async function startSimulator(args) {
  const program = follow(spawn('dotnet', [simulator, ...args], { env: inherited }), () => {});
  while (!/^as-of:/m.test(program.output())) {
    if (program.code() !== null) throw new Error(`the simulator ended: ${program.errors()}`);
    await tick(20);
  }
  return program;
}

/** The output of a verb of the simulator, as an object; `read` makes it of the text. */
export async function simulate(args, read = JSON.parse) {
  const program = follow(spawn('dotnet', [simulator, ...args], { env: inherited }), () => {});
  const code = await program.ended;
  if (code !== 0) throw new Error(`the simulator ended with ${code}: ${program.errors()}`);
  return read(program.output());
}

/** Waits in real time: for what another process does. */
export const tick = ms => new Promise(resolve => setTimeout(resolve, ms));

function follow(child, onLine, onData = null) {
  tied(child);
  let out = '', err = '', rest = '', code = null;
  if (onData) child.stdout.on('data', onData);
  else child.stdout.setEncoding('utf8').on('data', text => { out += text; });
  child.stderr.setEncoding('utf8').on('data', text => {
    err += text;
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    lines.forEach(onLine);
  });
  const ended = once(child, 'close').then(([exit, signal]) => { code = exit ?? signal; return code; });
  return {
    pid: child.pid,
    ended,
    output: () => out,
    errors: () => err,
    code: () => code,
    kill: (signal = 'SIGKILL') => child.kill(signal),
    async stop() { child.kill('SIGTERM'); await ended; },
  };
}
