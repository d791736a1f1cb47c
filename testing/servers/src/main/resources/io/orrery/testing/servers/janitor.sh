# Ends the servers of one set and deletes their folder, whose path is the only argument, when the pipe at its input closes:
# because the set was closed, or because the JVM ended, in whatever way.
#
# Its input has a line for each process that starts, "started PID SIGNAL", and for each that was seen to end, "ended PID".

trap '' HUP INT TERM # Without a session of its own, Ctrl-C reaches this too; the work here begins then.

running=
while read -r event pid signal; do
  case $event in
    started)
      running="$running $pid:$signal"
      ;;
    ended)
      kept=
      for process in $running; do
        [ "${process%:*}" = "$pid" ] || kept="$kept $process"
      done
      running=$kept
      ;;
  esac
done

# Children first: where a paused server's parent dies, they would stay stopped for ever. Only Linux lists them here; elsewhere
# they see their parent go, and end by themselves unless they were paused.
children() {
  cat "/proc/$1/task/$1/children" 2>/dev/null
}

for process in $running; do
  pid=${process%:*}
  kill -s CONT $(children "$pid") "$pid"
  kill -s "${process#*:}" "$pid"
done 2>/dev/null

for process in $running; do
  pid=${process%:*}
  tries=0
  while kill -s 0 "$pid" 2>/dev/null && [ $tries -lt 30 ]; do
    tries=$((tries + 1))
    sleep 0.1
  done
  kill -s KILL $(children "$pid") "$pid" 2>/dev/null
done

tries=0
until rm -rf "$1" 2>/dev/null || [ $tries -eq 50 ]; do
  tries=$((tries + 1))
  sleep 0.1
done
