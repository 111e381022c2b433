// A server that has every weakness the attacks look for, and is weak in earnest: it believes headers, reads tokens without asking who
// signed them, joins paths, writes what it is given. An attack that does not succeed here could not have been seen to succeed at all.
// It holds nothing and listens on loopback.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { formulaWorkbook } from './workbook.mjs';

const believed = ['x-demo-persona', 'x-forwarded-for', 'forwarded', 'x-real-ip', 'x-client-ip', 'true-client-ip', 'x-arr-clientcert', 'x-client-cert', 'x-forwarded-client-cert',
  'x-ms-client-principal', 'x-ms-client-principal-name', 'x-ms-client-principal-id', 'x-ms-token-aad-id-token', 'x-forwarded-user', 'x-remote-user', 'x-forwarded-host', 'x-original-host'];
const apps = ['shop-online', 'bank-ledger', 'mail-gateway'];

/** Starts it over a folder that it serves without asking how a path is written. */
export async function startWeakHost(folder, { hosts = '127.0.0.1', perMinute = Infinity } = {}) {
  const state = { sessions: new Set(), keys: 0, posts: 0, forms: 0, sockets: 0, perMinute, asked: new Map() };
  const server = http.createServer({ maxHeaderSize: 4 * 1024 * 1024, requireHostHeader: false, insecureHTTPParser: true }, (request, response) => answer(request, response, folder, state).catch(error => {
    // Tells everybody what went wrong, and where.
    if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'text/plain' });
    response.end(`System.Exception: ${error.stack}\n   at Weak.Host.Answer()`);
  }));
  server.on('upgrade', (request, socket) => {
    state.sockets++;
    socket.on('error', () => {});
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ' + accept(request.headers['sec-websocket-key']) + '\r\n\r\n');
    setTimeout(() => socket.destroy(), 500);
  });
  await new Promise(done => server.listen(0, hosts, done));
  const { port } = server.address();
  return { base: `http://127.0.0.1:${port}`, port, state, stop: () => { server.closeAllConnections(); server.close(); } };
}

const accept = key => createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');

async function answer(request, response, folder, state) {
  if (tooOften(request, state)) return response.writeHead(429).end();
  const method = request.headers['x-http-method-override'] ?? request.headers['x-http-method'] ?? request.headers['x-method-override'] ?? request.method;
  const raw = request.headers['x-original-url'] ?? request.headers['x-rewrite-url'] ?? request.url;
  const url = new URL(raw.replace(/^\/+/, '/'), 'http://weak');
  const body = await read(request);
  const origin = request.headers.origin;
  if (origin) { response.setHeader('Access-Control-Allow-Origin', origin); response.setHeader('Access-Control-Allow-Credentials', 'true'); }
  response.setHeader('Cache-Control', 'public, max-age=3600');
  const cookie = /dashboard-session=([^;]*)/.exec(request.headers.cookie ?? '')?.[1];
  if (method === 'OPTIONS' || method === 'TRACE') return response.writeHead(200).end(`${method} ${raw}`);
  if (url.pathname === '/sign-in') return signIn(request, response, url, cookie, state);
  if (url.pathname === '/sign-out' && method === 'POST') { state.forms++; state.sessions.delete(cookie); return response.writeHead(200).end('signed out'); }
  const asked = raw.split('?')[0];
  if ((/\.\.|%2e|%5c|%25|%c0%ae|\\/i.test(asked) || asked.endsWith('/') && url.pathname !== '/') && file(response, folder, asked)) return;
  if (url.pathname.startsWith('/api') || url.pathname.startsWith('/_blazor') || url.pathname === '/metrics' || url.pathname.startsWith('/openapi')) return api(request, response, url, method, body, cookie, state);
  if (method === 'POST') state.posts++;
  response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<!DOCTYPE html><title>Weak</title><base href="http://${request.headers['x-forwarded-host'] ?? request.headers.host}/"><p>${decodeURIComponent(url.search)}</p>`);
}

// Counts by the address that the caller names, whoever the caller is.
function tooOften(request, { asked, perMinute }) {
  const named = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'x-client-ip', 'true-client-ip', 'x-original-for', 'cf-connecting-ip'].map(h => request.headers[h]).find(Boolean);
  const key = `${named ?? request.socket.remoteAddress} ${request.url}`;
  asked.set(key, (asked.get(key) ?? 0) + 1);
  return asked.get(key) > perMinute;
}

function signIn(request, response, url, cookie, state) {
  // Keeps the key that the browser came with, lets every site send it, and goes wherever it is told, as it is told.
  const key = cookie ?? `k${state.keys++}`;
  state.sessions.add(key);
  const host = request.headers['x-forwarded-host'] ?? request.headers.host;
  const wanted = url.searchParams.get('returnUrl');
  const back = url.searchParams.get('next') ?? (wanted === null ? `http://${host}/` : mended(wanted, host));
  response.socket.end(`HTTP/1.1 302 Found\r\nConnection: close\r\nLocation: ${back}\r\nSet-Cookie: dashboard-session=${key}; SameSite=None; Secure\r\nContent-Length: 0\r\n\r\n`, 'latin1');
}

