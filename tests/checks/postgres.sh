#!/usr/bin/env bash
# Every verb on PostgreSQL, and the same data out of it as out of SQLite.
#   bash tests/checks/postgres.sh             builds, then starts a temporary server and runs
#   bash tests/checks/postgres.sh --no-build  runs against what is built
# Last line: "N cases, 0 wrong"; exit 0 only then.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
unset ASPNETCORE_URLS ASPNETCORE_ENVIRONMENT
for name in $(compgen -e | grep -i '^Dashboard__'); do unset "$name"; done
source tests/checks/lib/postgres.sh

if [ "${1:-}" != "--no-build" ]; then dotnet build src/Dashboard.Web --nologo -v quiet || { echo "0 cases, 1 wrong"; exit 1; }; fi
dll=$PWD/src/Dashboard.Web/bin/Debug/net10.0/Dashboard.Web.dll
work=$(mktemp -d)
server=""
finish() { [ -n "$server" ] && kill "$server" 2>/dev/null && wait "$server" 2>/dev/null; stop_postgres "$work/postgres"; rm -rf "$work"; }
trap finish EXIT
install_postgres || { echo "0 cases, 1 wrong"; exit 1; }
admin=$(start_postgres "$work/postgres") || { echo "0 cases, 1 wrong"; exit 1; }

cases=0 wrong=0
check() { # NAME COMMAND…
  local name=$1; shift
  cases=$((cases + 1))
  if "$@"; then echo "ok: $name"; else wrong=$((wrong + 1)); echo "WRONG: $name"; sed 's/^/    /' "$work/err" | head -5; fi
}
secret=never-to-be-shown
connection="${admin%Database=*}Database=mtls;Password=$secret"
demo=(Dashboard__Demo__Apps=300 Dashboard__Demo__Months=0 Dashboard__Demo__AsOf=2026-06-30 Dashboard__Listen=http://127.0.0.1:0)
sqlite() { env "${demo[@]}" Dashboard__DataDirectory="$work/sqlite" timeout 300 dotnet "$dll" "$@" </dev/null 2>"$work/err"; }
postgres() {
  env "${demo[@]}" Dashboard__DataDirectory="$work/none" Dashboard__Database__Provider=PostgreSql \
    Dashboard__Database__ConnectionString="$connection" timeout 300 dotnet "$dll" "$@" </dev/null 2>"$work/err"
  local code=$?
  cat "$work/err" >>"$work/all"
  return $code
}
untimed() { sed -E 's/20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9:]+)/T/g'; }
same() { # LIST FORMAT: both databases export the same text but for the times of the two runs, and some
  sqlite export "$1" --format "$2" | untimed >"$work/a" && postgres export "$1" --format "$2" | untimed >"$work/b" \
    && [ -s "$work/a" ] && cmp "$work/a" "$work/b"
}
fails() { # WORD COMMAND…: exit code 1 and one line that has the word
  local word=$1; shift
  "$@" >"$work/out"
  [ $? -eq 1 ] && [ ! -s "$work/out" ] && [ "$(wc -l <"$work/err")" -eq 1 ] && grep -q -- "$word" "$work/err"
}
with() { # CONNECTION COMMAND…: with another connection string
  local connection=$1; shift
  "$@"
}
sql() { as_postgres psql -qX -h 127.0.0.1 -p "$(sed -E 's/.*Port=([0-9]+).*/\1/' <<<"$admin")" -U postgres -c "$1" </dev/null; }
entra() { # COMMAND…: with a token for the password, from a place that has none to give
  env Dashboard__Mode=Azure Dashboard__Azure__Credential=WorkloadIdentity Dashboard__DataDirectory="$work/none" \
    Dashboard__Database__Provider=PostgreSql Dashboard__Database__Authentication=Entra \
    Dashboard__Database__ConnectionString="${admin%Username=*}Username=tokens;Database=mtls" timeout 60 dotnet "$dll" "$@" </dev/null 2>"$work/err"
}
prints() { # TEST LINES COMMAND…: exit code 0, and as many lines on stdout as the test wants (-ge 1, -eq 0)
  local test=$1 lines=$2; shift 2
  "$@" >"$work/out" && [ "$(wc -l <"$work/out")" "$test" "$lines" ]
}
reports() { # COMMAND…: exit code 0, and a run's report that says it succeeded
  "$@" >"$work/out" && grep -qE '"status": ?"Succeeded"' "$work/out"
}
ready() { # serve answers, with the data that was collected
  env "${demo[@]}" Dashboard__Listen="http://127.0.0.1:$1" Dashboard__Database__Provider=PostgreSql \
    Dashboard__Database__ConnectionString="$connection" dotnet "$dll" serve </dev/null >"$work/out" 2>"$work/err" &
  server=$!
  node tests/checks/lib/get.mjs --wait 300 "http://127.0.0.1:$1/health/ready" >/dev/null || return 1
  node tests/checks/lib/get.mjs --header 'X-Demo-Persona: reader' "http://127.0.0.1:$1/api/v1/apps?pageSize=1" >"$work/answer" || return 1
  cat "$work/err" >>"$work/all"
  grep -qE '"total": ?[1-9]' "$work/answer" && [ ! -s "$work/out" ]
}

check "export before any database" fails "Run 'migrate' first" postgres export apps --format csv
check "migrate makes the database" prints -ge 1 postgres migrate
check "migrate again does nothing" prints -eq 0 postgres migrate
check "collect into SQLite" reports sqlite collect
check "collect" reports postgres collect
check "apps are the same" same apps csv
check "apps are the same, with rules" same apps json
check "overview is the same" same overview csv
check "rules are the same" same rules csv
check "no file is left on this machine" bash -c '[ ! -e "$1" ]' _ "$work/none"
check "another estate is refused" fails 'seed-7' env Dashboard__Demo__Seed=8 "${demo[@]}" Dashboard__Database__Provider=PostgreSql \
  "Dashboard__Database__ConnectionString=$connection" bash -c 'dotnet "$1" collect 2>"$2"' _ "$dll" "$work/err"
check "a server that is not there" fails 'cannot be reached' with "Host=127.0.0.1;Port=9;Database=mtls;Password=$secret" postgres migrate
check "a plain role is made" sql 'CREATE ROLE plain LOGIN'
check "a role that may not make a database" fails 'may not create it' with "${admin%Username=*}Username=plain;Database=other;Password=$secret" postgres migrate
check "a role that must know a password is made" sql 'CREATE ROLE with_password; CREATE ROLE tokens LOGIN IN ROLE with_password'
check "a token that is not to be had" fails 'token of Entra ID' entra migrate
check "serve" ready "$(node tests/checks/lib/port.mjs)"
check "the password is in no message" bash -c '[ -s "$1" ] && ! grep -q "$2" "$1"' _ "$work/all" "$secret"

echo "$cases cases, $wrong wrong"
[ "$wrong" -eq 0 ] && [ "$cases" -gt 10 ]
