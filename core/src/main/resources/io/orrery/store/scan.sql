-- Claims up to :limit waiting jobs of one queue, highest priority first, oldest first within it: for when the broker is away.
-- Safe as claim.sql is; SKIP LOCKED, since any other waiting job is as good as one that somebody holds. One LATERAL per
-- priority reads the index in its own order, whatever the statistics say. A paused queue gives nothing.
WITH w AS MATERIALIZED (
    SELECT
    FROM orrery.worker
    WHERE id = :worker AND status = 'ACTIVE' AND lease_until > orrery.clock()
      AND NOT EXISTS (SELECT FROM orrery.queue q WHERE q.name = :queue AND q.paused)
),
l AS MATERIALIZED (
    SELECT x.tid
    FROM unnest('{9,8,7,6,5,4,3,2,1,0}'::smallint[]) AS p(priority)
    CROSS JOIN LATERAL (
        SELECT j.ctid AS tid
        FROM orrery.job j
        WHERE EXISTS (SELECT FROM w) AND j.state = 'PENDING' AND j.queue = :queue AND j.priority = p.priority
          AND j.type = ANY (:types::text[])
        ORDER BY j.ring_order
        LIMIT :limit
        FOR NO KEY UPDATE OF j SKIP LOCKED
    ) x
    LIMIT :limit
)
UPDATE orrery.job j
SET state = 'RUNNING', fence = j.fence + 1, attempts = j.attempts + 1, worker_id = :worker,
    claimed_at = orrery.clock(), deadline = orrery.clock() + j.timeout, relay_at = NULL
FROM l
WHERE j.ctid = l.tid
RETURNING j.id, j.fence, j.attempts, j.failures, j.type, j.queue, j.priority, j.ring_order,
          (extract(epoch FROM j.timeout) * 1000)::bigint AS timeout_ms, j.arguments
