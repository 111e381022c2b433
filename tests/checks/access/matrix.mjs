// Who may do what, written by hand from the roles of the design and never read from the program: a policy that was loosened there is a
// mismatch here, and so is whatever this table does not know. A row names the roles of which one is enough.

export const roles = ['Reader', 'FinOps', 'Security', 'RiskApprover', 'Auditor', 'Admin', 'AppOwner', 'Ingest', 'Monitor'];

/** Open to everybody. */
export const anyone = 'anyone';

const reader = ['Reader'];
const runs = ['Security'];
const work = ['Security'];
const assume = ['FinOps'];
const ask = ['Security', 'AppOwner'];
const decide = ['RiskApprover'];
const seal = ['Security'];
const sign = ['RiskApprover', 'Auditor'];
const comment = ['Security', 'RiskApprover', 'AppOwner'];
const certificates = ['Security'];
const ingest = ['Ingest'];
const settings = ['Admin'];
const audit = ['Auditor', 'Admin'];
const operations = ['Admin', 'Auditor', 'Security'];
const tests = ['Admin', 'Security'];
const metrics = ['Monitor', 'Admin', 'Security'];

const list = (name, may = reader) => ({ [`GET /api/v1/${name}`]: may, [`GET /api/v1/${name}.{format}`]: may });

/** Endpoints by method and pattern. */
export const endpoints = {
  'GET /health/live': anyone,
  'GET /health/ready': anyone,
  'GET /openapi/{documentName}.json': reader,
  'GET /metrics': metrics,
  ...list('overview'), ...list('kpis/coverage'), ...list('kpis/time-to-remediate'), ...list('kpis/findings'), ...list('kpis/finding-weeks'), ...list('findings'), ...list('exceptions'), ...list('policy-exemptions'), ...list('certificates'), ...list('pkis'), ...list('apps'), ...list('changes'), ...list('history'), ...list('runs'), ...list('snapshots'), ...list('rules'),
  ...list('tags'), ...list('untagged'), ...list('plans'), ...list('costs'), ...list('unlock-costs'), ...list('unlock-costs/realised'), ...list('assumptions'), ...list('subscriptions'), ...list('audit', audit),
  'GET /api/v1/apps/{id}': reader,
  'GET /api/v1/plans/{id}': reader,
  'GET /api/v1/runs/{id}': reader,
  'GET /api/v1/findings/{id}': reader,
  'GET /api/v1/status': reader,
  'GET /api/v1/connections': operations,
  'POST /api/v1/runs': runs,
  'POST /api/v1/findings/{id}/assign': work, 'POST /api/v1/findings/{id}/comment': work, 'POST /api/v1/findings/{id}/link': work,
  'GET /api/v1/certificates/{id}': reader, 'GET /api/v1/certificates/calendar': reader, 'GET /api/v1/kpis/renewal-lead-time': reader,
  'POST /api/v1/certificates': ingest, 'POST /api/v1/certificates/import': certificates, 'POST /api/v1/certificates/{id}/retire': certificates,
  'POST /api/v1/certificates/{id}/revoke': certificates, 'POST /api/v1/certificates/{id}/confirm-successor': certificates,
  'POST /api/v1/pkis': certificates, 'PUT /api/v1/pkis/{id}': certificates,
  'GET /api/v1/exceptions/{id}': reader,
  'POST /api/v1/exceptions': ask, 'POST /api/v1/exceptions/{id}/withdraw': ask, 'POST /api/v1/exceptions/{id}/comment': comment,
  'POST /api/v1/exceptions/{id}/approve': decide, 'POST /api/v1/exceptions/{id}/reject': decide, 'POST /api/v1/exceptions/{id}/revoke': decide,
  'GET /api/v1/snapshots/{month}': reader, 'GET /api/v1/snapshots/{month}.{format}': reader, 'POST /api/v1/snapshots/{month}/seal': seal,
  'POST /api/v1/snapshots/{month}/sign-off': sign,
  'PUT /api/v1/assumptions': assume,
  'POST /api/v1/runs/{id}/cancel': runs,
  'POST /api/v1/subscriptions/{id}/retire': settings,
  'POST /api/v1/connections/test': tests,
  'POST /api/v1/connections/{source}/test': tests,
};

/** What each mode has beside that. */
export const ofMode = {
  Azure: {
    // Who has a session is sent back, everybody else to the provider; the page about a refusal has the refusal's status.
    'GET /sign-in': { session: 'allowed', others: 'sign-in' }, 'GET /sign-in-refused': { session: '403', others: '403' },
    'POST /sign-out': anyone, 'GET /signed-out': anyone, '* /signin-oidc': anyone, '* /signout-callback-oidc': anyone,
  },
  Demo: { 'POST /persona': reader },
};

