#!/usr/bin/env bash
# long: about a minute, and more where LibreOffice has to be installed
# A sealed month as a workbook, opened by LibreOffice: every cell is the value of the API with the right type (dates, numbers, text), and no
# text out of the estate is a formula. The months are sealed over a history in which somebody put formulas into owners and names.
#   bash tests/checks/snapshot-xlsx.sh [--no-build]
# Last line: "N cells, 0 wrong"; exit 0 only then, and only where N is at least 100.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
. tests/checks/lib/node.sh

case "${1:-}" in
  "") dotnet build src/Dashboard.Web --nologo -v quiet || { echo "0 cells, 1 wrong"; exit 1; } ;;
  --no-build) ;;
  *) echo "usage: bash tests/checks/snapshot-xlsx.sh [--no-build]" >&2; exit 64 ;;
esac
install() { # PROGRAM PACKAGE
  command -v "$1" >/dev/null && return 0
  local sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  $sudo apt-get update -qq && $sudo apt-get install -y -qq --no-install-recommends "$2" >/dev/null
}
install soffice libreoffice-calc-nogui || { echo "LibreOffice could not be installed." >&2; exit 1; }
install unzip unzip || { echo "unzip could not be installed." >&2; exit 1; }
install sqlite3 sqlite3 || { echo "sqlite3 could not be installed." >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
run_node tests/checks/snapshot-xlsx.mjs "$work"
