# A RabbitMQ node of this run's own: its own name, ports of 127.0.0.1, port mapper, folders, cookie and user. No plugins.
# rabbitmq_start exports ECI_TEST_RABBITMQ (amqp URI) and ECI_TEST_RABBITMQCTL (runs rabbitmqctl on the node: stop_app, start_app);
# rabbitmq_stop ends the node and its port mapper. Uses free_port of postgres.sh.

rabbitmq_folder=
rabbitmq_node=
rabbitmq_mapper=

# Those in /usr/sbin insist on the folders of the service.
rabbitmq_scripts() {
  local candidate
  for candidate in /usr/lib/rabbitmq/bin $(dirname "$(command -v rabbitmq-server || echo /none/x)"); do
    if [ -x "$candidate/rabbitmq-server" ] && [ -x "$candidate/rabbitmqctl" ]; then
      echo "$candidate"
      return 0
    fi
  done
  return 1
}

rabbitmq_found() { rabbitmq_scripts >/dev/null; }

# The service's user, where there is a choice: files of the node stay readable to it alone. Keeps the process id.
exec_as_rabbitmq() {
  cd /
  if [ "$(id -u)" -eq 0 ]; then
    exec setpriv --reuid rabbitmq --regid rabbitmq --clear-groups -- "$@"
  fi
  exec "$@"
}

rabbitmq_start() {
  local password port
  password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  for _ in 1 2 3; do
    port=$(free_port)
    rabbitmq_folder=$1/rabbitmq-$port
    rabbitmq_prepare "$port" "$password"
    if rabbitmq_boot; then
      export ECI_TEST_RABBITMQ="amqp://eci:$password@127.0.0.1:$port"
      export ECI_TEST_RABBITMQCTL="$rabbitmq_folder/ctl"
      echo "RabbitMQ $("$ECI_TEST_RABBITMQCTL" -q version) listens on 127.0.0.1:$port"
      return 0
    fi
    rabbitmq_stop
  done
  cat "$rabbitmq_folder/start.log"
  return 1
}

# Everything the node and rabbitmqctl have to agree on is in the file "environment".
rabbitmq_prepare() {
  local port=$1 password=$2 folder=$rabbitmq_folder mapper_port dist_port scripts
  mapper_port=$(free_port)
  dist_port=$(free_port)
  scripts=$(rabbitmq_scripts)
  mkdir -m 700 "$folder"
  cat >"$folder/environment" <<END
export HOME='$folder' LC_ALL=C.UTF-8
export ERL_EPMD_PORT=$mapper_port ERL_EPMD_ADDRESS=127.0.0.1
export RABBITMQ_NODENAME=eci$port@localhost RABBITMQ_DIST_PORT=$dist_port
export RABBITMQ_CONF_ENV_FILE='$folder/none' RABBITMQ_CONFIG_FILE='$folder/rabbitmq.conf' RABBITMQ_ADVANCED_CONFIG_FILE='$folder/none'
export RABBITMQ_MNESIA_BASE='$folder/data' RABBITMQ_LOG_BASE='$folder/log' RABBITMQ_PID_FILE='$folder/pid'
export RABBITMQ_ENABLED_PLUGINS_FILE='$folder/plugins' RABBITMQ_GENERATED_CONFIG_DIR='$folder/generated'
export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-start_epmd false -kernel inet_dist_use_interface {127,0,0,1}'
export RABBITMQ_CTL_ERL_ARGS='-start_epmd false -kernel inet_dist_use_interface {127,0,0,1}'
END
  cat >"$folder/rabbitmq.conf" <<END
listeners.tcp.1 = 127.0.0.1:$port
default_user = eci
default_pass = $password
disk_free_limit.absolute = 50MB
max_message_size = 4194304
END
  printf '#!/bin/sh\n. %s/environment\nexec %s/rabbitmqctl "$@"\n' "'$folder'" "$scripts" >"$folder/ctl"
  printf '[].\n' >"$folder/plugins"
  (umask 077 && od -An -N16 -tx1 /dev/urandom | tr -d ' \n' >"$folder/.erlang.cookie")
  chmod 700 "$folder/ctl"
  chmod 400 "$folder/.erlang.cookie"
  if [ "$(id -u)" -eq 0 ]; then chown -R rabbitmq: "$folder"; fi
}

rabbitmq_boot() {
  local folder=$rabbitmq_folder
  (. "$folder/environment" && exec_as_rabbitmq epmd) >/dev/null 2>&1 &
  rabbitmq_mapper=$!
  (. "$folder/environment" && exec_as_rabbitmq "$(rabbitmq_scripts)/rabbitmq-server") >"$folder/start.log" 2>&1 &
  rabbitmq_node=$!
  "$folder/ctl" -q wait --timeout 90 "$folder/pid" >>"$folder/start.log" 2>&1
}

# The node's script stops the node on TERM. It may be killed only while the script still waits for it: later its id may be another's.
rabbitmq_stop() {
  if [ -n "$rabbitmq_node" ] && kill -TERM "$rabbitmq_node" 2>/dev/null && ! rabbitmq_gone; then
    kill -KILL "$(cat "$rabbitmq_folder/pid")" "$rabbitmq_node" 2>/dev/null || true
  fi
  if [ -n "$rabbitmq_mapper" ]; then kill -TERM "$rabbitmq_mapper" 2>/dev/null || true; fi
  rabbitmq_node= rabbitmq_mapper=
}

rabbitmq_gone() {
  for _ in $(seq 100); do
    kill -0 "$rabbitmq_node" 2>/dev/null || return 0
    sleep 0.1
  done
  return 1
}
