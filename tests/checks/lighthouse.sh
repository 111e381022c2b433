#!/usr/bin/env bash
# long: about a minute and a half a page
# Lighthouse 12.8.2 over every page of the published program, desktop preset, median of five runs a page: performance of at
# least 90, accessibility and best practices of at least 95.
#   bash tests/checks/lighthouse.sh [RUNS]
# Last line: "N pages, 0 below"; exit 0 only then.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
. tests/checks/lib/browser.sh

install_browser || { echo "The browser or its packages could not be installed." >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet publish src/Dashboard.Web -c Release --nologo -v quiet -o "$work/app" || exit 1
node tests/checks/browser/lighthouse.mjs "$work/app/Dashboard.Web.dll" "$PWD" "${1:-5}"
