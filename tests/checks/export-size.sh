#!/usr/bin/env bash
# long: some minutes
# A list of 100,000 apps is sent while it is read: in each format its first byte comes at most a second later, and the process
# needs less than 150 MB more at its peak, both against the same process that exports the short list of runs. The program is a
# Release build, as it is published.
#   bash tests/checks/export-size.sh [--no-build] [--apps N]
# Last line: "N exports, 0 wrong"; exit 0 only then.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
. tests/checks/lib/node.sh

build=true apps=100000
while [ $# -gt 0 ]; do
  case $1 in
    --no-build) build=false ;;
    --apps) apps=${2:-}; shift ;;
    *) echo "usage: bash tests/checks/export-size.sh [--no-build] [--apps N]" >&2; exit 64 ;;
  esac
  shift
done
export CHECK_CONFIGURATION=Release
if $build; then dotnet build src/Dashboard.Web -c Release --nologo -v quiet || { echo "0 exports, 1 wrong"; exit 1; }; fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
run_node tests/checks/export-size.mjs "$apps" "$work"
