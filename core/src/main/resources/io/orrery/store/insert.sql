-- Writes jobs without a unique key. Options that jobs have in common travel once: :alike says for each job which entry of
-- the option arrays is its own, mostly the only one. Delays are added to the database's clock.
-- No ON CONFLICT, which would cost each row a lookup, a lock and a second WAL record: the ids are the client's own, so all
-- that can conflict is these very jobs, written by an earlier run of this statement whose reply was lost. That fails as a
-- whole, and the caller looks up which are there.
INSERT INTO orrery.job (id, created_at, state, run_at, ring_order, relay_at, queue, type, priority, max_retries, timeout,
                        tags, arguments)
SELECT n.id, n.now,
       CASE WHEN n.due > n.now THEN 'SCHEDULED' ELSE 'PENDING' END::orrery.job_state,
       n.due,
       CASE WHEN :turn AND (n.due IS NULL OR n.due <= n.now) THEN nextval('orrery.ring_order') END,
       CASE WHEN n.due > n.now THEN NULL ELSE n.now + :relay_ms * interval '1 ms' END,
       (:queues::text[])[n.alike],
       (:types::text[])[n.alike],
       (:priorities::int[])[n.alike],
       (:max_retries::int[])[n.alike],
       (:timeouts::bigint[])[n.alike] * interval '1 ms',
       string_to_array((:tags::text[])[n.alike], E'\x1f'),
       n.arguments
FROM (
    SELECT u.*, c.now,
           coalesce((:ats::timestamptz[])[u.alike], c.now + (:delays::bigint[])[u.alike] * interval '1 ms') AS due
    FROM (SELECT orrery.clock() AS now OFFSET 0) c
    CROSS JOIN unnest(:ids::uuid[], :alike::int[], :arguments::bytea[]) AS u(id, alike, arguments)
    OFFSET 0
) n
