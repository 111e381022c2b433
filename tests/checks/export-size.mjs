// See export-size.sh.
import fs from 'node:fs';
import { run, start } from './lib/dashboard.mjs';
import { serveLargeEstate } from './lib/large-estate.mjs';

const [apps, work] = [Number(process.argv[2]), process.argv[3]];
const mostMegabytes = 150;
const mostMilliseconds = 1000;

const azure = await serveLargeEstate(apps);
const settings = {
  Dashboard__Mode: 'Azure',
  Dashboard__Azure__Credential: 'LoopbackToken',
  Dashboard__Azure__ResourceManagerEndpoint: azure.url,
  Dashboard__DataDirectory: work,
};

// The most memory that a process ever had (VmHWM), asked for while it lives.
function watchMemory(pid) {
  let most = 0;
  const look = () => {
    try {
      most = Math.max(most, Number(/^VmHWM:\s+(\d+) kB/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0));
    } catch { /* It has ended. */ }
  };
  const timer = setInterval(look, 20);
  return () => { clearInterval(timer); return most / 1024; };
}

async function take(list, format) {
  const began = performance.now();
  const taken = { bytes: 0, first: null };
  const program = start(settings, ['export', list, '--format', format], undefined, chunk => {
    taken.first ??= performance.now() - began;
    taken.bytes += chunk.length;
  });
  const memory = watchMemory(program.pid);
  const code = await program.ended;
  if (code !== 0) throw new Error(`export ${list} --format ${format} ended with ${code}: ${program.errors().slice(-2000)}`);
  return { ...taken, megabytes: memory(), seconds: (performance.now() - began) / 1000 };
}

const median = values => values.toSorted((a, b) => a - b)[values.length >> 1];

const collected = await run(settings, ['collect'], { allow: [0] });
azure.stop();
const report = JSON.parse(collected.output).run;
console.log(`${report.apps} apps collected: ${report.status}`);

let exports = 0, wrong = 0;
for (const format of ['csv', 'xlsx', 'json']) {
  const bare = [];
  for (let i = 0; i < 3; i++) bare.push(await take('runs', format));
  const [first, megabytes] = [median(bare.map(b => b.first)), median(bare.map(b => b.megabytes))];
  for (const list of ['apps', 'history']) {
    const got = await take(list, format);
    exports++;
    const [later, more] = [got.first - first, got.megabytes - megabytes];
    const right = later <= mostMilliseconds && more < mostMegabytes && got.bytes > apps * 20;
    if (!right) wrong++;
    console.log(`${right ? 'ok' : 'WRONG'}: ${list} as ${format}: first byte ${Math.round(later)} ms later than the runs', ${Math.round(more)} MB more `
      + `(${Math.round(got.megabytes)} MB in all), ${(got.bytes / 1048576).toFixed(1)} MB in ${got.seconds.toFixed(1)} s`);
  }
}

console.log(`${exports} exports, ${wrong} wrong`);
process.exitCode = wrong === 0 && exports === 6 && report.apps === apps ? 0 : 1;
