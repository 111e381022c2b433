#!/usr/bin/env bash
# The published program serves its static files: the repository's wwwroot, the chart library, the packages' and the
# framework's. The targets that put them there lean on the SDK's insides.
#   bash tests/checks/published-assets.sh
# Last line: "N files, 0 wrong"; exit 0 only then.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
unset ASPNETCORE_URLS ASPNETCORE_ENVIRONMENT
work=$(mktemp -d)
server=""
finish() { [ -n "$server" ] && kill "$server" 2>/dev/null; rm -rf "$work"; }
trap finish EXIT

dotnet publish src/Dashboard.Web -c Release --nologo -v quiet -o "$work/app" || { echo "0 files, 1 wrong"; exit 1; }
get=$PWD/tests/checks/lib/get.mjs
address="http://127.0.0.1:$(node tests/checks/lib/port.mjs)"
# From another directory: files are found beside the program and not where it was started.
cd /
env Dashboard__DataDirectory="$work/data" Dashboard__Listen="$address" Dashboard__Demo__Apps=5 Dashboard__Demo__Months=0 \
  dotnet "$work/app/Dashboard.Web.dll" >"$work/out" 2>"$work/err" &
server=$!
node "$get" --wait 300 "$address/health/live" >/dev/null || { cat "$work/err" >&2; echo "0 files, 1 wrong"; exit 1; }

files=0 wrong=0
fetch() { # PATH TEXT: the file answers 200 and contains the text
  files=$((files + 1))
  if node "$get" "$address$1" >"$work/body" && grep -qF -- "$2" "$work/body"; then echo "ok: $1"; return; fi
  wrong=$((wrong + 1))
  echo "WRONG: $1 is not there, or without '$2'"
}
fetch /css/app.css '{'
fetch /lib/apexcharts/apexcharts.esm.js 'ApexCharts v4.7.0'
fetch /lib/apexcharts/LICENSE 'MIT'
fetch /_content/MudBlazor/MudBlazor.min.css 'mud'
fetch /Dashboard.Web.styles.css '['
fetch / 'app.'
# What the page itself asks for, fingerprints included.
node "$get" --header 'Accept: text/html' "$address/" >"$work/page"
for path in $(grep -oE '(href|src)="[^"]+\.(css|js|svg)"' "$work/page" | sed -E 's/^[a-z]+="//; s/"$//' | grep -v '^http' | sort -u); do
  fetch "/${path#/}" ''
done

echo "$files files, $wrong wrong"
[ "$wrong" -eq 0 ] && [ "$files" -ge 10 ]
