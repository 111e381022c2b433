#!/usr/bin/env bash
# What an operator gets wrong, and what the program says to it: the exit code, one clear line on stderr for each error
# that names the key and a remedy, nothing on stdout, and never a stack trace.
#   bash tests/checks/bad-config.sh             builds, then runs every case
#   bash tests/checks/bad-config.sh --no-build  runs against what is built
# Last line: "N cases, 0 wrong"; exit 0 only then.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
unset ASPNETCORE_URLS ASPNETCORE_ENVIRONMENT
for name in $(compgen -e | grep -i '^Dashboard__'); do unset "$name"; done

if [ "${1:-}" != "--no-build" ]; then dotnet build src/Dashboard.Web --nologo -v quiet || { echo "0 cases, 1 wrong"; exit 1; }; fi
dll=$PWD/src/Dashboard.Web/bin/Debug/net10.0/Dashboard.Web.dll
work=$(mktemp -d)
busy="" simulator=""
finish() { [ -n "$busy" ] && kill "$busy" 2>/dev/null; [ -n "$simulator" ] && kill "$simulator" 2>/dev/null; rm -rf "$work"; }
trap finish EXIT

cases=0 wrong=0
# expect NAME EXIT LINES PATTERN REMEDY [KEY=VALUE…] -- ARGS…: runs the program in a data directory of its own.
expect() {
  local name=$1 code=$2 lines=$3 pattern=$4 remedy=$5; shift 5
  local settings=()
  while [ "$1" != "--" ]; do settings+=("$1"); shift; done
  shift
  cases=$((cases + 1))
  local out="$work/out" err="$work/err"
  env Dashboard__DataDirectory="$work/case$cases" Dashboard__Listen=http://127.0.0.1:0 ${settings[@]+"${settings[@]}"} \
    timeout 120 dotnet "$dll" "$@" >"$out" 2>"$err" </dev/null
  local got=$? why=""
  [ "$got" -eq "$code" ] || why="exit $got instead of $code"
  [ "$(wc -l <"$err")" -eq "$lines" ] || why="$why; $(wc -l <"$err") lines instead of $lines"
  grep -qE -- "$pattern" "$err" || why="$why; nothing says /$pattern/"
  grep -qE -- "$remedy" "$err" || why="$why; no remedy /$remedy/"
  # The name of a setting is no name of an exception.
  sed 's/Dashboard__Exceptions__//g' "$err" | grep -qE '^ +at |Exception|--->' && why="$why; a stack trace or an exception's name"
  [ -s "$out" ] && why="$why; something on stdout"
  if [ -z "$why" ]; then echo "ok: $name"; return; fi
  wrong=$((wrong + 1))
  echo "WRONG: $name: ${why#; }"
  sed 's/^/    /' "$err" | head -5
}

