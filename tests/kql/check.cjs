// Checks .kql files with the official Kusto language service and prints, as JSON, the output columns of each file.
// Usage: node check.cjs [file ...]   (without files: every .kql of Dashboard.Azure). Exit 0 only if all are valid.
'use strict';
const fs = require('node:fs');
const path = require('node:path');

// The package's main module cannot be required; these two set the globals Bridge and Kusto.
require('@kusto/language-service-next/bridge.js');
require('@kusto/language-service-next/Kusto.Language.Bridge.js');

const { GlobalState, KustoCode } = Kusto.Language;
const { DatabaseSymbol, TableSymbol } = Kusto.Language.Symbols;

const root = path.resolve(__dirname, '../../src/Dashboard.Azure');
// ColumnSymbols one by one: the constructor that takes a text parses only its first columns.
const { ColumnSymbol, ScalarTypes } = Kusto.Language.Symbols;
const column = (name, type) => new ColumnSymbol(name, type, null, null, null, null);
const columns = [
  ...['id', 'name', 'type', 'tenantId', 'kind', 'location', 'resourceGroup', 'subscriptionId', 'managedBy']
    .map(name => column(name, ScalarTypes.String)),
  ...['sku', 'plan', 'properties', 'identity', 'zones', 'extendedLocation', 'tags'].map(name => column(name, ScalarTypes.Dynamic)),
];
const tables = ['resources', 'resourcecontainers', 'appserviceresources', 'resourcechanges', 'policyresources']
  .map(name => new TableSymbol.$ctor4(name, columns));
const globals = GlobalState.Default.WithDatabase(new DatabaseSymbol.ctor('arg', tables));

// The operators that the Resource Graph documentation lists. The language service knows all of Kusto and would accept more.
const operators = new Set([
  'CountOperator', 'DistinctOperator', 'ExtendOperator', 'JoinOperator', 'MvExpandOperator', 'ParseOperator',
  'ProjectOperator', 'ProjectAwayOperator', 'SortOperator', 'SummarizeOperator', 'TakeOperator', 'TopOperator',
  'UnionOperator', 'FilterOperator',
]);
// Sources of rows that are expressions and no operators.
const expressions = new Set(['DataTableExpression', 'ExternalDataExpression', 'MaterializeExpression', 'ContextualDataTableExpression']);
// The service allows three joins in a query.
const maxJoins = 3;

function kqlFiles(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'bin' || entry.name === 'obj' ? [] : kqlFiles(full);
    return entry.name.endsWith('.kql') ? [full] : [];
  });
}

function kindsOf(code) {
  const kinds = [];
  const visit = node => {
    if (!node) return;
    kinds.push(Bridge.getTypeName(node).replace(/^Kusto\.Language\.Syntax\./, ''));
    for (let i = 0; i < node.ChildCount; i++) visit(node.GetChild(i));
  };
  visit(code.Syntax);
  return kinds;
}

function check(text) {
  const code = KustoCode.ParseAndAnalyze(text, globals);
  const problems = Bridge.toArray(code.GetDiagnostics()).map(d => `${d.Code} at ${d.Start}: ${d.Message}`);
  if (code.Kind !== 'Query') problems.push(`is no query but ${code.Kind}`);
  const kinds = kindsOf(code);
  for (const kind of new Set(kinds)) {
    const foreign = kind.endsWith('Operator') ? !operators.has(kind) : expressions.has(kind);
    if (foreign) problems.push(`Resource Graph has no ${kind}`);
  }
  if (kinds.filter(k => k === 'JoinOperator').length > maxJoins) problems.push(`more than ${maxJoins} joins`);
  if (kinds.filter(k => k.endsWith('Statement')).join() !== 'ExpressionStatement') problems.push('is not one statement');
  const result = code.ResultType;
  const output = result && result.Columns ? Bridge.toArray(result.Columns).map(c => c.Name) : [];
  if (output.length === 0) problems.push('has no output columns');
  return { problems, output };
}

const files = process.argv.length > 2 ? process.argv.slice(2).map(f => path.resolve(f)) : kqlFiles(root);
const result = {};
let failed = files.length === 0;
for (const file of files.sort()) {
  const { problems, output } = check(fs.readFileSync(file, 'utf8'));
  const name = path.relative(root, file).startsWith('..') ? path.basename(file) : path.relative(root, file);
  result[name] = output;
  for (const problem of problems) {
    failed = true;
    console.error(`${name}: ${problem}`);
  }
}
console.log(JSON.stringify(result, null, 2));
process.exitCode = failed ? 1 : 0;
