// Requests that go out exactly as they are written: no cookie jar, no following, no mending of paths, any Host.
import http from 'node:http';
import net from 'node:net';

const agent = new http.Agent({ keepAlive: true, maxSockets: 16 });

/** Sends one request and reads the whole answer; a connection that the server ends is status 0. */
export function send(base, { method = 'GET', path = '/', headers = {}, body = null, timeout = 60_000 } = {}) {
  const { hostname, port } = new URL(base);
  return new Promise(resolve => {
    const failed = error => resolve({ status: 0, headers: {}, body: Buffer.alloc(0), text: String(error.code ?? error.message) });
    let request;
    try {
      request = http.request({ agent, hostname, port, method, path, headers: body === null ? headers : { 'Content-Length': Buffer.byteLength(body), ...headers }, timeout }, answer => {
        const parts = [];
        answer.on('data', part => parts.push(part));
        answer.on('error', failed);
        answer.on('end', () => {
          const whole = Buffer.concat(parts);
          resolve({ status: answer.statusCode, headers: answer.headers, raw: answer.rawHeaders, body: whole, text: whole.toString('utf8') });
        });
      });
    } catch (error) { failed(error); return; }
    request.on('timeout', () => request.destroy(new Error('timeout')));
    request.on('error', failed);
    request.end(body ?? undefined);
  });
}

/** Sends bytes as they are and returns what came back within a while. */
export function sendRaw(base, bytes, wait = 3000) {
  const { hostname, port } = new URL(base);
  return new Promise(resolve => {
    let text = '';
    const socket = net.connect(Number(port), hostname, () => socket.write(bytes));
    const done = () => { socket.destroy(); resolve(text); };
    socket.setTimeout(wait, done);
    socket.on('data', data => { text += data.toString('latin1'); if (/\r\n\r\n/.test(text) && /^HTTP\/1\.1 (101|4|5|3)/.test(text)) done(); });
    socket.on('error', done);
    socket.on('close', done);
  });
}

/** Asks to open a web socket, and returns the status of the answer. */
export async function upgrade(base, path, headers = {}) {
  const lines = Object.entries({
    Host: new URL(base).host, Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==', ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  const answer = await sendRaw(base, `GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  return Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0);
}

/** What a browser keeps of one site. */
export class Cookies {
  #kept = new Map();
  take(answer) {
    for (const line of answer.headers['set-cookie'] ?? []) {
      const [pair, ...attributes] = line.split(';').map(p => p.trim());
      const name = pair.slice(0, pair.indexOf('='));
      const gone = attributes.some(a => /^expires=Thu, 01 Jan 1970/i.test(a) || /^max-age=0$/i.test(a));
      const sameSite = /^samesite=(\w)(\w+)$/i.exec(attributes.find(a => /^samesite=/i.test(a)) ?? '');
      if (gone) this.#kept.delete(name);
      else this.#kept.set(name, {
        value: pair.slice(name.length + 1), secure: attributes.some(a => /^secure$/i.test(a)), sameSite: sameSite ? sameSite[1].toUpperCase() + sameSite[2].toLowerCase() : null,
      });
    }
  }
  set(name, value) { this.#kept.set(name, { value, secure: false, sameSite: null }); }
  get(name) { return this.#kept.get(name)?.value; }
  get header() { return [...this.#kept].map(([name, { value }]) => `${name}=${value}`).join('; '); }
  /** Each with what its host said of it. */
  get all() { return [...this.#kept].map(([name, cookie]) => ({ name, ...cookie })); }
}

/** Does work for each item, a few at a time. */
export async function each(items, work, workers = 6) {
  const queue = [...items];
  await Promise.all(Array.from({ length: workers }, async () => { while (queue.length > 0) await work(queue.shift()); }));
}
