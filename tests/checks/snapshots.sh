#!/usr/bin/env bash
# long: about eight minutes
# The sealed months against the history, by queries of our own. On both databases the real program fills a demo of a year, which seals
# twelve months; every figure of each is worked out anew by SQL and compared, its hashes are taken again, and the commands of
# docs/verify-a-month.md are run as they stand. Then costs arrive late and other rules judge: no sealed text may change, what moved must be
# told beside it, and `verify` must hold. Last, copies of the databases are altered in single places, each of which must be noticed.
#   bash tests/checks/snapshots.sh [--no-build] [SEED]      (seed 2 by default)
# Last line: "12 months, 0 differ"; exit 0 only then.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
. tests/checks/lib/postgres.sh
. tests/checks/lib/node.sh

build=true seed=2
for argument in "$@"; do
  case "$argument" in
    --no-build) build=false ;;
    *[!0-9]*) echo "usage: bash tests/checks/snapshots.sh [--no-build] [SEED]" >&2; exit 64 ;;
    *) seed=$argument ;;
  esac
done
if $build; then
  { dotnet build src/Dashboard.Web --nologo -v quiet && dotnet build src/Dashboard.Simulator --nologo -v quiet; } || exit 1
fi
# What an auditor has, who runs the commands of the document.
for tool in jq sqlite3; do
  command -v "$tool" >/dev/null || { sudo=""; [ "$(id -u)" -eq 0 ] || sudo=sudo; $sudo apt-get update -qq && $sudo apt-get install -y -qq "$tool" >/dev/null; } \
    || { echo "$tool could not be installed." >&2; exit 1; }
done

install_postgres || { echo "PostgreSQL could not be installed." >&2; exit 1; }
work=$(mktemp -d)
chmod 755 "$work"
trap 'stop_postgres "$work/postgres"; rm -rf "$work"' EXIT
postgres=$(start_postgres "$work/postgres") || { echo "PostgreSQL could not be started." >&2; exit 1; }
run_node tests/checks/snapshots.mjs "$work" "$postgres" "$seed"
