# For `source`: the packages of the OpenID provider that the checks sign in with.

install_provider() {
  if [ tests/oidc-provider/package-lock.json -nt tests/oidc-provider/node_modules/.package-lock.json ]; then
    npm ci --prefix tests/oidc-provider --ignore-scripts --no-audit --no-fund --silent && touch tests/oidc-provider/node_modules/.package-lock.json
  fi
}
