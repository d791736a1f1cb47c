-- Writes one job with a unique key, unless an unfinished job of its type holds the key. No arbiter is named, so that a second
-- run (the reply of the first was lost) conflicts with its own id and does nothing either; the caller looks up which it was.
-- It shares its statement with no other job: a conflict waits for the stranger's transaction, at most 1 s where the
-- transaction is our own (:turn); that setting ends with it.
WITH c AS MATERIALIZED (
    SELECT orrery.clock() AS now, CASE WHEN :turn THEN set_config('lock_timeout', '1s', true) END AS lock_timeout
)
INSERT INTO orrery.job (id, created_at, state, run_at, ring_order, relay_at, queue, type, priority, max_retries, timeout,
                        unique_key, tags, arguments)
SELECT :id, n.now,
       CASE WHEN n.due > n.now THEN 'SCHEDULED' ELSE 'PENDING' END::orrery.job_state,
       n.due,
       CASE WHEN :turn AND (n.due IS NULL OR n.due <= n.now) THEN nextval('orrery.ring_order') END,
       CASE WHEN n.due > n.now THEN NULL ELSE n.now + :relay_ms * interval '1 ms' END,
       :queue, :type, :priority, :max_retries, :timeout::bigint * interval '1 ms',
       :unique_key, string_to_array(:tags, E'\x1f'), :arguments
FROM (
    SELECT c.now, coalesce(:at::timestamptz, c.now + :delay::bigint * interval '1 ms') AS due
    FROM c
    OFFSET 0
) n
ON CONFLICT DO NOTHING
RETURNING id
