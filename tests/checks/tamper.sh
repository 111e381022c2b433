#!/usr/bin/env bash
# long: about three minutes
# Whatever somebody with all rights on the database changes by plain SQL in what was audited, `verify` notices it and names the row. The
# real program fills a small demo on SQLite and on PostgreSQL, with exceptions, assumptions and notes by simulated people, and an anchor
# file beside it. Each edit is made on a copy, and the verb has to end with 1 and name the entry, the exception, the key. Untouched copies
# have to verify with 0 in between. Without an anchor the verb has to say so and end with 3; a cut end is then not noticed, which the script
# shows as well.
#   bash tests/checks/tamper.sh [--no-build] [--only WORD] [SEED]      (seed 1 by default: which rows, which bytes)
# SQLite is written with Node's own module, sqlite3 or python3, whichever is there.
# Last line: "N edits, N named"; exit 0 only where both are one number and everything else above holds.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
. tests/checks/lib/postgres.sh
. tests/checks/lib/node.sh

build=true seed=1 word=""
while [ $# -gt 0 ]; do
  case "$1" in
    --no-build) build=false ;;
    --only) word=${2:?--only takes a word}; shift ;;
    ""|*[!0-9]*) echo "usage: bash tests/checks/tamper.sh [--no-build] [--only WORD] [SEED]" >&2; exit 64 ;;
    *) seed=$1 ;;
  esac
  shift
done
if $build; then dotnet build src/Dashboard.Web --nologo -v quiet || exit 1; fi

install_postgres || { echo "PostgreSQL could not be installed." >&2; exit 1; }
work=$(mktemp -d)
chmod 755 "$work"
trap 'stop_postgres "$work/postgres"; rm -rf "$work"' EXIT
postgres=$(start_postgres "$work/postgres") || { echo "PostgreSQL could not be started." >&2; exit 1; }
run_node tests/checks/tamper.mjs "$work" "$postgres" "$seed" "$word"
