#!/usr/bin/env bash
# long: about two minutes a seed and database
# Findings against the simulator's own truth. For each seed and on both databases the real program fills the demo's twelve months
# through the real clients; then each finding (detected, occurred, how and when it ended, or that it stands) is compared with what the
# rules say of the simulator's truth, and the time to remediate at each month end with a computation of its own.
#   bash tests/checks/remediation-truth.sh [--no-build] [SEED…]      (seed 7 by default)
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
    *[!0-9]*) echo "usage: bash tests/checks/remediation-truth.sh [--no-build] [SEED…]" >&2; exit 64 ;;
    *) seeds+=("$argument") ;;
  esac
done
[ "${#seeds[@]}" -gt 0 ] || seeds=(7)
if $build; then
  { dotnet build src/Dashboard.Web --nologo -v quiet && dotnet build src/Dashboard.Simulator --nologo -v quiet; } || exit 1
fi

install_postgres || { echo "PostgreSQL could not be installed." >&2; exit 1; }
work=$(mktemp -d)
chmod 755 "$work"
trap 'stop_postgres "$work/postgres"; rm -rf "$work"' EXIT
postgres=$(start_postgres "$work/postgres") || { echo "PostgreSQL could not be started." >&2; exit 1; }
run_node tests/checks/remediation-truth.mjs "$work" "$postgres" "${seeds[@]}"
