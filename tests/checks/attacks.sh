#!/usr/bin/env bash
# long: about five minutes
# Attacks on the running program in Azure mode (over an estate whose every name and tag is hostile) and on the demo: each caller's forbidden
# calls, forged headers and personas, floods under changing addresses, forged requests by hand and in a browser, wrong tokens, copied and
# planted sessions, open pages' connections, markup on every page, formulas in every file, redirects, paths, methods, bodies, forms,
# headers, filters and caches. Each has a control: the same attack succeeds on a host that is weak on purpose
# (access/attacks/weak-host.mjs), and for markup on the same pages through a proxy that takes their protection away. At the end the log
# may hold no secret and no unhandled exception.
#   bash tests/checks/attacks.sh                 builds, then attacks
#   bash tests/checks/attacks.sh --no-build      attacks what is built
#   … --only WORD                                the groups whose name contains WORD
# Last line: "N attacks, 0 succeeded"; exit 0 only then, and only where every control succeeded.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
unset ASPNETCORE_URLS ASPNETCORE_ENVIRONMENT
for name in $(compgen -e | grep -i '^Dashboard__'); do unset "$name"; done
. tests/checks/lib/node.sh
. tests/checks/lib/browser.sh
. tests/checks/lib/provider.sh

build=true only=""
while [ $# -gt 0 ]; do
  case $1 in
    --no-build) build=false ;;
    --only) only=${2:-}; shift ;;
    *) echo "usage: bash tests/checks/attacks.sh [--no-build] [--only WORD]" >&2; exit 64 ;;
  esac
  shift
done
if $build; then dotnet build src/Dashboard.Web --nologo -v quiet || { echo "0 attacks, 1 succeeded"; exit 1; }; fi
install_browser || { echo "The browser or its packages could not be installed." >&2; exit 1; }
install_provider || { echo "The packages of the OpenID provider could not be installed." >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
run_node tests/checks/access/attacks.mjs "$work" --only "$only"
