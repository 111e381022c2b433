#!/usr/bin/env bash
# long: about three minutes
# The real program against an Azure that misbehaves in every way the simulator knows: after each fault, no figure may be
# better than without it, no app may be gone without proof, and the run must end as the table of lib/faults.mjs says, in time.
#   bash tests/checks/faults.sh             builds, then runs every fault
#   bash tests/checks/faults.sh --no-build  runs against what is built
#   … --only WORD                           runs the faults whose name contains WORD
# Last line: "N faults, 0 wrong"; exit 0 only then.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
unset ASPNETCORE_URLS ASPNETCORE_ENVIRONMENT
for name in $(compgen -e | grep -i '^Dashboard__'); do unset "$name"; done

. tests/checks/lib/node.sh

# The program brings the simulator along as a library, so that one build makes both.
build=true only=""
while [ $# -gt 0 ]; do
  case $1 in
    --no-build) build=false ;;
    --only) only=${2:-}; shift ;;
    *) echo "usage: bash tests/checks/faults.sh [--no-build] [--only WORD]" >&2; exit 64 ;;
  esac
  shift
done
# The programs live for a second or two: profiling them for later does not pay.
export DOTNET_TieredPGO=0
if $build; then dotnet build src/Dashboard.Web --nologo -v quiet || { echo "0 faults, 1 wrong"; exit 1; }; fi
work=$(mktemp -d)
simulator=""
finish() { [ -n "$simulator" ] && kill "$simulator" 2>/dev/null; rm -rf "$work"; }
trap finish EXIT

dotnet src/Dashboard.Simulator/bin/Debug/net10.0/Dashboard.Simulator.dll \
  --port 0 --apps 300 --seed 7 --as-of 2026-11-01T06:00:00Z >"$work/simulator" 2>"$work/simulator.err" &
simulator=$!
for _ in $(seq 100); do
  grep -q '^as-of:' "$work/simulator" && break
  kill -0 "$simulator" 2>/dev/null || break
  sleep 0.1
done
endpoint=$(sed -nE 's/^http: (.*[^/])\/?$/\1/p' "$work/simulator")
if [ -z "$endpoint" ]; then cat "$work/simulator.err" >&2; echo "0 faults, 1 wrong"; exit 1; fi

run_node tests/checks/lib/faults.mjs "$endpoint" src/Dashboard.Web/bin/Debug/net10.0/Dashboard.Web.dll "$work" "$only"
