#!/usr/bin/env bash
# long: about a minute a seed and database
# The history against the simulator's own truth. For each seed and on both databases the real program fills the demo's 90
# days through the real clients; then its verdict intervals, drift events, decommissions, re-creations and moves are compared
# with what the simulator's `truth` verb says of its timeline, which shares no code with the program.
#   bash tests/checks/truth.sh [--no-build] [SEED…]      (seeds 7, 11 and 23 by default)
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
    *[!0-9]*) echo "usage: bash tests/checks/truth.sh [--no-build] [SEED…]" >&2; exit 64 ;;
    *) seeds+=("$argument") ;;
  esac
done
[ "${#seeds[@]}" -gt 0 ] || seeds=(7 11 23)
if $build; then
  { dotnet build src/Dashboard.Web --nologo -v quiet && dotnet build src/Dashboard.Simulator --nologo -v quiet; } || exit 1
fi

install_postgres || { echo "PostgreSQL could not be installed." >&2; exit 1; }
work=$(mktemp -d)
chmod 755 "$work"
trap 'stop_postgres "$work/postgres"; rm -rf "$work"' EXIT
postgres=$(start_postgres "$work/postgres") || { echo "PostgreSQL could not be started." >&2; exit 1; }
run_node tests/checks/truth.mjs "$work" "$postgres" "${seeds[@]}"