azure=(Dashboard__Mode=Azure Dashboard__Azure__Credential=LoopbackToken Dashboard__Azure__ResourceManagerEndpoint=http://127.0.0.1:9)
signin=(Dashboard__SignIn__TenantId=11111111-2222-3333-4444-555555555555 Dashboard__SignIn__ClientId=11111111-2222-3333-4444-666666666666
  Dashboard__SignIn__ClientSecret=not-a-secret)
small=(Dashboard__Demo__Apps=5 Dashboard__Demo__Months=0)

# Settings
expect "unknown setting" 1 1 'Dashboard__Demo__Mounths' 'Did you mean Dashboard__Demo__Months' Dashboard__Demo__Mounths=3 -- serve
expect "three errors, three lines" 1 3 'Dashboard__Schedule' 'Dashboard__Demo__Apps' \
  Dashboard__Schedule=daily Dashboard__Demo__Apps=none Dashboard__Colour=red -- collect
expect "mode that does not exist" 1 1 'Dashboard__Mode' 'Demo, Azure' Dashboard__Mode=Production -- serve
expect "cron" 1 1 'Dashboard__Schedule' 'five fields' "Dashboard__Schedule=every day" -- serve
expect "PostgreSQL without a connection string" 1 1 'Dashboard__Database__ConnectionString' 'Host=' Dashboard__Database__Provider=PostgreSql -- migrate
entra=(Dashboard__Mode=Azure Dashboard__Database__Provider=PostgreSql Dashboard__Database__Authentication=Entra)
expect "password beside a token" 1 1 'Dashboard__Database__ConnectionString' 'Remove Password' "${entra[@]}" \
  "Dashboard__Database__ConnectionString=Host=db;Database=mtls;Username=u;Password=x;Ssl Mode=VerifyFull" -- migrate
expect "token to a server that proves nothing" 1 1 'Dashboard__Database__ConnectionString' 'Ssl Mode=VerifyFull' "${entra[@]}" \
  "Dashboard__Database__ConnectionString=Host=db;Database=mtls;Username=u;Ssl Mode=Require" -- migrate
expect "moment of the demo" 1 1 'Dashboard__Demo__AsOf' 'ISO 8601' Dashboard__Demo__AsOf=tomorrow -- serve
expect "target above 100" 1 1 'Dashboard__Coverage__TargetPercent' 'from 0 to 100' Dashboard__Coverage__TargetPercent=120 -- collect
expect "no such directory of exports" 1 1 'Dashboard__Costs__FocusDirectory' 'Name the directory' \
  Dashboard__Mode=Azure Dashboard__Costs__FocusDirectory=/nowhere/exports -- collect
expect "no such currency" 1 1 'Dashboard__Costs__Currency' 'three letters' Dashboard__Costs__Currency=euro -- collect
expect "exports in the demo" 1 1 'Dashboard__Costs__FocusDirectory' 'no real costs' Dashboard__Costs__FocusDirectory=/tmp -- collect
for limit in CriticalDays=0 HighDays=3651 MediumDays=1.5 LowDays=forever WarningDays=-1; do
  expect "exceptions for ${limit#*=} days: ${limit%%=*}" 1 1 "Dashboard__Exceptions__${limit%%=*}" 'whole number from 1 to 3650' \
    "Dashboard__Exceptions__$limit" -- collect
done
expect "exclusion of everything" 1 1 'Dashboard__Scope__AllowedExclusions' 'one path per entry' Dashboard__Scope__AllowedExclusions__0=/ -- collect

# Where tokens go
expect "endpoint without scheme" 1 1 'Dashboard__Azure__ResourceManagerEndpoint' 'https://management.azure.com' \
  Dashboard__Mode=Azure Dashboard__Azure__ResourceManagerEndpoint=management.azure.com -- collect
expect "plain http to another host" 1 1 'Dashboard__Azure__ResourceManagerEndpoint' 'Set an https address' \
  Dashboard__Mode=Azure Dashboard__Azure__ResourceManagerEndpoint=http://management.azure.com -- collect
expect "plain http to a stranger's prices" 1 1 'Dashboard__Azure__RetailPricesEndpoint' 'Set an https address' \
  Dashboard__Mode=Azure Dashboard__Azure__RetailPricesEndpoint=http://prices.azure.com -- collect
expect "plain http to a vault" 1 1 'Dashboard__Azure__KeyVaultUris' 'must be https' \
  Dashboard__Mode=Azure Dashboard__Azure__KeyVaultUris__0=http://contoso.vault.azure.net -- collect
expect "vault of another cloud" 1 1 'Dashboard__Azure__KeyVaultUris' 'https://NAME.vault.azure.net' \
  Dashboard__Mode=Azure Dashboard__Azure__KeyVaultUris__0=https://contoso.vault.azure.cn -- collect
expect "simulated vault beside real data" 1 1 'Dashboard__Azure__KeyVaultUris' 'do not mix' \
  Dashboard__Mode=Azure Dashboard__Azure__KeyVaultUris__0=https://127.0.0.1:5443/vaults/kv -- collect
expect "fixed token to another host" 1 1 'Dashboard__Azure__Credential' 'loopback' \
  Dashboard__Mode=Azure Dashboard__Azure__Credential=LoopbackToken Dashboard__Azure__ResourceManagerEndpoint=https://management.azure.com -- collect
expect "credential that does not exist" 1 1 'Dashboard__Azure__Credential' 'ManagedIdentity' \
  Dashboard__Mode=Azure Dashboard__Azure__Credential=Password -- collect
expect "demo with a real estate" 1 1 'Dashboard__Mode' 'Set Dashboard__Mode=Azure' \
  Dashboard__Mode=Demo Dashboard__Azure__TenantId=11111111-2222-3333-4444-555555555555 -- serve
for scope in TenantId=11111111-2222-3333-4444-555555555555 SubscriptionIds__0=11111111-2222-3333-4444-555555555555 ManagementGroupIds__0=mg-all \
  Credential=ManagedIdentity ResourceManagerEndpoint=https://management.azure.com ClientId=11111111-2222-3333-4444-555555555555 Cloud=Public; do
  for verb in serve collect; do
    expect "demo with a real scope: ${scope%%=*}, $verb" 1 1 'Dashboard__Mode' 'Set Dashboard__Mode=Azure' "Dashboard__Azure__$scope" -- "$verb"
  done
done
expect "Azure mode without sign-in" 1 1 'Dashboard__SignIn__ClientId' "use 'collect'" "${azure[@]}" -- serve
expect "sign-in without a secret" 1 1 'Dashboard__SignIn__ClientSecret' 'Set a client secret' "${azure[@]}" "${signin[@]}" Dashboard__SignIn__ClientSecret= -- serve
expect "sign-in at many tenants" 1 1 'Dashboard__SignIn__Authority' 'Leave it out' "${azure[@]}" "${signin[@]}" \
  Dashboard__SignIn__Authority=https://login.microsoftonline.com/common/v2.0 -- serve
expect "sign-in by plain http" 1 1 'Dashboard__SignIn__Authority' 'https address' "${azure[@]}" "${signin[@]}" \
  Dashboard__SignIn__Authority=http://login.example.com/v2.0 -- serve
expect "public address unknown" 1 1 'Dashboard__PublicUrl' 'https://mtls.example.com' "${azure[@]}" "${signin[@]}" Dashboard__Listen=http://0.0.0.0:1 -- serve
expect "client certificates elsewhere than on App Service" 1 1 'Dashboard__ClientCertificates' 'deploy to App Service' "${azure[@]}" "${signin[@]}" \
  Dashboard__ClientCertificates__Thumbprints__0="$(printf 'ab%.0s' {1..32})" -- serve
expect "demo with sign-in" 1 1 'Dashboard__SignIn' 'Dashboard__Mode=Azure' "${signin[@]}" -- serve
expect "sessions to end where there is no sign-in" 1 1 'Dashboard__SignIn__ClientId' "what 'serve' is given" "${azure[@]}" -- end-sessions
expect "a user that is no id" 64 1 'user' 'help' "${azure[@]}" "${signin[@]}" -- end-sessions --user ada

# Where it listens
expect "demo for other machines" 1 1 'Dashboard__Listen' 'loopback address' Dashboard__Listen=http://0.0.0.0:5080 -- serve
node tests/checks/lib/port.mjs --hold >"$work/port" &
busy=$!
until [ -s "$work/port" ]; do sleep 0.1; done
for address in http://0.0.0.0:5080 http://[::]:5080 http://192.0.2.1:5080 'http://*:5080' http://demo.example:5080 'http://127.0.0.1:0;http://0.0.0.0:5081'; do
  expect "demo listens on $address" 1 1 'Dashboard__Listen' 'loopback|address' "Dashboard__Listen=$address" -- serve
done
expect "port in use" 1 1 'Dashboard__Listen.*in use' 'Set another' "Dashboard__Listen=http://127.0.0.1:$(cat "$work/port")" -- serve

# Where data goes
mkdir "$work/directory.db"
expect "database that is a directory" 1 1 'Dashboard__Database__ConnectionString' 'Name a file' \
  "Dashboard__Database__ConnectionString=Data Source=$work/directory.db" -- migrate
expect "data directory that cannot be made" 1 1 'Dashboard__DataDirectory' 'can be written' Dashboard__DataDirectory=/proc/dashboard -- serve
: >"$work/file"
expect "data directory below a file" 1 1 'Dashboard__DataDirectory' 'can be written' "Dashboard__DataDirectory=$work/file/data" -- collect
head -c 4096 /dev/zero | tr '\0' 'x' >"$work/text.db"
expect "file that is no database" 1 1 'no SQLite database' 'Dashboard__Database__ConnectionString' \
  "Dashboard__Database__ConnectionString=Data Source=$work/text.db" -- migrate
expect "export before any run" 1 1 'no database' "Run 'collect' first" -- export apps --format json
env Dashboard__DataDirectory="$work/shared" "${small[@]}" timeout 300 dotnet "$dll" collect >/dev/null 2>&1 || { wrong=$((wrong + 1)); echo "WRONG: a demo could not be collected"; }
expect "database of another estate" 1 1 'demo://seed-7/apps-5' 'Dashboard__DataDirectory' \
  "Dashboard__DataDirectory=$work/shared" Dashboard__Demo__Apps=6 Dashboard__Demo__Months=0 -- collect
expect "database of another estate, served" 1 1 'demo://seed-7/apps-5' 'Dashboard__DataDirectory' \
  "Dashboard__DataDirectory=$work/shared" Dashboard__Demo__Seed=8 Dashboard__Demo__Apps=5 Dashboard__Demo__Months=0 -- serve
expect "simulated database in Azure mode" 1 1 'demo://seed-7/apps-5' 'Dashboard__DataDirectory' \
  "Dashboard__Database__ConnectionString=Data Source=$work/shared/demo.db" "${azure[@]}" -- collect

# A database made from a real estate stays out of the demo, and each opens in its own mode: else the refusals would prove nothing.
works() { # NAME [KEY=VALUE…] -- ARGS…
  local name=$1 settings=(); shift
  while [ "$1" != "--" ]; do settings+=("$1"); shift; done
  shift
  cases=$((cases + 1))
  if env "${settings[@]}" timeout 300 dotnet "$dll" "$@" >/dev/null 2>"$work/err" </dev/null; then echo "ok: $name"; return; fi
  wrong=$((wrong + 1))
  echo "WRONG: $name: $(head -1 "$work/err")"
}
dotnet src/Dashboard.Simulator/bin/Debug/net10.0/Dashboard.Simulator.dll --port 0 --apps 5 >"$work/simulator" 2>/dev/null &
simulator=$!
for _ in $(seq 300); do grep -q '^as-of:' "$work/simulator" && break; sleep 0.1; done
real=(Dashboard__Mode=Azure Dashboard__Azure__Credential=LoopbackToken "Dashboard__Azure__ResourceManagerEndpoint=$(sed -n 's/^http: //p' "$work/simulator")")
realdb="Dashboard__Database__ConnectionString=Data Source=$work/real.db" demodb="Dashboard__Database__ConnectionString=Data Source=$work/shared/demo.db"
works "a real estate is collected" "${real[@]}" "$realdb" "Dashboard__DataDirectory=$work/real" -- collect
works "a real estate's database in its own mode" "${real[@]}" "$realdb" "Dashboard__DataDirectory=$work/real" -- collect
works "the demo's database in its own mode" "$demodb" "Dashboard__DataDirectory=$work/shared" Dashboard__Demo__Apps=5 Dashboard__Demo__Months=0 -- collect
expect "a real estate's database in the demo, served" 1 1 'Azure' 'Dashboard__DataDirectory' "$realdb" "${small[@]}" -- serve
expect "a real estate's database in the demo, collected" 1 1 'Azure' 'Dashboard__DataDirectory' "$realdb" "${small[@]}" -- collect
expect "the demo's database served as a real estate" 1 1 'demo://seed-7/apps-5' 'Dashboard__DataDirectory' "$demodb" "${real[@]}" "${signin[@]}" -- serve

# The command line
expect "verb that does not exist" 64 1 'colect' 'help' -- colect
expect "option that does not exist" 64 1 '--colour' 'help' -- collect --colour
expect "list that does not exist" 64 1 "'planes' is no list" 'overview, kpis/coverage, kpis/time-to-remediate, kpis/findings, kpis/finding-weeks, apps, plans, costs, unlock-costs, unlock-costs/realised, assumptions, findings, exceptions, policy-exemptions, certificates, pkis, changes, history, runs, snapshots, rules, tags, untagged, subscriptions, audit' -- export planes --format json
expect "format that does not exist" 64 1 "'pdf' is no format" 'json, csv or xlsx' -- export apps --format pdf
expect "format forgotten" 64 1 '--format' 'help' -- export apps
expect "moment that does not exist" 64 1 "'soon' is no moment" 'ISO 8601' -- export apps --format csv --as-of soon
expect "moment in the future" 64 1 'in the future' 'leave it out' \
  "Dashboard__DataDirectory=$work/shared" -- export apps --format csv --as-of 2999-01-01
expect "output that cannot be written" 1 1 '--output' 'Name a file' \
  "Dashboard__DataDirectory=$work/shared" -- export rules --format csv --output "$work/none/rules.csv"

echo "$cases cases, $wrong wrong"
[ "$wrong" -eq 0 ] && [ "$cases" -gt 12 ]
