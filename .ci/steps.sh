# Timed steps. Each one runs in a process group of its own, so that ending the run ends everything it started.

current_step=
beside_steps=()
beside_names=()
beside_begins=()
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

# Runs beside the steps that follow, until end_beside waits for all of these and shows what they printed.
step_beside() {
  local name=$1
  shift
  set -m
  "$@" >"$work/beside-${#beside_steps[@]}.log" 2>&1 &
  beside_steps+=($!)
  set +m
  beside_names+=("$name")
  beside_begins+=("$SECONDS")
}

end_beside() {
  local each code failed=0
  for each in "${!beside_steps[@]}"; do
    code=0
    echo "== ${beside_names[each]}"
    wait "${beside_steps[each]}" || code=$?
    cat "$work/beside-$each.log"
    report_step "${beside_names[each]}" "${beside_begins[each]}" "$code"
    if [ "$code" -ne 0 ]; then failed=$code; fi
  done
  beside_steps=()
  return "$failed"
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
  local each
  if [ -n "$current_step" ]; then stop_group "$current_step"; fi
  for each in "${beside_steps[@]}"; do stop_group "$each"; done
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
