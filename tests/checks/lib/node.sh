# Node for the scripts; sourced, never run.

# run_node FILE ARGUMENT…: runs it, and ends it when a signal ends this script. Bash waits for a command in front before it
# looks at a signal, so the command runs beside it.
run_node() {
  node "$@" &
  local process=$!
  # shellcheck disable=SC2064
  trap "kill -TERM $process 2>/dev/null; wait $process 2>/dev/null; exit 143" INT TERM HUP
  wait "$process"
  local code=$?
  trap - INT TERM HUP
  return "$code"
}
