-- Makes a job beside the ticks, whatever the overlap policy says: somebody asked for it. May be repeated with the same id:
-- the job is there then. No row: there is no such schedule.
WITH n AS (
    INSERT INTO orrery.job (id, created_at, state, ring_order, relay_at, queue, type, priority, max_retries, timeout, tags,
                            arguments, schedule)
    SELECT :job::uuid, orrery.clock(), 'PENDING', nextval('orrery.ring_order'), orrery.clock() + :relay_ms * interval '1 ms',
           s.queue, s.type, s.priority, s.max_retries, s.timeout_ms * interval '1 ms', s.tags, coalesce(s.arguments, :tick::bytea), s.name
    FROM orrery.schedule s
    WHERE s.name = :name
    ON CONFLICT (id) DO NOTHING
    RETURNING id, queue, priority
)
SELECT n.* FROM n
UNION ALL
SELECT j.id, j.queue, j.priority FROM orrery.job j WHERE j.id = :job::uuid
