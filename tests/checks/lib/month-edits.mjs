// What somebody who owns the database can do to a history with sealed months, in plain SQL that both databases understand. Each is a name,
// the statements, and what `verify` has to say of it; where that is null, it need not see it, and the figures that are worked out anew must.
import { sha256 } from './compare-months.mjs';
import { spanOf } from './month-names.mjs';

const text = value => `'${value.replaceAll("'", "''")}'`;
const unlocked = sqlite => sqlite
  ? ['NoUpdate', 'NoDelete', 'NoReplace'].map(n => `DROP TRIGGER "SealedMonths_${n}";`).join(' ')
  : 'ALTER TABLE "SealedMonths" DISABLE TRIGGER USER; ALTER TABLE "Exceptions" DISABLE TRIGGER USER;';

/** The edits of a sealed month of a database: `ask` reads it. */
export async function editsOf(ask, { month, text: sealed }) {
  const { number, at, before } = spanOf(month);
  const figures = JSON.parse(sealed);
  const known = Date.parse(figures.knownAt);
  const one = async (what, table, key, condition) => {
    const [row] = await ask(`SELECT ${key.map(k => `CAST("${k}" AS TEXT)`).join(', ')} FROM "${table}" WHERE ${condition} ORDER BY ${key.map(k => `"${k}"`).join(', ')} LIMIT 1`);
    if (!row) throw new Error(`the history has nothing to change: ${what}`);
    return `"${table}" SET %s WHERE ${key.map((k, i) => `CAST("${k}" AS TEXT) = ${text(row[i])}`).join(' AND ')};`;
  };
  const edit = async (what, table, key, condition, set, named) => ({ what, sql: 'UPDATE ' + (await one(what, table, key, condition)).replace('%s', set), named: named && new RegExp(`^months: ${month}: ${named}`, 'm') });
  const forged = sealed.replace(`"enforced":${figures.bands.enforced},`, `"enforced":${figures.bands.enforced + 1},`);
  const standing = `"ValidFrom" <= ${at} AND "ValidTo" > ${at}`;
  const counted = `${standing} AND "InScope" AND NOT "Stopped"`;
  const month_ = `"Month" = ${number}`;
  const moved = figures.moves.betterApps.find(a => a.owner !== null) ?? figures.moves.worseApps.find(a => a.owner !== null);
  const movedApp = `"AppId" IN (SELECT "AppId" FROM "Apps" WHERE "ResourceId" = ${text(moved.id)})`;
  return [
    { what: 'the sealed text', sql: `${unlocked(ask.sqlite)} UPDATE "SealedMonths" SET "Figures" = ${text(forged)} WHERE ${month_};`, named: new RegExp(`^snapshots: The figures of ${month} were changed`, 'm'), byHand: true },
    { what: 'the sealed text and its hash', sql: `${unlocked(ask.sqlite)} UPDATE "SealedMonths" SET "Figures" = ${text(forged)}, "Hash" = '${sha256(forged)}' WHERE ${month_};`, named: new RegExp(`sealed ${month}, and its row is not as it was written`), byHand: true },
    { what: 'a sealed month that is gone', sql: `${unlocked(ask.sqlite)} DELETE FROM "SealedMonths" WHERE ${month_};`, named: new RegExp(`sealed ${month}, and the database has no such month`), byHand: true },
    await edit('the verdict of an app', 'AppStates', ['Id'], `${counted} AND "Verdict" = 3 AND "ValidFrom" <= ${before}`, '"Verdict" = 1', null),
    await edit('an app in scope that is not', 'AppStates', ['Id'], `${counted} AND "Verdict" = 3 AND "ValidFrom" <= ${before}`, '"InScope" = NULL', null),
    await edit('the owner of an app that got better', 'AppStates', ['Id'], `${standing} AND ${movedApp}`, `"Owner" = 'somebody else'`, 'moves\\.'),
    await edit('the counts of all apps', 'KpiIntervals', ['Dimension', 'Value', 'ValidFrom'], `"Dimension" = 0 AND ${standing}`, '"CoveredEnforced" = "CoveredEnforced" + 1, "CoveredNotEnforced" = "CoveredNotEnforced" - 1', 'kpis\\.coverage\\.value'),
    await edit('a finding that stood', 'Findings', ['Id'], `"Detected" <= ${at} AND "EndSeen" > ${at} AND "End" IS NOT NULL`, `"EndSeen" = ${at}, "Ended" = ${at}`, 'remediation\\.open'),
    await edit('the due date of a finding', 'Findings', ['Id'], `"Detected" <= ${at} AND "EndSeen" > ${at} AND "Due" < ${at} AND NOT EXISTS (SELECT 1 FROM "FindingTerms" t WHERE t."FindingId" = "Findings"."Id")`, `"Due" = ${at + 1}`, 'remediation\\.overdue'),
    await edit('how a finding ended', 'Findings', ['Id'], `"EndSeen" > ${before} AND "EndSeen" <= ${at} AND "End" = 0`, '"End" = 2', 'remediation\\.remediated'),
    await edit('what somebody accepted', 'Exceptions', ['Id'], `"Decision" = 1 AND "DecidedAt" > ${before} AND "DecidedAt" <= ${at}`, `"RiskOwner" = 'somebody else'`, 'exceptions\\.grantedNow'),
    await edit('what an exception covers', 'ExceptionCovers', ['ExceptionId', 'AppId', 'RuleId'], `"ActiveFrom" <= ${at} AND "ActiveTo" > ${at}`, `"ActiveTo" = ${at}`, null),
    await edit('what a plan cost', 'PlanCosts', ['PlanId', 'Source', 'Currency', 'ValidFrom'], `${month_} AND "ValidFrom" <= ${known} AND "ValidTo" > ${known} AND "Minor" > 1000`, '"Minor" = "Minor" + 1', 'costs\\.'),
    await edit('when a cost was told', 'PlanCosts', ['PlanId', 'Source', 'Currency', 'ValidFrom'], `${month_} AND "ValidFrom" <= ${known} AND "ValidTo" > ${known} AND "Minor" > 1000`, `"ValidFrom" = ${known + 1}`, 'costs\\.'),
    await edit('a run that read everything', 'Runs', ['Id'], `"RunTime" > ${before} AND "RunTime" <= ${at} AND "Status" = 1`, '"Status" = 2', 'quality\\.succeeded'),
    await edit('the rules of a run', 'Runs', ['Id'], `"Id" = ${figures.standingRun}`, `"RuleSetVersion" = '1.0'`, 'ruleSetVersion'),
    await edit('what was assumed', 'Assumptions', ['Id'], `"Value" IS NOT NULL AND ${standing}`, '"Value" = \'13\'', 'assumptions\\.'),
    await edit('the name of an app', 'Apps', ['AppId'], movedApp, `"Name" = 'another'`, 'moves\\.'),
  ];
}
