#!/usr/bin/env bash
# long: about 15 s a kill
# kill -9 at any moment of a run loses at most that run. Each kill lands inside a run of the real program against the
# simulator, half of them on SQLite and half on PostgreSQL; the state that it hit is printed. After it the history must be
# as it was before the run, to the last row, and the next run must succeed and show the estate as it is.
#   bash tests/checks/kill9.sh [KILLS] [--no-build]      (20 kills by default)
# Last line: "N kills, 0 lost, 0 doubled, N recovered"; exit 0 only then.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
. tests/checks/lib/postgres.sh
. tests/checks/lib/node.sh

kills=20 build=true
for argument in "$@"; do
  case "$argument" in
    --no-build) build=false ;;
    *[!0-9]*) echo "usage: bash tests/checks/kill9.sh [KILLS] [--no-build]" >&2; exit 64 ;;
    *) kills=$argument ;;
  esac
done
if $build; then
  { dotnet build src/Dashboard.Web --nologo -v quiet && dotnet build src/Dashboard.Simulator --nologo -v quiet; } || exit 1
fi

install_postgres || { echo "PostgreSQL could not be installed." >&2; exit 1; }
work=$(mktemp -d)
chmod 755 "$work"
trap 'stop_postgres "$work/postgres"; rm -rf "$work"' EXIT
postgres=$(start_postgres "$work/postgres") || { echo "PostgreSQL could not be started." >&2; exit 1; }
run_node tests/checks/kill9.mjs "$kills" "$work" "$postgres"
