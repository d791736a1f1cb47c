# Builds a module and what it needs, only when something changed. Sourced by ./orrery; uses root, jdk.

# Prints what to run of a module. The jars that it needs are in lib/ beside it.
program() {
  printf '%s' "$root/$1/target/orrery-$1.jar"
}

# The stamp is as old as the start of the last build, so that a change during a build counts too.
# Folders are looked at as well as files: they tell of what was deleted.
up_to_date() {
  [ -f "$(program "$1")" ] && [ -f "$root/target/$1.built" ] || return 1
  changed=$(find "$root" \( -name target -o -name .git \) -prune -o \
    \( -name pom.xml -o -path '*/src/main/*' \) -newer "$root/target/$1.built" -print | head -n 1)
  [ -z "$changed" ]
}

build() {
  ! up_to_date "$1" || return 0
  mkdir -p "$root/target"
  lock_build
  if ! up_to_date "$1"; then
    build_now "$1"
  fi
  unlock_build
}

build_now() {
  log=$root/target/build-$1.log
  echo "building Orrery (first start takes a few minutes) ..." >&2
  : >"$root/target/$1.building"
  # The formatter's check is for contributors: ./orrery test does it.
  if ! (cd "$root" && JAVA_HOME=$jdk ./mvnw -q -B -ntp -DskipTests -Dspotless.check.skip=true \
    -pl "$1" -am package </dev/null) >"$log" 2>&1; then
    tail -n 40 "$log" >&2
    echo "The build failed. All that it said is in $log" >&2
    exit 1
  fi
  mv "$root/target/$1.building" "$root/target/$1.built"
}

# Two starts at once would build into the same folders. A lock whose owner is gone is taken over.
lock_build() {
  lock=$root/target/build.lock
  until mkdir "$lock" 2>/dev/null; do
    owner=$(cat "$lock/owner" 2>/dev/null || :)
    if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
      rm -rf "$lock"
    else
      sleep 1
    fi
  done
  trap unlock_build EXIT
  trap 'exit 130' INT TERM HUP
  echo $$ >"$lock/owner"
}

unlock_build() {
  rm -rf "$lock"
  trap - EXIT INT TERM HUP
}