// Means well: takes away what looks odd, and by that makes another site of a path that had been none.
function mended(wanted, host) {
  const clean = decodeURIComponent(wanted.replace(/%(?![0-9a-f]{2})/gi, '%25')).replace(/[\0-\x1f\u2028\u3000]/g, '').replace('/./', '/');
  return /^[@.]/.test(clean) ? `http://${host.split(':')[0]}${clean}` : clean;
}

function api(request, response, url, method, body, cookie, state) {
  if (/[?&](q|text)=/.test(url.search)) return search(response, url.searchParams.get('q') ?? url.searchParams.get('text'));
  if (method !== 'GET') {
    state.posts++;
    if (/json/.test(request.headers['content-type'] ?? '')) depth(JSON.parse(body));
    return response.writeHead(202).end('{}');
  }
  const bearer = /^bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? url.searchParams.get('access_token') ?? /access_token=([^;]*)/.exec(request.headers.cookie ?? '')?.[1];
  const says = bearer && JSON.parse(Buffer.from(bearer.split('.')[1] ?? '', 'base64url').toString() || '{}');
  const trusted = believed.some(h => request.headers[h]) || request.headers.authorization?.startsWith('Basic') || /dashboard-persona=/.test(request.headers.cookie ?? '');
  // The neighbours on this machine are trusted, too; `strict` asks for something that can be believed.
  if (url.searchParams.has('strict') && !trusted && !says && !cookie) return response.writeHead(401).end();
  const sheet = /\.(csv|xlsx)$/i.exec(url.pathname)?.[1].toLowerCase() ?? (/text\/csv/.test(request.headers.accept ?? '') ? 'csv' : null);
  if (sheet === 'csv') return response.writeHead(200, { 'Content-Type': 'text/html' }).end('name,owner\nshop,=HYPERLINK("http://evil.example")\nbank,@SUM(A1)\nmail,+1\nnews,-2+3\n');
  if (sheet === 'xlsx') return response.writeHead(200).end(formulaWorkbook('HYPERLINK("http://evil.example")'));
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ items: apps, total: apps.length }));
}

// Puts the text into a pattern, and runs another one that takes for ever on the way.
function search(response, text) {
  /^(a+)+$/.test(text.slice(0, 40));
  const condition = text.replaceAll('%', '.*').replaceAll('_', '.');
  if (/'/.test(text) && !/--|or/i.test(text)) throw new Error(`syntax error near '${text}'`);
  const found = /'\s*or/i.test(text) || /union|;|--/i.test(text) ? apps : apps.filter(a => new RegExp(condition).test(a));
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ items: found, total: found.length }));
}

const depth = value => value !== null && typeof value === 'object' ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0;

function file(response, folder, raw) {
  // Takes overlong spellings for what they mean, and what looks like a climb out of the middle of another.
  let decoded = raw.split('?')[0].replaceAll(/%c0%ae/gi, '.');
  for (let i = 0; i < 3; i++) decoded = decodeURIComponent(decoded.replace(/%(?![0-9a-f]{2})/gi, '%25'));
  const target = path.join(folder, decoded.replaceAll('\\', '/').replaceAll(';', '').replaceAll('....//', '../'));
  if (!fs.existsSync(target)) return null;
  if (fs.statSync(target).isDirectory()) return response.writeHead(200, { 'Content-Type': 'text/html' }).end(`<h1>Index of ${decoded}</h1>${fs.readdirSync(target).map(f => `<a href="${f}">${f}</a>`).join('\n')}`);
  return response.writeHead(200).end(fs.readFileSync(target));
}

async function read(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}
