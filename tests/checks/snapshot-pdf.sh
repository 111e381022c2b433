#!/usr/bin/env bash
# long: some minutes
# Sealed months printed by Chromium to A4 and Letter: every KPI figure of the API is in the text of the PDF beside its name, the hash is
# whole, each page has its footer with its number, no word lies outside of the page's margins, every font is embedded, and nothing is a
# picture. Then the same with four lies about it, each of which must be seen.
#   bash tests/checks/snapshot-pdf.sh [--no-build] [--keep FOLDER]      PDFs and pages in grey go to FOLDER, to be looked at
# Last line: "N documents, 0 wrong"; exit 0 only then.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
. tests/checks/lib/browser.sh

build=true keep=
while [ $# -gt 0 ]; do
  case $1 in
    --no-build) build=false ;;
    --keep) keep=${2:?--keep needs a folder}; shift ;;
    *) echo "usage: bash tests/checks/snapshot-pdf.sh [--no-build] [--keep FOLDER]" >&2; exit 64 ;;
  esac
  shift
done
if $build; then dotnet build src/Dashboard.Web --nologo -v quiet || exit 1; fi
install_browser || { echo "The browser or its packages could not be installed." >&2; exit 1; }
if ! command -v pdftotext >/dev/null; then
  sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
  $sudo apt-get update -qq && $sudo apt-get install -y -qq poppler-utils >/dev/null || { echo "poppler-utils could not be installed." >&2; exit 1; }
fi
work=${keep:-$(mktemp -d)}
mkdir -p "$work"
[ -n "$keep" ] || trap 'rm -rf "$work"' EXIT
node tests/checks/browser/snapshot-pdf.mjs "$PWD/src/Dashboard.Web/bin/Debug/net10.0/Dashboard.Web.dll" "$work"
