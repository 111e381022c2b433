// A large estate as Azure would answer it: Resource Graph's pages for the program's own queries, made as they are asked for.
// Nothing is interpreted and nothing is drawn by chance: what is measured with it is the program.
import { once } from 'node:events';
import http from 'node:http';

const subscriptions = Array.from({ length: 8 }, (_, i) => `aaaaaaaa-0000-0000-0000-00000000000${i}`);
const perPlan = 20;
const number = i => String(i).padStart(7, '0');
const web = i => `/subscriptions/${subscriptions[i % subscriptions.length]}/resourceGroups/rg-${i % 500}/providers/Microsoft.Web`;
const pick = (i, values) => values[(i * 7919) % values.length];

const container = (id, name, subscriptionId, tags) => ({ id, name, subscriptionId, tags });

function app(i) {
  const tags = { owner: `team-${i % 300}`, costCentre: `CC-${i % 90}`, environment: pick(i, ['prod', 'test', 'dev']) };
  if (i % 5 !== 0) tags.dataClassification = pick(i, ['public', 'internal', 'confidential', 'restricted']);
  return {
    id: `${web(i)}/sites/app-${number(i)}`, name: `app-${number(i)}`, kind: 'app,linux', location: 'westeurope', resourceGroup: `rg-${i % 500}`,
    subscriptionId: subscriptions[i % subscriptions.length], tags, state: i % 40 === 0 ? 'Stopped' : 'Running', enabled: true, sku: null,
    serverFarmId: `${web(i)}/serverfarms/plan-${number(i - (i % perPlan))}`, defaultHostName: `app-${number(i)}.azurewebsites.net`,
    clientCertEnabled: i % 3 !== 0, clientCertMode: pick(i, ['Required', 'Required', 'Optional']),
    clientCertExclusionPaths: i % 11 === 0 ? `/open/${i}` : null, clientCertExclusionEndPoints: null, httpsOnly: i % 7 !== 0,
    publicNetworkAccess: pick(i, [null, 'Enabled', 'Disabled']), hasClientCertEnabled: true, hasClientCertMode: true,
    hasClientCertExclusionPaths: true, hasClientCertExclusionEndPoints: true, hasHttpsOnly: true, hasPublicNetworkAccess: true,
    http20Enabled: i % 2 === 0, minTlsVersion: '1.2', ipSecurityRestrictions: null, ipSecurityRestrictionsDefaultAction: null,
    hasHttp20Enabled: true, hasMinTlsVersion: true, hasIpSecurityRestrictions: true,
  };
}

const plan = i => ({
  id: `${web(i * perPlan)}/serverfarms/plan-${number(i * perPlan)}`, name: `plan-${number(i * perPlan)}`, kind: 'linux',
  tier: pick(i, ['PremiumV3', 'Basic', 'Free']), skuName: pick(i, ['P1v3', 'B1', 'F1']), capacity: 1, reserved: true,
  location: 'westeurope', webSpace: 'rg-WestEuropewebspace-Linux', hostingEnvironmentId: null, maximumElasticWorkerCount: 1, numberOfSites: perPlan, tags: null,
});

// By the table and type that a query names first: how many rows, and which row is at a place.
function rowsOf(query, apps) {
  const text = query.toLowerCase();
  if (text.includes('resourcechanges')) return [0, null];
  if (text.includes("'microsoft.resources/subscriptions/resourcegroups'"))
    return [500, i => container(`/subscriptions/${subscriptions[i % subscriptions.length]}/resourceGroups/rg-${i}`, `rg-${i}`, subscriptions[i % subscriptions.length], null)];
  if (text.includes('resourcecontainers')) return [subscriptions.length, i => container(`/subscriptions/${subscriptions[i]}`, `Subscription ${i}`, subscriptions[i], null)];
  if (text.includes("'microsoft.web/serverfarms'")) return [Math.ceil(apps / perPlan), plan];
  return [apps, app];
}

/** Serves an estate of so many apps; resolves to its address. */
export async function serveLargeEstate(apps) {
  const server = http.createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const path = request.url.split('?')[0].toLowerCase();
    const answer = (status, body) => response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
    if (path === '/subscriptions') {
      answer(200, { value: subscriptions.map((s, i) => ({ id: `/subscriptions/${s}`, subscriptionId: s, displayName: `Subscription ${i}`, state: 'Enabled' })) });
    } else if (path.endsWith('/microsoft.resourcegraph/resources')) {
      const { query, options } = JSON.parse(Buffer.concat(chunks));
      const [total, row] = rowsOf(query, apps);
      const from = Number(options?.$skipToken ?? 0);
      const count = Math.min(options?.$top ?? 1000, 1000, total - from);
      const next = from + count < total ? { $skipToken: String(from + count) } : {};
      answer(200, { totalRecords: total, count, data: Array.from({ length: count }, (_, i) => row(from + i)), facets: [], resultTruncated: 'false', ...next });
    } else {
      answer(404, { error: { code: 'ResourceNotFound', message: 'There is no such resource.' } });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() };
}
