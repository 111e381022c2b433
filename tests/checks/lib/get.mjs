// GETs an address for the scripts, which cannot count on curl: the body goes to stdout; exit 0 only on status 200.
// Usage: node get.mjs [--wait SECONDS] [--header NAME:VALUE]… URL      (--wait asks again until it answers 200)
const options = { wait: 0, headers: {} };
const rest = process.argv.slice(2);
while (rest[0]?.startsWith('--')) {
  const [name, value] = rest.splice(0, 2);
  if (name === '--wait') options.wait = Number(value) * 1000;
  else if (name === '--header') options.headers[value.slice(0, value.indexOf(':'))] = value.slice(value.indexOf(':') + 1).trim();
  else throw new Error(`no such option: ${name}`);
}

let said = 'nothing';
for (const end = Date.now() + options.wait; ;) {
  try {
    const answer = await fetch(rest[0], { headers: options.headers, redirect: 'manual' });
    said = `status ${answer.status}`;
    const body = Buffer.from(await answer.arrayBuffer());
    if (answer.status === 200) {
      process.stdout.write(body);
      said = null;
    }
  } catch (e) {
    said = String(e.cause?.code ?? e.message);
  }

  if (said === null || Date.now() >= end) break;
  await new Promise(resolve => setTimeout(resolve, 200));
}

if (said !== null) {
  console.error(`${rest[0]} answers ${said}`);
  process.exitCode = 1;
}
