// The faults, how a run with them must end, and a word that the run must say. What is expected of figures is the same for all:
// see faults.mjs. Headers keep waits short where a fault stays; without a header the program waits 0.8 s, 1.6 s and so on.
const apps = { query: 'microsoft.web/sites' };
const plans = { query: 'serverfarms' };
const groups = { query: 'resourcegroups' };
const changes = { table: 'resourcechanges' };
const list = { path: '/subscriptions' };
const reads = { path: '/subscriptions/*', method: 'GET' };
const once = { first: 1 };
const laterPages = { after: 1 };
const small = { kind: 'smallPages', rows: 60 };

/** `where` has a subscription, a group of it, and the origin of a host that must never be asked. */
export const cases = where => [
  // Throttling
  ['429 storm that ends', 'Succeeded', null, { kind: 'throttle', retryAfterSeconds: 1, quotaResetsAfterSeconds: 1, when: { first: 3 } }],
  ['429 storm without Retry-After', 'Succeeded', null, { kind: 'throttle', when: { first: 2 } }],
  ['429 for apps that stays', 'Failed', '429', { kind: 'throttle', retryAfterSeconds: 0, match: apps }],
  ['429 for groups that stays', 'Partial', '429', { kind: 'throttle', retryAfterSeconds: 0, match: groups }],
  ['429 for plans that stays', 'Partial', '429', { kind: 'throttle', retryAfterSeconds: 0, match: plans }],
  // Failures of the service and of the way to it
  ['503 for every third request', 'Succeeded', null, { kind: 'serverError', status: 503, retryAfterSeconds: 0, when: { every: 3 } }],
  ['500 for the list', 'Failed', 'HTTP 500', { kind: 'serverError', status: 500, retryAfterSeconds: 0, match: list }],
  ['502 as text for later pages', 'Partial', 'HTTP 502', small, { kind: 'serverError', status: 502, plainText: true, retryAfterSeconds: 0, match: apps, when: laterPages }],
  ['504 for single reads', 'Partial', '504', { kind: 'serverError', status: 504, retryAfterSeconds: 0, match: reads }],
  ['connections reset', 'Succeeded', null, { kind: 'connectionReset', when: { every: 5 } }],
  ['latency', 'Succeeded', null, { kind: 'latency', milliseconds: 100 }],
  ['drips', 'Succeeded', null, { kind: 'slowBody', bytes: 30000, milliseconds: 20, match: { method: 'POST' } }],
  // Bodies
  ['body cut once', 'Succeeded', null, { kind: 'cutBody', percent: 60, match: apps, when: once }],
  ['chunked body cut once', 'Succeeded', null, { kind: 'cutBody', percent: 60, chunked: true, match: apps, when: once }],
  ['later pages cut', 'Partial', 'broke off', small, { kind: 'cutBody', match: apps, when: laterPages }],
  ['gzip that is none', 'Failed', 'broke off', { kind: 'brokenGzip', match: apps }],
  ["proxy's page for groups", 'Partial', 'proxy', { kind: 'proxyPage', match: groups }],
  ["proxy's page for all", 'Failed', 'proxy', { kind: 'proxyPage' }],
  // Rows and pages
  ['malformed apps', 'Succeeded', 'missing from Resource Graph', { kind: 'malformedRows', rows: 40, match: apps }],
  ['malformed plans', 'Succeeded', null, { kind: 'malformedRows', rows: 1000, match: plans }],
  ['malformed groups', 'Succeeded', null, { kind: 'malformedRows', rows: 1000, shape: 'withoutId', match: groups }],
  ['page of apps repeated', 'Partial', 'did not arrive', small, { kind: 'repeatedPage', match: apps, when: laterPages }],
  ['apps in a circle', 'Partial', 'in a circle', small, { kind: 'repeatedPage', endless: true, match: apps }],
  ['page of apps lost', 'Partial', 'did not arrive', small, { kind: 'lostPage', match: apps, when: once }],
  ['page of apps lost, hushed up', 'Succeeded', 'missing from Resource Graph', small,
    { kind: 'wrongTotal', by: -60, match: apps }, { kind: 'lostPage', match: apps, when: once }],
  ['apps truncated', 'Partial', 'resultTruncated', { kind: 'truncatedResult', rows: 100, match: apps }],
  ['groups truncated', 'Partial', 'resultTruncated', { kind: 'truncatedResult', rows: 5, match: groups }],
  ['total too large', 'Partial', 'did not arrive', { kind: 'wrongTotal', by: 7, match: apps }],
  // Azure's own records of changes
  ['429 for changes that stays', 'Partial', '429', { kind: 'throttle', retryAfterSeconds: 0, match: changes }],
  ['changes truncated', 'Partial', 'resultTruncated', { kind: 'truncatedResult', rows: 0, match: changes }],
  ['fewer changes than told', 'Partial', 'did not arrive', { kind: 'wrongTotal', by: 7, match: changes }],
  // Roles and tokens
  ['role lost on a group', 'Partial', 'AuthorizationFailed', { kind: 'readerLost', subscription: where.subscription, resourceGroup: where.group }],
  ['role lost on a subscription', 'Partial', 'Reader role', { kind: 'readerLost', subscription: where.subscription }],
  ['all unreadable', 'Failed', 'no subscription', { kind: 'allUnreadable' }],
  ['all unreadable but listed', 'Failed', 'AccessDenied', { kind: 'allUnreadable', listed: true }],
  ['token expired', 'Failed', '401', { kind: 'expiredToken' }],
  ['token expired for later pages', 'Partial', '401', small, { kind: 'expiredToken', match: apps, when: laterPages }],
  // Clocks and foreign hosts
  ['clock three days ahead', 'Succeeded', 'differ by 3.1', { kind: 'serviceClock', offset: '3.12:00:00' }],
  ['clock seven hours behind', 'Succeeded', 'differ by 0.07', { kind: 'serviceClock', offset: '-07:00:00' }],
  ['next page on a foreign host', 'Partial', 'another host', { kind: 'foreignNextLink', to: where.foreign }],
  ['redirect to a foreign host', 'Failed', 'redirected', { kind: 'foreignRedirect', to: where.foreign, match: { method: 'POST' } }],
];

/** Faults that strike while apps move, with Azure's records of it. */
export const casesOfMoves = [
  ['groups unreadable in a move', 'Partial', '429', { kind: 'throttle', retryAfterSeconds: 0, match: groups }],
  ['plans unreadable in a move', 'Partial', '429', { kind: 'throttle', retryAfterSeconds: 0, match: plans }],
  ['single reads fail in a move', 'Partial', '504', { kind: 'serverError', status: 504, retryAfterSeconds: 0, match: reads }],
  ['changes unreadable in a move', 'Partial', '429', { kind: 'throttle', retryAfterSeconds: 0, match: changes }],
  ['changes truncated in a move', 'Partial', 'resultTruncated', { kind: 'truncatedResult', rows: 3, match: changes }],
  ['changes repeated in a move', 'Partial', 'did not arrive', { kind: 'smallPages', rows: 20 }, { kind: 'repeatedPage', match: changes, when: laterPages }],
  ['groups and changes unreadable in a move', 'Partial', '429',
    { kind: 'throttle', retryAfterSeconds: 0, match: groups }, { kind: 'throttle', retryAfterSeconds: 0, match: changes }],
];
