-- Who holds a lock on one of our tables, as text: those that have for long first. Of other users' sessions PostgreSQL may keep
-- the time and the state to itself.
SELECT format('PID %s (user %s, application "%s"%s%s)', a.pid, a.usename, a.application_name,
              ', for ' || extract(epoch FROM clock_timestamp() - a.xact_start)::bigint || ' s', ', ' || a.state)
FROM pg_stat_activity a
WHERE a.pid <> pg_backend_pid()
  AND EXISTS (SELECT
              FROM pg_locks l
              JOIN pg_class c ON c.oid = l.relation AND c.relnamespace = 'orrery'::regnamespace
              WHERE l.pid = a.pid AND l.granted AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database()))
ORDER BY a.xact_start
LIMIT 5