/** Pages ask for Reader, and for one of these as well. */
export const pages = {
  '/': reader, '/apps': reader, '/apps/{ResourceId}': reader, '/changes': reader, '/rules': reader, '/tags': reader, '/runs': reader, '/runs/{Id}': reader,
  '/status': reader, '/findings': reader, '/exceptions': reader, '/exceptions/{Id}': reader, '/exceptions/new': reader, '/exceptions/policy': reader, '/remediation': reader, '/my-apps': reader,
  '/snapshots': reader, '/snapshots/{Name}': reader, '/certificates': reader, '/certificates/import': reader, '/certificates/{Id}': reader, '/pkis': reader, '/costs': reader, '/assumptions': reader, '/plans': reader, '/plans/{ResourceId}': reader, '/error': reader, '/not-found': reader, '/audit': audit, '/connect': operations,
};

/** The circuit of open pages, by pattern. */
export const circuit = ['/_blazor', '/_blazor/negotiate', '/_blazor/initializers', '/_blazor/disconnect'];

/** The framework's own, by pattern: redirects of forms, and files that were added after the build. Static files are open, each of them. */
export const framework = { '/_framework/opaque-redirect': reader, '/{path}': reader };

/** What can be done on which page, and by whom. `when` names what has to be the case first: see authorisation.mjs. */
export const actions = {
  'run.start': { may: runs, on: ['/runs'] },
  'run.cancel': { may: runs, on: ['/runs', '/status'], when: 'a run is under way' },
  'app.recheck': { may: runs, on: ['/apps/{ResourceId}'] },
  'subscription.retire': { may: settings, on: ['/status'], when: 'a subscription is missing' },
  'finding.assign': { may: work, on: ['/findings'] }, 'finding.link': { may: work, on: ['/findings'] }, 'finding.comment': { may: work, on: ['/findings'] },
  'exception.request': { may: ask, on: ['/exceptions/new'] },
  'exception.approve': { may: decide, on: ['/exceptions', '/exceptions/{Id}'], when: 'an exception is asked for' },
  'exception.reject': { may: decide, on: ['/exceptions', '/exceptions/{Id}'], when: 'an exception is asked for' },
  'exception.comment': { may: comment, on: ['/exceptions', '/exceptions/{Id}'], when: ['an exception is asked for', 'an exception is active'] },
  'exception.revoke': { may: decide, on: ['/exceptions', '/exceptions/{Id}'], when: 'an exception is active' },
  'exception.withdraw': { may: ask, on: ['/exceptions', '/exceptions/{Id}'], when: 'one\'s own exception is asked for' },
  'assumptions.change': { may: assume, on: ['/assumptions'] },
  // The estate of Azure mode has no past: its last month is over and open. The demo's is sealed.
  'month.seal': { may: seal, on: ['/snapshots'], mode: 'Azure' },
  'month.sign': { may: sign, on: ['/snapshots/{Name}'], mode: 'Demo' },
  'certificates.import': { may: certificates, on: ['/certificates/import'] }, 'pki.save': { may: certificates, on: ['/pkis'] },
  'certificate.retire': { may: certificates, on: ['/certificates/{Id}'], when: 'a certificate may be followed' }, 'certificate.revoke': { may: certificates, on: ['/certificates/{Id}'], when: 'a certificate may be followed' },
  'certificate.successor': { may: certificates, on: ['/certificates/{Id}'], when: 'a certificate may be followed' },
  'connections.test': { may: tests, on: ['/connect'] },
  'connection.test': { may: tests, on: ['/connect'] },
  'connections.cancel': { may: tests, on: ['/connect'], when: 'one\'s own test is under way' },
  'session.end': { may: reader, on: 'every page', mode: 'Azure' },
  'persona.choose': { may: reader, on: 'every page', mode: 'Demo' },
};

/** The personas of the demo and their roles. Who names none is the default one on pages and nobody at the API. */
export const personas = {
  reader: ['Reader'], finops: ['Reader', 'FinOps'], security: ['Reader', 'Security'], approver: ['Reader', 'RiskApprover'],
  auditor: ['Reader', 'Auditor'], admin: ['Reader', 'Admin'], owner: ['Reader', 'AppOwner'],
};
export const defaultPersona = 'security';
