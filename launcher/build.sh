# Builds a module and what it needs, only when something changed. Sourced by ./orrery; uses root, jdk.

# Prints what to run of a module. The jars that it needs are in lib/ beside it.
program() {
  printf '%s' "$root/$1/target/orrery-$1.jar"
}

# The stamp is as old as the start of the last build, so that a change during a build counts too.
# Folders are looked at as well as files: they tell of what was deleted.
up_to_date() {
  [ -f "$(program "$1")" ] && [ -f "$root/target/$1.built" ] || return 1
  changed=$(find "$root/." \( -name target -o -name .git \) -prune -o \
    \( -name pom.xml -o -path '*/src/main/*' \) -newer "$root/target/$1.built" -print | head -n 1)
  [ -z "$changed" ]
}

build() {
  ! up_to_date "$1" || return 0
  if ! mkdir -p "$root/target" 2>/dev/null || ! [ -w "$root/target" ]; then
    echo "Orrery builds itself in its own folder, and $root/target can't be written to." >&2
    echo "Make it writable, or clone Orrery to where it is." >&2
    exit 2
  fi
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

# Two starts at once would build into the same folders. The lock is a link that leads to its owner's
# process number, made in one step; one whose owner is gone is taken over.
lock_build() {
  lock=$root/target/build.lock
  waiting=
  misses=0
  until ln -s "$$" "$lock" 2>/dev/null; do
    owner=$(readlink "$lock" || :)
    if [ -z "$owner" ]; then
      # It was let go just now; each time that can't be.
      misses=$((misses + 1))
      if [ "$misses" -eq 10 ]; then
        echo "The lock $lock can't be made: is the disk full, or its folder gone?" >&2
        exit 2
      fi
    elif ! kill -0 "$owner" 2>/dev/null; then
      take_away "$owner"
    else
      [ -n "$waiting" ] ||
        echo "waiting for process $owner, which builds Orrery (if it does not, remove $lock) ..." >&2
      waiting=true
      sleep 1
    fi
  done
  trap unlock_build EXIT
  trap 'exit 130' INT TERM HUP
}

# Two may find the same owner gone: whoever moves the lock looks whose it was, and brings back one that
# was made meanwhile.
take_away() {
  if mv "$lock" "$lock.$$" 2>/dev/null; then
    [ "$(readlink "$lock.$$")" = "$1" ] || ln -s "$(readlink "$lock.$$")" "$lock" 2>/dev/null || :
    rm -f "$lock.$$"
  fi
}

unlock_build() {
  [ "$(readlink "$lock" || :)" != "$$" ] || rm -f "$lock"
  trap - EXIT INT TERM HUP
}
