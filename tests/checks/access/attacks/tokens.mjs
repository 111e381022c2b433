// Tokens that are not what they say. Each differs in one thing from one that the program takes; the last attack of all takes a good one.
import { createHmac, createPublicKey, createSign, generateKeyPairSync } from 'node:crypto';
import { claims, otherTenant, tenant } from '../servers.mjs';
import { send } from '../requests.mjs';
import { served } from './targets.mjs';
import { DASHBOARD } from '../../../oidc-provider/people.mjs';

const part = value => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const now = () => Math.floor(Date.now() / 1000);

/** A token by hand. */
const written = (header, payload, sign = () => '') => {
  const text = `${part({ typ: 'JWT', ...header })}.${part(payload)}`;
  return `${text}.${sign(text)}`;
};

export async function tokens(azure) {
  const { provider } = azure;
  const whole = (roles = ['Reader'], change = {}) => ({ iss: provider.issuer(), iat: now() - 60, nbf: now() - 60, exp: now() + 3600, ...claims(roles, change) });
  const [jwk] = await provider.keys();
  const pem = createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const ownJwk = { ...own.publicKey.export({ format: 'jwk' }), kid: 'mine', alg: 'RS256', use: 'sig' };
  const rs256 = text => createSign('RSA-SHA256').update(text).sign(own.privateKey, 'base64url');
  const hs256 = secret => text => createHmac('sha256', secret).update(text).digest('base64url');
  const good = (await provider.forge(claims(['Reader']))).split('.');
  const admin = part(whole(['Reader', 'Admin']));

  const forged = {
    'another audience': await provider.forge(claims(['Reader'], { aud: 'api://another-api' })),
    'the audience of the provider itself': await provider.forge(claims(['Reader'], { aud: provider.issuer() })),
    'no audience': await provider.forge(claims(['Reader'], { aud: undefined })),
    'another issuer, with our key': await provider.forge(claims(['Reader'], { iss: 'https://evil.example/v2.0' })),
    'the issuer of another tenant, with its key': await provider.forge(claims(['Reader'], { tid: otherTenant }), { of: otherTenant }),
    'another tenant\'s key, and our issuer': await provider.forge(claims(['Reader'], { iss: provider.issuer() }), { of: otherTenant }),
    'our issuer, and another tenant in it': await provider.forge(claims(['Reader'], { tid: otherTenant })),
    'no tenant': await provider.forge(claims(['Reader'], { tid: undefined })),
    'nobody in it': await provider.forge(claims(['Reader'], { oid: undefined })),
    'expired': await provider.forge(claims(['Reader']), { expiresIn: -600 }),
    'not yet valid': await provider.forge(claims(['Reader'], { nbf: now() + 3600 })),
    'an ID token': await provider.forge(claims(['Reader'], { aud: DASHBOARD, nonce: 'n', scp: undefined, azp: undefined })),
    'an ID token for the API\'s audience': await provider.forge(claims(['Reader'], { nonce: 'n' })),
    'no signature': `${good[0]}.${good[1]}.`,
    'a signature of another token': `${good[0]}.${admin}.${good[2]}`,
    'a key of one\'s own': written({ alg: 'RS256', kid: 'mine' }, whole(), rs256),
    'a key of one\'s own under our name': written({ alg: 'RS256', kid: jwk.kid }, whole(), rs256),
    'a key of one\'s own in the header': written({ alg: 'RS256', kid: 'mine', jwk: ownJwk }, whole(), rs256),
    'an address for the key in the header': written({ alg: 'RS256', kid: 'mine', jku: `${azure.base}/keys` }, whole(), rs256),
    'a certificate for the key in the header': written({ alg: 'RS256', kid: 'mine', x5u: 'http://127.0.0.1:9/' }, whole(), rs256),
    'HS256 with our public key as PEM': written({ alg: 'HS256', kid: jwk.kid }, whole(), hs256(pem)),
    'HS256 with our public key as PEM without its end': written({ alg: 'HS256', kid: jwk.kid }, whole(), hs256(pem.trim())),
    'HS256 with our public key\'s modulus': written({ alg: 'HS256', kid: jwk.kid }, whole(), hs256(Buffer.from(jwk.n, 'base64url'))),
    'HS256 with an empty secret': written({ alg: 'HS256', kid: '../../../../dev/null' }, whole(), hs256('')),
    'HS256 with the client\'s secret': written({ alg: 'HS256' }, whole(), hs256('a-secret-of-the-tests-only')),
  };
  for (const alg of ['none', 'None', 'NONE', 'nOnE', '']) {
    forged[`alg ${alg || '(empty)'}`] = written({ alg, kid: jwk.kid }, whole());
    forged[`alg ${alg || '(empty)'} with the old signature`] = written({ alg, kid: jwk.kid }, whole(), () => good[2]);
  }
  const attacks = Object.entries(forged).map(([name, token]) => ({
    group: 'tokens', name, attempt: async t => served(await send(t.base, { path: `/api/v1/overview${t.kind === 'weak' ? '?strict' : ''}`, headers: { Authorization: `Bearer ${token}` } })),
  }));
  // A good token where none is looked for.
  const whole1 = good.join('.');
  attacks.push(
    { group: 'tokens', name: 'a good token in the address', attempt: async t => served(await send(t.base, { path: `/api/v1/overview?${t.kind === 'weak' ? 'strict&' : ''}access_token=${whole1}` })) },
    { group: 'tokens', name: 'a good token in a cookie', attempt: async t => served(await send(t.base, { path: `/api/v1/overview${t.kind === 'weak' ? '?strict' : ''}`, headers: { Cookie: `access_token=${whole1}` } })) },
    { group: 'tokens', name: 'a good token at a page', attempt: async t => served(await send(t.base, { path: '/apps', headers: { Accept: 'text/html', Authorization: `Bearer ${whole1}` } })) },
  );
  const taken = await send(azure.base, { path: '/api/v1/overview', headers: { Authorization: `Bearer ${whole1}` } });
  if (taken.status !== 200 || !tenant) throw new Error(`a good token is refused (${taken.status}), so the wrong ones prove nothing`);
  return attacks;
}
