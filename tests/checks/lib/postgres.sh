# A temporary PostgreSQL server for tests; sourced by scripts, never run.
#   start_postgres DIR  makes and starts a server that belongs to the new directory DIR; prints a connection string
#   stop_postgres DIR   stops it and removes DIR
#   hold_postgres DIR   both: it runs until standard input ends
# Debian's package "postgresql" (15 or later) has the programs. Nothing is kept safe from a power cut: it is for tests only.

postgres_programs() { # prints the directory of initdb and pg_ctl of the newest version
  local found
  found=$(printf '%s\n' /usr/lib/postgresql/*/bin/initdb | sort -V | tail -1)
  [ -x "$found" ] && dirname "$found"
}

install_postgres() { # installs the server where it is missing, without making or starting a cluster
  [ -n "$(postgres_programs)" ] && return 0
  local sudo=""
  [ "$(id -u)" -eq 0 ] || sudo="sudo"
  $sudo apt-get update -qq || return 1
  $sudo apt-get install -y -qq postgresql-common >/dev/null || return 1
  $sudo sed -i 's/^#\?create_main_cluster.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
  $sudo apt-get install -y -qq postgresql >/dev/null
}

as_postgres() { # the server refuses to run as root
  if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

start_postgres() {
  local dir=$1 programs place port attempt
  programs=$(postgres_programs)
  [ -n "$programs" ] || { echo "PostgreSQL is not installed. On Debian and Ubuntu: apt-get install postgresql" >&2; return 1; }
  # The server's own account must reach its files, which it cannot where a parent directory is root's alone.
  mkdir -p "$dir" && place=$(mktemp -d) && ln -s "$place" "$dir/server" && chmod 711 "$place" || return 1
  [ "$(id -u)" -ne 0 ] || chown postgres "$place"
  # The default collation is a language's on purpose: what must sort by bytes has to say so itself.
  (cd "$place" && as_postgres "$programs/initdb" -D "$place/data" -U postgres -A trust -E UTF8 --locale=C \
    --locale-provider=icu --icu-locale=en -N) >"$dir/start.log" 2>&1 || { cat "$dir/start.log" >&2; return 1; }
  # Whoever has the role "with_password" (a test makes it) must know a password; everybody else needs none.
  sed -i '1i host all +with_password 127.0.0.1/32 scram-sha-256' "$place/data/pg_hba.conf"
  for attempt in 1 2 3 4 5; do
    # Another process may take the port in between: then the next attempt takes another.
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    if (cd "$place" && as_postgres "$programs/pg_ctl" -D "$place/data" -l "$place/server.log" -w -t 30 -o \
      "-h 127.0.0.1 -p $port -k '$place' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 -c shared_buffers=256MB" \
      start) >"$dir/start.log" 2>&1 </dev/null; then
      echo "Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
      return 0
    fi
  done
  cat "$dir/start.log" "$place/server.log" >&2
  return 1
}

stop_postgres() {
  local dir=$1 place
  place=$(readlink "$dir/server") || return 0
  if [ -f "$place/data/postmaster.pid" ]; then
    (cd "$place" && as_postgres "$(postgres_programs)/pg_ctl" -D "$place/data" -m immediate -w stop) >/dev/null 2>&1
  fi
  rm -rf "$place" "$dir"
}

# hold_postgres DIR: starts a server, prints its connection string, and stops it when standard input ends: that is also
# when the process at the other end of a pipe dies, however it does.
hold_postgres() {
  trap '' INT TERM HUP
  start_postgres "$1" || { stop_postgres "$1"; return 1; }
  cat >/dev/null
  stop_postgres "$1"
}
