#!/usr/bin/env bash
# long: about two minutes a seed and database
# Costs against the simulator's own truth. For each seed and on both databases the real program fills the demo's past through the real
# clients; then for every plan and month apps and what is unallocated are the plan, and the plan is what the source said, to the minor
# unit and by currency; and the pages, the API and the database say the same.
#   bash tests/checks/costs.sh [--no-build] [SEED…]      (seed 2 by default: its owners upgrade because of MTLS005)
# SQLite is read with Node's own module, sqlite3 or python3, whichever is there.
# Last line: "0 of N differ"; exit 0 only then, and only where N is at least 500.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
. tests/checks/lib/postgres.sh
. tests/checks/lib/node.sh

build=true seeds=()
for argument in "$@"; do
  case "$argument" in
    --no-build) build=false ;;
    *[!0-9]*) echo "usage: bash tests/checks/costs.sh [--no-build] [SEED…]" >&2; exit 64 ;;
    *) seeds+=("$argument") ;;
  esac
done
[ "${#seeds[@]}" -gt 0 ] || seeds=(2)
if $build; then
  { dotnet build src/Dashboard.Web --nologo -v quiet && dotnet build src/Dashboard.Simulator --nologo -v quiet; } || exit 1
fi

install_postgres || { echo "PostgreSQL could not be installed." >&2; exit 1; }
work=$(mktemp -d)
chmod 755 "$work"
trap 'stop_postgres "$work/postgres"; rm -rf "$work"' EXIT
postgres=$(start_postgres "$work/postgres") || { echo "PostgreSQL could not be started." >&2; exit 1; }
run_node tests/checks/costs.mjs "$work" "$postgres" "${seeds[@]}"
