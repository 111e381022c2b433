// A real OpenID provider for two tenants, on loopback.
//   node server.mjs --port 5091 --app http://127.0.0.1:5080
// Says on stdout when it listens. POST /forge {tenant, claims, expiresIn} answers a token that a tenant's own key signed.
import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { people, TENANTS } from "./people.mjs";
import { createTenant } from "./tenant.mjs";

const { values } = parseArgs({ options: { port: { type: "string" }, app: { type: "string" } } });
const origin = `http://127.0.0.1:${values.port}`;
const tenants = Object.fromEntries(await Promise.all(TENANTS.map(async id => [id, await createTenant(origin, id, values.app)])));

const body = async request => {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text;
};

const form = problem => `<!DOCTYPE html><title>Sign in</title><h1>Sign in</h1><p>${problem}</p>
  <form method="post"><label>Name <input name="login" autofocus></label><button>Next</button></form>`;

async function interact(tenant, request, response) {
  if (request.method !== "POST") return response.setHeader("content-type", "text/html").end(form(""));
  const login = new URLSearchParams(await body(request)).get("login");
  if (!Object.hasOwn(people, login)) return response.setHeader("content-type", "text/html").end(form("Nobody has this name."));
  return tenant.provider.interactionFinished(request, response, { login: { accountId: login } });
}

async function forge(request, response) {
  const { tenant, claims, expiresIn = 3600 } = JSON.parse(await body(request));
  response.end(await tenants[tenant].forge(claims, expiresIn));
}

createServer(async (request, response) => {
  try {
    if (request.url === "/forge") return await forge(request, response);
    const tenant = Object.values(tenants).find(t => request.url.startsWith(`${t.path}/`));
    if (!tenant) return response.writeHead(404).end();
    if (request.url.startsWith(`${tenant.path}/interaction/`)) return await interact(tenant, request, response);
    request.originalUrl = request.url;
    request.url = request.url.slice(tenant.path.length);
    return await tenant.provider.callback()(request, response);
  } catch (error) {
    console.error(error);
    if (!response.headersSent) response.writeHead(500).end();
  }
}).listen(Number(values.port), "127.0.0.1", () => console.log("listening"));
