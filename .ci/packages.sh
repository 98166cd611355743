# What the machine needs besides the SDK. Asks apt only for what is missing.

install_packages() {
  local wanted=()
  ldconfig -p | grep -q 'libicuuc\.so' || wanted+=(libicu-dev)
  [ -e /usr/share/zoneinfo/Europe/Berlin ] || wanted+=(tzdata)
  command -v node >/dev/null || wanted+=(nodejs)
  command -v npm >/dev/null || wanted+=(npm)
  postgres_found || wanted+=(postgresql)
  command -v chromium >/dev/null || wanted+=(chromium)
  rabbitmq_found || wanted+=(rabbitmq-server)
  if [ "${#wanted[@]}" -eq 0 ]; then
    echo 'Nothing is missing.'
    return
  fi

  echo "Installing ${wanted[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get -qq update
  # As if in single-user mode: services that come with a package are not started.
  RUNLEVEL=1 apt-get -qq install -y --no-install-recommends "${wanted[@]}"
}
