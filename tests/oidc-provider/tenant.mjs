// One tenant: a provider of its own under /TENANT/v2.0, with its own key.
import { generateKeyPair, exportJWK, SignJWT } from "jose";
import Provider from "oidc-provider";
import { DASHBOARD, SECRET, machines, people } from "./people.mjs";

export async function createTenant(origin, id, app) {
  const path = `/${id}/v2.0`;
  const { privateKey } = await generateKeyPair("RS256", { extractable: true });
  const key = { ...await exportJWK(privateKey), kid: `key-of-${id}`, alg: "RS256", use: "sig" };
  const provider = new Provider(origin + path, configuration(id, path, app, key));
  return {
    path,
    provider,
    // A token with the tenant's own key, for what the provider itself would never say.
    forge: (claims, expiresIn) => {
      const now = Math.floor(Date.now() / 1000);
      return new SignJWT({ iss: origin + path, iat: now - 7200, nbf: now - 7200, ...claims, exp: now + expiresIn })
        .setProtectedHeader({ alg: "RS256", kid: key.kid, typ: "JWT" }).sign(privateKey);
    },
  };
}

const configuration = (tenant, path, app, key) => ({
  clients: [
    {
      client_id: DASHBOARD,
      client_secret: SECRET,
      redirect_uris: [`${app}/signin-oidc`],
      post_logout_redirect_uris: [`${app}/signout-callback-oidc`],
      response_types: ["code"],
      grant_types: ["authorization_code"],
      token_endpoint_auth_method: "client_secret_post",
    },
    ...Object.values(machines).map(machine => ({
      client_id: machine.id,
      client_secret: SECRET,
      redirect_uris: [],
      response_types: [],
      grant_types: ["client_credentials"],
      token_endpoint_auth_method: "client_secret_post",
    })),
  ],
  jwks: { keys: [key] },
  cookies: { keys: ["cookies-of-the-tests"] },
  pkce: { required: () => true },
  // Entra ID puts what it knows of somebody into the ID token itself.
  conformIdTokenClaims: false,
  claims: {
    openid: ["sub", "tid", "oid", "roles", "groups", "hasgroups", "ver"],
    profile: ["name", "preferred_username"],
    email: ["email"],
  },
  findAccount: (_, name) => people[name] && {
    accountId: name,
    claims: () => ({ sub: name, tid: tenant, ver: "2.0", ...people[name] }),
  },
  // Consent is given for the whole organisation.
  loadExistingGrant: async ctx => {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope("openid profile email");
    await grant.save();
    return grant;
  },
  interactions: { url: (_, interaction) => `${path}/interaction/${interaction.uid}` },
  extraTokenClaims: (_, token) => {
    const machine = Object.values(machines).find(m => m.id === token.clientId);
    return machine && { tid: tenant, oid: machine.id, azp: machine.id, idtyp: "app", roles: machine.roles, ver: "2.0" };
  },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => {
        ctx.body = `<!DOCTYPE html><title>Sign out</title><h1>Sign out at the provider?</h1>${form}
          <button type="submit" form="op.logoutForm" name="logout" value="yes">Yes</button>`;
      },
    },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (_, resource) => ({
        audience: resource, scope: "", accessTokenTTL: 3600, accessTokenFormat: "jwt", jwt: { sign: { alg: "RS256" } },
      }),
    },
  },
});
