#!/usr/bin/env bash
# long: about two minutes
# Who gets in where: every page, endpoint, export, static file, action of a page and step of sign-in × every role alone and beside Reader,
# by token and by session, nobody, and every persona of the demo. The list is the running program's own route table (its verb routes) and
# OpenAPI; what each may do is written by hand in access/matrix.mjs, so that a policy that was loosened, a route that the table does not
# know and a row without a route are mismatches alike. Writes out/authorisation.csv: kind,name,role,expected,actual.
#   bash tests/checks/authorisation.sh             builds, then runs
#   bash tests/checks/authorisation.sh --no-build  runs against what is built
# Last line: "R rows, 0 mismatches"; exit 0 only then.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
unset ASPNETCORE_URLS ASPNETCORE_ENVIRONMENT
for name in $(compgen -e | grep -i '^Dashboard__'); do unset "$name"; done
. tests/checks/lib/node.sh
. tests/checks/lib/browser.sh
. tests/checks/lib/provider.sh

if [ "${1:-}" != "--no-build" ]; then dotnet build src/Dashboard.Web --nologo -v quiet || { echo "0 rows, 1 mismatches"; exit 1; }; fi
install_browser || { echo "The browser or its packages could not be installed." >&2; exit 1; }
install_provider || { echo "The packages of the OpenID provider could not be installed." >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
run_node tests/checks/access/authorisation.mjs "$work" "$PWD/out/authorisation.csv"
