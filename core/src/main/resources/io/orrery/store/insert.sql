-- Writes jobs, in the order given. Safe to repeat: the ids are the client's own, so a second run of the same statement
-- (its reply was lost) conflicts with its own rows and does nothing. No arbiter is named, so that a unique key that an
-- unfinished job holds leaves the row out as well; the caller looks up which it was. Only rows without a key share a
-- statement: a conflict on a key waits for the stranger's transaction, at most 1 s where the transaction is our own (:turn);
-- the setting ends with it. Delays are added to the database's clock.
WITH c AS MATERIALIZED (
    SELECT orrery.clock() AS now, CASE WHEN :turn THEN set_config('lock_timeout', '1s', true) END AS lock_timeout
),
n AS MATERIALIZED (
    SELECT u.*, c.now,
           CASE WHEN u.at IS NOT NULL THEN u.at WHEN u.delay_ms > 0 THEN c.now + u.delay_ms * interval '1 ms' END AS due
    FROM c CROSS JOIN unnest(
        :ids::uuid[], :queues::text[], :types::text[], :priorities::int[], :delays::bigint[], :ats::timestamptz[],
        :max_retries::int[], :timeouts::bigint[], :unique_keys::text[], :tags::text[], :arguments::bytea[])
        AS u(id, queue, type, priority, delay_ms, at, max_retries, timeout_ms, unique_key, tags, arguments)
)
INSERT INTO orrery.job (id, created_at, state, run_at, ring_order, relay_at, queue, type, priority, max_retries, timeout,
                        unique_key, tags, arguments)
SELECT n.id, n.now,
       CASE WHEN n.due > n.now THEN 'SCHEDULED' ELSE 'PENDING' END::orrery.job_state,
       n.due,
       CASE WHEN :turn AND (n.due IS NULL OR n.due <= n.now) THEN nextval('orrery.ring_order') END,
       CASE WHEN n.due > n.now THEN NULL ELSE n.now + :relay_ms * interval '1 ms' END,
       n.queue, n.type, n.priority, n.max_retries, n.timeout_ms * interval '1 ms',
       n.unique_key, string_to_array(n.tags, E'\x1f'), n.arguments
FROM n
ON CONFLICT DO NOTHING
RETURNING id
