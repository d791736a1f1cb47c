#!/bin/sh
# Sees to it that the tests' servers can be had: from Docker where it works, else as installed
# programs, which it installs where that needs no password. PostgreSQL comes with the build.
# Exit code 2: they can't be had, and what to do was said. ORRERY_TEST_SERVERS=docker|installed
# insists on one of the two.
set -eu

# Those of io.orrery.testing.servers.DockerImages.
images='postgres:18-alpine rabbitmq:4.1-alpine redis:8.2-alpine'

# Tests put a folder in the place of the machine's root.
machine=${ORRERY_TEST_ROOT-}

refuse() {
  printf '%s\n' "$@" >&2
  exit 2
}

docker_works() {
  command -v docker >/dev/null 2>&1 && docker version >/dev/null 2>&1 || return 1
  for image in $images; do
    docker image inspect "$image" >/dev/null 2>&1 || docker pull --quiet "$image" >/dev/null 2>&1 ||
      return 1
  done
}

# Programs that only root has on its PATH count as well.
installed() {
  command -v "$1" >/dev/null 2>&1 || [ -x "$machine/usr/sbin/$1" ] ||
    [ -x "$machine/usr/local/sbin/$1" ] || [ -x "$machine/opt/homebrew/sbin/$1" ]
}

# Prints the packages that are missing, by the names of this system.
missing() {
  installed rabbitmq-server || printf ' %s' "$1"
  installed redis-server || printf ' %s' "$2"
}

# Sets as_root to what makes a command run as root; returns 1 if that takes a password.
become_root() {
  as_root=
  [ "$(id -u)" != 0 ] || return 0
  as_root=sudo
  command -v sudo >/dev/null 2>&1 && sudo -n true >/dev/null 2>&1
}

# Debian's packages start their servers at once; with this file there they don't. What was there
# before is put back, whatever happens.
deny_service_start() {
  policy=$machine/usr/sbin/policy-rc.d
  kept=
  if [ -e "$policy" ]; then
    kept=$policy.before-orrery
    $as_root mv "$policy" "$kept"
  fi
  trap restore_service_start EXIT
  trap 'exit 130' INT TERM HUP
  printf '#!/bin/sh\nexit 101\n' | $as_root tee "$policy" >/dev/null
  $as_root chmod 755 "$policy"
}

restore_service_start() {
  $as_root rm -f "$policy"
  [ -z "$kept" ] || $as_root mv "$kept" "$policy"
  trap - EXIT INT TERM HUP
}

# Says what it does, then does it.
shown() {
  echo "installing test servers: $*" >&2
  "$@" </dev/null >&2 || refuse "That failed. Install them yourself, or start Docker, then try again."
}

install_with_apt() {
  command="apt-get install -y --no-install-recommends$(missing rabbitmq-server redis-server)"
  become_root || refuse_to_install "sudo $command"
  deny_service_start
  shown $as_root apt-get update
  shown $as_root env DEBIAN_FRONTEND=noninteractive $command
  restore_service_start
}

# Packages of these systems start nothing by themselves.
install_with() {
  become_root || refuse_to_install "sudo $*"
  shown $as_root "$@"
}

refuse_to_install() {
  refuse "The tests need RabbitMQ and Redis, and installing them takes a password. Run" \
    "  $1" "and try again, or start Docker."
}

case ${ORRERY_TEST_SERVERS-} in
  docker)
    docker_works ||
      refuse "ORRERY_TEST_SERVERS is docker, but no engine answers that has or can pull: $images"
    exit 0
    ;;
  installed) ;;
  '') ! docker_works || exit 0 ;;
  *) refuse "ORRERY_TEST_SERVERS is \"$ORRERY_TEST_SERVERS\": it must be docker, installed, or not set" ;;
esac

if installed rabbitmq-server && installed redis-server; then
  exit 0
elif command -v apt-get >/dev/null 2>&1; then
  install_with_apt
elif command -v dnf >/dev/null 2>&1; then
  install_with dnf install -y $(missing rabbitmq-server redis)
elif command -v apk >/dev/null 2>&1; then
  install_with apk add $(missing rabbitmq-server redis)
elif command -v brew >/dev/null 2>&1; then
  # Homebrew refuses to run as root and needs no password.
  shown brew install $(missing rabbitmq redis)
else
  refuse "The tests need rabbitmq-server and redis-server on PATH, or Docker. This system has no" \
    "package manager that is known here (apt-get, dnf, apk, brew): install them by hand."
fi
