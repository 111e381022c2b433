# For `source`: what the checks in a browser need. Node 20, Debian's Chromium, and the packages of tests/checks/browser.

install_browser() {
  if ! command -v chromium >/dev/null; then
    local sudo=""
    [ "$(id -u)" -eq 0 ] || sudo="sudo"
    $sudo apt-get update -qq && $sudo apt-get install -y -qq chromium fonts-liberation >/dev/null || return 1
  fi
  # npm writes .package-lock.json when it is done.
  if [ tests/checks/browser/package-lock.json -nt tests/checks/browser/node_modules/.package-lock.json ]; then
    npm ci --prefix tests/checks/browser --ignore-scripts --no-audit --no-fund --silent && touch tests/checks/browser/node_modules/.package-lock.json
  fi
}
