#!/usr/bin/env bash
# Installs what the tests need and runs them all. Ends with a line "N passed, N failed".
#   bash tests/run.sh            the suite
#   bash tests/run.sh --checks   the suite, and every script under tests/checks as well
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tests/checks/lib/postgres.sh
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

with_checks=false
case "${1:-}" in
  "") ;;
  --checks) with_checks=true ;;
  *) echo "usage: bash tests/run.sh [--checks]" >&2; exit 64 ;;
esac

# The pages are tested in Debian's Chromium; a browser already here is used as it is.
install_chromium() {
  command -v chromium >/dev/null && return 0
  local sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  $sudo apt-get update -qq && $sudo apt-get install -y -qq chromium fonts-liberation >/dev/null
}

passed=0 failed=0
step() { # name, command…: counts as one test
  local name=$1; shift
  if "$@"; then passed=$((passed + 1)); echo "ok: $name"; else failed=$((failed + 1)); echo "FAILED: $name" >&2; fi
}

finish() {
  echo
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

install_postgres || { echo "PostgreSQL could not be installed." >&2; failed=1; finish; }
install_chromium || { echo "Chromium could not be installed." >&2; failed=1; finish; }

# One build for everything that follows; warnings are errors.
if ! dotnet build Dashboard.sln --nologo -v quiet; then failed=1; finish; fi
step "formatting" dotnet format Dashboard.sln --no-restore --verify-no-changes --exclude src/Dashboard.Storage/Sqlite/Migrations src/Dashboard.Storage/PostgreSql/Migrations

work=$(mktemp -d)
log=$work/log
trap 'stop_postgres "$work/postgres"; rm -rf "$work"' EXIT

# One server for all test projects, unless one is named already.
if [ -z "${DASHBOARD_TEST_POSTGRES:-}" ]; then
  DASHBOARD_TEST_POSTGRES=$(start_postgres "$work/postgres") || { echo "PostgreSQL did not start." >&2; failed=1; finish; }
  export DASHBOARD_TEST_POSTGRES
fi

# Test projects one after the other: two cores, and the browser tests start servers of their own.
dotnet test --solution Dashboard.sln --no-build --max-parallel-test-modules 1 2>&1 | tee "$log"
status=${PIPESTATUS[0]}
ran=$(sed -nE 's/^ *succeeded: *([0-9]+).*/\1/p' "$log" | tail -1)
broke=$(sed -nE 's/^ *failed: *([0-9]+).*/\1/p' "$log" | tail -1)
passed=$((passed + ${ran:-0}))
failed=$((failed + ${broke:-0}))
# A runner that dies, or runs nothing, is a failure even where no test failed.
if [ "$status" -ne 0 ] && [ "${broke:-0}" -eq 0 ]; then failed=$((failed + 1)); fi
if [ "${ran:-0}" -eq 0 ]; then failed=$((failed + 1)); fi

for check in tests/checks/*.sh; do
  # Checks that take seconds belong to the suite; a longer one says so in its second line.
  if $with_checks || ! sed -n 2p "$check" | grep -q '^# long'; then step "$(basename "$check")" bash "$check"; fi
done

finish
