// See certificate-import.sh.
import crypto from 'node:crypto';
import fs from 'node:fs';
import { Readable } from 'node:stream';
import { freePort, start, tick } from './lib/dashboard.mjs';

const [rows, work] = [Number(process.argv[2]), process.argv[3]];
const mostMegabytes = 200;

const base = `http://127.0.0.1:${await freePort()}`;
const program = start({ Dashboard__DataDirectory: work, Dashboard__Listen: base, Dashboard__Demo__Apps: '20', Dashboard__Demo__Months: '1', Dashboard__Schedule: 'off' }, ['serve']);
const ask = (url, more = {}) => fetch(`${base}/api/v1/${url}`, { ...more, headers: { 'X-Demo-Persona': 'security', ...more.headers } });
for (let filled = false; !filled; await tick(200)) {
  if (program.code() !== null) throw new Error(`serve ended: ${program.errors().slice(-2000)}`);
  filled = await ask('audit?action=demo.filled', { headers: { 'X-Demo-Persona': 'auditor' } }).then(r => r.ok ? r.json() : null, () => null).then(a => a?.total > 0);
}

// VmHWM is the most that the process ever had; writing 5 sets it back to what it has now.
const memory = name => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(fs.readFileSync(`/proc/${program.pid}/status`, 'utf8'))[1]) / 1024;

// A certificate in DER, written byte by byte; its signature is none, which nobody checks.
const tlv = (tag, ...parts) => {
  const body = Buffer.concat(parts);
  const length = body.length < 128 ? [body.length] : body.length < 256 ? [0x81, body.length] : [0x82, body.length >> 8, body.length & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
const oid = hex => tlv(6, Buffer.from(hex, 'hex'));
const name = text => tlv(0x30, tlv(0x31, tlv(0x30, oid('550403'), tlv(12, Buffer.from(text)))));
const key = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'der' });
const algorithm = tlv(0x30, oid('2a864886f70d01010b'), tlv(5));
const uses = tlv(0xA3, tlv(0x30, tlv(0x30, oid('551d25'), tlv(4, tlv(0x30, oid('2b06010505070302'))))));
const der = i => tlv(0x30, tlv(0x30, tlv(0xA0, tlv(2, Buffer.from([2]))), tlv(2, Buffer.from([1, i >> 16, (i >> 8) & 255, i & 255])), algorithm, name('Contoso Client CA'),
  tlv(0x30, tlv(23, Buffer.from('260101000000Z')), tlv(23, Buffer.from('261231000000Z'))), name(`client-${i}`), key, uses), algorithm, tlv(3, Buffer.alloc(257)));

const header = 'subject,issuer,serial,notBefore,notAfter,key,keySize,ekus,sans,custody,apps,certificate\n';
const facts = i => `"CN=fact-${i}, O=Contoso, C=DE","CN=Contoso Issuing CA ${i % 5}, O=Contoso",${i.toString(16)}A,2026-01-01,2026-12-31,RSA,2048,clientAuth,dns:c${i}.contoso.example,notExportable,`
  + `/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/rg-${i % 50}/providers/Microsoft.Web/sites/app-${i % 500},\n`;
const pem = i => `,,,,,,,,,exportable,,"-----BEGIN CERTIFICATE-----\n${der(i).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----"\n`;
async function* file(row, last = '') {
  yield header;
  for (let i = 1; i <= rows; i += 500) {
    let chunk = '';
    for (let j = i; j < i + 500 && j <= rows; j++) chunk += row(j);
    yield chunk;
  }
  yield last;
}

let imports = 0, wrong = 0;
// Each peak is held against the process as it was before the first import: what an earlier one left behind counts as well.
const idle = memory('VmRSS');
async function importFile(what, row, last, expected) {
  fs.writeFileSync(`/proc/${program.pid}/clear_refs`, '5');
  const began = performance.now();
  const answer = await ask('certificates/import', { method: 'POST', headers: { 'Content-Type': 'text/csv' }, body: Readable.toWeb(Readable.from(file(row, last))), duplex: 'half' });
  const result = await answer.json();
  const [more, seconds] = [memory('VmHWM') - idle, (performance.now() - began) / 1000];
  const told = result.import ?? result;
  imports++;
  const right = more < mostMegabytes && Object.entries(expected).every(([n, value]) => told[n] === value);
  if (!right) wrong++;
  console.log(`${right ? 'ok' : 'WRONG'}: ${what}: ${told.rows} rows, ${told.added} added, ${told.unchanged} unchanged, ${told.bad} bad, ${Math.round(more)} MB more, ${seconds.toFixed(1)} s`
    + (right ? '' : ` ${JSON.stringify(result).slice(0, 500)}`));
}

// The demo's own people hand certificates in as well.
const before = (await ask('certificates?pageSize=1').then(r => r.json())).total;
const bad = 'CN=bad,,zz,2026-01-01,2026-02-30,,,,,,,\n';
await importFile('facts and a bad row at the end', facts, bad, { taken: false, rows: rows + 1, bad: 1, added: 0 });
await importFile('facts', facts, '', { taken: true, rows, added: rows, bad: 0 });
await importFile('the same facts again', facts, '', { taken: true, added: 0, changed: 0, unchanged: rows, importId: null });
await importFile('certificates in PEM', pem, '', { taken: true, rows, added: rows, bad: 0 });
await importFile('the same certificates again', pem, '', { taken: true, added: 0, unchanged: rows, importId: null });
const list = await ask('certificates?pageSize=1').then(r => r.json());
if (list.total - before !== 2 * rows) { wrong++; console.log(`WRONG: ${list.total} certificates in the list`); }
await program.stop();
console.log(`${imports} imports, ${wrong} wrong`);
process.exitCode = wrong === 0 && imports === 5 ? 0 : 1;
