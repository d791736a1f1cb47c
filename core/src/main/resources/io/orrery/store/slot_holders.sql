-- The jobs that have held slots of a queue for longest, on workers that run a type of it.
SELECT r.id, r.type, r.claimed_at, w.name AS worker
FROM orrery.worker w
CROSS JOIN LATERAL (
    SELECT r.id, r.type, r.claimed_at
    FROM orrery.job r
    WHERE r.worker_id = w.id AND r.state = 'RUNNING' AND r.queue = :queue
    ORDER BY r.claimed_at
    LIMIT :limit
) r
WHERE w.status = 'ACTIVE' AND w.lease_until > orrery.clock() AND :queue = ANY (w.queues) AND :type = ANY (w.types)
ORDER BY r.claimed_at
LIMIT :limit
