#!/usr/bin/env bash
# long: about ten minutes
# Pictures of every page, light and dark, at 1440 and 390 pixels and as on paper, each scanned with axe; and of each state of
# a panel, forced by real faults of the database: a lock makes it wait, a renamed table makes it fail, a filter without matches
# empties it, a persona without the right may not see it. A routed page that was not scanned is a failure, and so are a page
# that scrolls sideways, and a complaint of the browser.
#   bash tests/checks/screens.sh [OUT] [--no-build]      pictures go to OUT, artifacts/screens by default
# Last lines: "P pages, S pictures" and "axe: N scans, 0 serious or critical"; exit 0 only then.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
. tests/checks/lib/browser.sh
. tests/checks/lib/postgres.sh

out=artifacts/screens build=true
for argument in "$@"; do
  case "$argument" in
    --no-build) build=false ;;
    *) out=$argument ;;
  esac
done
if $build; then dotnet build src/Dashboard.Web --nologo -v quiet || exit 1; fi
install_browser || { echo "The browser or its packages could not be installed." >&2; exit 1; }
install_postgres || { echo "PostgreSQL could not be installed." >&2; exit 1; }
work=$(mktemp -d)
chmod 755 "$work"
trap 'stop_postgres "$work/postgres"; rm -rf "$work"' EXIT
postgres=$(start_postgres "$work/postgres") || { echo "PostgreSQL could not be started." >&2; exit 1; }
node tests/checks/browser/screens.mjs "$PWD/src/Dashboard.Web/bin/Debug/net10.0/Dashboard.Web.dll" "$PWD" "$out" "$postgres"
