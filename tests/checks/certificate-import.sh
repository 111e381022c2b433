#!/usr/bin/env bash
# long: a Release build, and a minute
# 50,000 certificates go in from one CSV file in one pass, with less than 200 MB more memory at the process's peak, and the same file again changes
# nothing. Once the rows have facts, once certificates in PEM. A file with a bad row at its end changes nothing. The program is a Release
# build, as it is published.
#   bash tests/checks/certificate-import.sh [--no-build] [--rows N]
# Last line: "N imports, 0 wrong"; exit 0 only then.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
. tests/checks/lib/node.sh

build=true rows=50000
while [ $# -gt 0 ]; do
  case $1 in
    --no-build) build=false ;;
    --rows) rows=${2:-}; shift ;;
    *) echo "usage: bash tests/checks/certificate-import.sh [--no-build] [--rows N]" >&2; exit 64 ;;
  esac
  shift
done
export CHECK_CONFIGURATION=${CHECK_CONFIGURATION:-Release}
if $build; then dotnet build src/Dashboard.Web -c "$CHECK_CONFIGURATION" --nologo -v quiet || { echo "0 imports, 1 wrong"; exit 1; }; fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
run_node tests/checks/certificate-import.mjs "$rows" "$work"
