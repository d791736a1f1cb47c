# Finds a JDK. Sourced by ./orrery.

# Where systems and tools put JDKs. Tests put a folder in the place of the machine's root.
jdk_folders() {
  set -- "${ORRERY_TEST_ROOT-}"
  for folder in \
    "$1"/usr/lib/jvm/* "$1"/opt/*jdk* "$1"/opt/*jvm*/* \
    "$1"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$1"/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "$1"/usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "${HOME:-/nowhere}"/.sdkman/candidates/java/* "${HOME:-/nowhere}"/.jdks/*; do
    [ ! -d "$folder" ] || printf '%s\n' "$folder"
  done
}

# Prints the feature version of the JDK in a folder, as in 21; nothing if there is no JDK in it.
jdk_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
  version=
  [ ! -f "$1/release" ] || version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ -n "$version" ] || version=$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
  printf '%s' "$version"
}

# Sets jdk to the home of a JDK of at least version $1: that of JAVA_HOME, else that of PATH, else
# the newest in the usual folders. Where there is none, says what to install, and exits with 2.
find_jdk() {
  least=$1
  seen=
  jdk=
  newest=0
  if [ -n "${JAVA_HOME-}" ]; then
    consider "$JAVA_HOME"
  fi
  if [ -z "$jdk" ] && command -v java >/dev/null 2>&1; then
    # A java on PATH may be a link, a wrapper or a version switcher: it knows best where it lives.
    # That of a Mac without Java lives nowhere.
    home=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
    consider "${home:-/nowhere}"
  fi
  if [ -z "$jdk" ]; then
    while IFS= read -r folder; do
      consider "$folder"
    done <<FOLDERS
$(jdk_folders)
FOLDERS
  fi
  [ -n "$jdk" ] || refuse_without_jdk
}

# Takes the JDK in a folder if it is new enough, and newer than what was taken before.
consider() {
  version=$(jdk_version "$1")
  if [ -z "$version" ]; then
    [ ! -x "$1/bin/java" ] || seen="$seen
  no JDK, for it has no javac: $1"
  elif [ "$version" -lt "$least" ]; then
    seen="$seen
  too old: $1 ($version)"
  elif [ "$version" -gt "$newest" ]; then
    newest=$version
    # In full: the build runs in another folder.
    jdk=$(CDPATH='' cd -- "$1" && pwd)
  fi
}

refuse_without_jdk() {
  {
    echo "Orrery needs a JDK $least or newer. There is none in JAVA_HOME, on PATH or in the usual folders.$seen"
    if command -v apt-get >/dev/null 2>&1; then
      echo "Install one: sudo apt-get install openjdk-$least-jdk"
    elif command -v dnf >/dev/null 2>&1; then
      echo "Install one: sudo dnf install java-$least-openjdk-devel"
    elif command -v apk >/dev/null 2>&1; then
      echo "Install one: sudo apk add openjdk$least"
    elif command -v brew >/dev/null 2>&1; then
      echo "Install one: brew install openjdk@$least"
    fi
    echo "From anywhere else, such as https://adoptium.net: unpack it and set JAVA_HOME to its folder."
  } >&2
  exit 2
}
