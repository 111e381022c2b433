// Starts the real program with a small demo that is the same every time, and ends it.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export const asOf = "2026-11-24T12:00:00Z";

const freePort = () => new Promise(done => {
  const server = createServer().listen(0, "127.0.0.1", () => { const { port } = server.address(); server.close(() => done(port)); });
});

/** Starts DLL and waits until its demo's past is whole. */
export async function start(dll, { apps = 120, months = 2, settings = {} } = {}) {
  const data = mkdtempSync(join(tmpdir(), "dashboard-browser-"));
  const base = `http://127.0.0.1:${await freePort()}`;
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(Dashboard__|ASPNETCORE_)/i.test(name)));
  const child = spawn("dotnet", [dll, "serve"], {
    cwd: dirname(dll), stdio: ["ignore", "ignore", "pipe"],
    env: {
      ...inherited, Dashboard__DataDirectory: data, Dashboard__Listen: base, Dashboard__Schedule: "off", Dashboard__Demo__Apps: String(apps),
      Dashboard__Demo__Months: String(months), Dashboard__Demo__Seed: "7", Dashboard__Demo__AsOf: asOf, ...settings,
    },
  });
  let log = "";
  child.stderr.on("data", text => { log += text; });
  let stopped = false;
  const stop = async () => {
    if (stopped) return;
    stopped = true;
    if (child.exitCode === null) {
      const ended = new Promise(done => child.once("exit", done));
      child.kill("SIGTERM");
      const impatient = setTimeout(() => child.kill("SIGKILL"), 15000);
      await ended;
      clearTimeout(impatient);
    }
    rmSync(data, { recursive: true, force: true });
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => stop().finally(() => process.exit(1)));

  const deadline = Date.now() + 900000;
  while (!await whole(base)) {
    if (child.exitCode !== null || Date.now() > deadline) { await stop(); throw new Error(`The program did not get ready.\n${log.split("\n").slice(-20).join("\n")}`); }
    await new Promise(done => setTimeout(done, 300));
  }
  return { base, stop, log: () => log };
}

async function whole(base) {
  try {
    const answer = await fetch(`${base}/api/v1/runs?pageSize=1`, { headers: { "X-Demo-Persona": "reader" } });
    const newest = answer.ok ? (await answer.json()).items[0] : undefined;
    return newest !== undefined && newest.status !== "Running" && newest.runTime.startsWith(asOf.slice(0, 13));
  } catch { return false; }
}
