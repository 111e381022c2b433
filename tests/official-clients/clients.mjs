// Reads the simulator with Azure's own clients. Prints its figures as JSON; any mismatch throws.
import assert from "node:assert/strict";
import { WebSiteManagementClient } from "@azure/arm-appservice";
import { ResourceGraphClient } from "@azure/arm-resourcegraph";

const endpoint = process.argv[2];
assert.equal(new URL(endpoint).hostname, "127.0.0.1", "only ever talk to loopback");

const credential = {
  getToken: async () => ({ token: "dummy", expiresOnTimestamp: Number.MAX_SAFE_INTEGER }),
};

// The clients' own token policy refuses plain HTTP; this one sends a dummy, and to loopback only.
function connect(Client, ...args) {
  const client = new Client(credential, ...args, { endpoint, allowInsecureConnection: true });
  client.pipeline.removePolicy({ name: "bearerTokenAuthenticationPolicy" });
  client.pipeline.addPolicy({
    name: "loopbackTokenPolicy",
    sendRequest(request, next) {
      assert.equal(new URL(request.url).hostname, "127.0.0.1");
      request.headers.set("Authorization", "Bearer dummy");
      return next(request);
    },
  });
  return client;
}

async function collect(pages) {
  const items = [];
  for await (const item of pages) {
    items.push(item);
  }
  return items;
}

const graph = connect(ResourceGraphClient);

async function query(text, top) {
  const rows = [];
  let skipToken;
  let requests = 0;
  do {
    const page = await graph.resources({ query: text, options: { top, skipToken, resultFormat: "objectArray" } });
    assert.equal(page.resultTruncated, "false");
    assert.equal(page.count, page.data.length);
    rows.push(...page.data);
    skipToken = page.skipToken;
    requests++;
  } while (skipToken);
  return { rows, requests };
}

const sites = await query(
  "resources | where type == 'microsoft.web/sites' | project id, name, resourceGroup, subscriptionId, httpsOnly = tobool(properties.httpsOnly) | order by id asc",
  200,
);
const slots = await query("resources | where type == 'microsoft.web/sites/slots' | project id, name, resourceGroup, subscriptionId | order by id asc", 1000);
assert.ok(sites.requests > 1, "the estate must need several pages");
assert.equal(new Set(sites.rows.map((r) => r.id)).size, sites.rows.length);

let listed = 0;
let largest = 0;
for (const subscription of new Set(sites.rows.map((r) => r.subscriptionId))) {
  const apps = await collect(connect(WebSiteManagementClient, subscription).webApps.list());
  assert.deepEqual(
    apps.map((a) => a.id).sort(),
    sites.rows.filter((r) => r.subscriptionId === subscription).map((r) => r.id).sort(),
  );
  listed += apps.length;
  largest = Math.max(largest, apps.length);
}
assert.ok(largest > 100, "one list must need several pages");

const slot = slots.rows[0];
const [site, slotName] = slot.name.split("/");
const web = connect(WebSiteManagementClient, slot.subscriptionId);
const app = await web.webApps.get(slot.resourceGroup, site);
assert.equal(app.name, site);
assert.equal(app.type, "Microsoft.Web/sites");
const config = await web.webApps.getConfiguration(slot.resourceGroup, site);
assert.match(config.minTlsVersion, /^1\.[0-3]$/);
const ofSite = await collect(web.webApps.listSlots(slot.resourceGroup, site));
assert.ok(ofSite.some((s) => s.id === slot.id));
assert.equal((await web.webApps.getSlot(slot.resourceGroup, site, slotName)).name, slot.name);
const plans = await collect(web.appServicePlans.list());
assert.ok(plans.some((p) => p.id.toLowerCase() === app.serverFarmId.toLowerCase()));

await assert.rejects(web.webApps.get(slot.resourceGroup, "no-such-site"), (e) => e.statusCode === 404 && e.code === "ResourceNotFound");
await assert.rejects(graph.resources({ query: "resources | where nosuch == 1" }), (e) => e.statusCode === 400 && e.code === "BadRequest");

console.log(JSON.stringify({ sites: sites.rows.length, listed, slots: slots.rows.length, graphPages: sites.requests }));
