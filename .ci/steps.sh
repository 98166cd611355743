# Timed steps. Each one runs in a process group of its own, so that ending the run ends everything it started.

current_step=
beside_step=
time_limit=

step() {
  local name=$1 begin=$SECONDS code=0
  shift
  echo "== $name"
  set -m
  "$@" &
  current_step=$!
  set +m
  wait "$current_step" || code=$?
  current_step=
  report_step "$name" "$begin" "$code"
  return "$code"
}

# Runs beside the steps that follow, until end_beside waits for it and shows what it printed. One at a time.
step_beside() {
  beside_name=$1 beside_begin=$SECONDS
  shift
  set -m
  "$@" >"$work/beside.log" 2>&1 &
  beside_step=$!
  set +m
}

end_beside() {
  local code=0
  echo "== $beside_name"
  wait "$beside_step" || code=$?
  beside_step=
  cat "$work/beside.log"
  report_step "$beside_name" "$beside_begin" "$code"
  return "$code"
}

# For steps that set variables of this shell.
step_here() {
  local name=$1 begin=$SECONDS
  shift
  echo "== $name"
  "$@"
  report_step "$name" "$begin" 0
}

report_step() {
  if [ "$3" -eq 0 ]; then
    echo "== $1: done in $((SECONDS - $2)) s"
  else
    echo "== $1: FAILED with $3 after $((SECONDS - $2)) s"
  fi
}

start_time_limit() {
  set -m
  (sleep "$1" && kill -TERM $$) &
  time_limit=$!
  set +m
}

stop_steps() {
  if [ -n "$current_step" ]; then stop_group "$current_step"; fi
  if [ -n "$beside_step" ]; then stop_group "$beside_step"; fi
  if [ -n "$time_limit" ]; then stop_group "$time_limit"; fi
}

stop_group() {
  kill -TERM -- "-$1" 2>/dev/null || return 0
  for _ in $(seq 50); do
    kill -0 -- "-$1" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL -- "-$1" 2>/dev/null || true
}
