# A PostgreSQL of this run's own: temporary folder, free port of 127.0.0.1, random password. It is killed now and then, the machine is not.
# postgres_start exports ECI_TEST_POSTGRES, postgres_stop ends the server.

postgres_data=

postgres_bin() {
  local candidate
  for candidate in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) $(dirname "$(command -v initdb || echo /none/x)"); do
    if [ -x "$candidate/initdb" ] && [ -x "$candidate/pg_ctl" ]; then
      echo "$candidate"
      return 0
    fi
  done
  return 1
}

postgres_found() { postgres_bin >/dev/null; }

# The server refuses to run as root.
as_postgres() {
  if [ "$(id -u)" -eq 0 ]; then
    (cd / && runuser -u postgres -- "$@")
  else
    "$@"
  fi
}

postgres_start() {
  local bin password port folder=$1/postgres
  bin=$(postgres_bin)
  password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  mkdir -m 700 "$folder"
  (umask 077 && printf '%s\n' "$password" >"$folder/password")
  if [ "$(id -u)" -eq 0 ]; then chown -R postgres: "$folder"; fi
  as_postgres "$bin/initdb" -D "$folder/data" -U postgres --pwfile="$folder/password" --auth=scram-sha-256 \
    --encoding=UTF8 --locale=C.UTF-8 >"$1/initdb.log" || { cat "$1/initdb.log"; return 1; }
  for _ in 1 2 3 4 5; do
    port=$(free_port)
    if as_postgres "$bin/pg_ctl" -D "$folder/data" -l "$folder/server.log" -w -t 60 -s \
      -o "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories='' -c max_connections=300 -c fsync=off" start; then
      postgres_data=$folder/data
      postgres_restart_program "$bin" >"$folder/restart"
      chmod 755 "$folder" "$folder/restart"
      export ECI_TEST_POSTGRES_RESTART="$folder/restart"
      export ECI_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres;Password=$password;Database=postgres"
      echo "PostgreSQL $(cat "$postgres_data/PG_VERSION") listens on 127.0.0.1:$port"
      return 0
    fi
  done
  cat "$folder/server.log"
  return 1
}

# A program for the tests: the server ends as in a crash and comes back.
postgres_restart_program() {
  local as=
  if [ "$(id -u)" -eq 0 ]; then as='runuser -u postgres --'; fi
  printf '#!/bin/sh\ncd / && exec %s %s -D %s -m immediate -w -t 60 -s -l %s restart\n' \
    "$as" "$1/pg_ctl" "$postgres_data" "${postgres_data%/data}/server.log"
}

free_port() {
  local port
  while true; do
    port=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
  done
  echo "$port"
}

postgres_stop() {
  local pid
  [ -n "$postgres_data" ] && [ -f "$postgres_data/postmaster.pid" ] || return 0
  pid=$(head -n 1 "$postgres_data/postmaster.pid")
  kill -INT "$pid" 2>/dev/null || return 0
  for _ in $(seq 100); do
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -QUIT "$pid" 2>/dev/null || true
}
