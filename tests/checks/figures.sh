#!/usr/bin/env bash
# long: about four minutes
# Every figure leads to exactly the rows behind it. A browser walks every page of the program, as every persona and under two
# filters; each figure (data-figure) must have a link, and its number must be the number of rows of the list behind that link
# (data-total) and of the same list in the API (data-api). A share must be the share of two such numbers, floored to a decimal;
# a sum that of the rows behind it. Numbers that stand on a page without being a figure are listed.
#   bash tests/checks/figures.sh [--no-build]
# Last line: "N figures followed, 0 differ"; exit 0 only then.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
. tests/checks/lib/browser.sh

if [ "${1:-}" != "--no-build" ]; then dotnet build src/Dashboard.Web --nologo -v quiet || exit 1; fi
install_browser || { echo "The browser or its packages could not be installed." >&2; exit 1; }
node tests/checks/browser/figures.mjs "$PWD/src/Dashboard.Web/bin/Debug/net10.0/Dashboard.Web.dll" "$PWD"
