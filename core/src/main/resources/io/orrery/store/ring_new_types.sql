-- A worker serves types that nobody served on its queues before: their waiting jobs, whose next ring may be minutes away, are
-- due to be rung now. At most :limit, the first in turn; the relay comes to the rest in time.
WITH l AS MATERIALIZED (
    SELECT x.tid
    FROM unnest(:queues::text[]) AS q(queue)
    CROSS JOIN LATERAL (
        SELECT j.ctid AS tid
        FROM orrery.job j
        WHERE j.state = 'PENDING' AND j.queue = q.queue AND j.type = ANY (:types::text[])
          AND j.relay_at > (SELECT orrery.clock()) + interval '5 s'
          AND NOT EXISTS (SELECT FROM orrery.worker w
                          WHERE w.id <> :worker AND w.status = 'ACTIVE' AND q.queue = ANY (w.queues) AND j.type = ANY (w.types))
        ORDER BY j.priority DESC, j.ring_order
        LIMIT :limit
        FOR NO KEY UPDATE OF j SKIP LOCKED
    ) x
)
UPDATE orrery.job j SET relay_at = orrery.clock(), rings = 0 FROM l WHERE j.ctid = l.tid
