-- A worker serves types that nobody served on its queues before: their waiting jobs, whose next ring may be minutes away, are
-- due to be rung now. Such a job has been rung for before, while somebody served its type, so that the index of those is all
-- there is to read, however long the backlog. At most :rows of them are looked at, those that would wait longest first, and
-- at most :limit taken: a start must not be held up, and the relay comes to the rest in time.
WITH r AS MATERIALIZED (
    SELECT j.ctid AS tid, j.queue, j.type
    FROM orrery.job j
    WHERE j.state = 'PENDING' AND j.rings > 0 AND j.relay_at > (SELECT orrery.clock()) + interval '5 s'
    ORDER BY j.relay_at DESC
    LIMIT :rows
),
l AS MATERIALIZED (
    SELECT x.tid
    FROM r
    CROSS JOIN LATERAL (
        SELECT j.ctid AS tid FROM orrery.job j WHERE j.ctid = r.tid AND j.state = 'PENDING' FOR NO KEY UPDATE OF j SKIP LOCKED
    ) x
    WHERE r.queue = ANY (:queues::text[]) AND r.type = ANY (:types::text[])
      AND NOT EXISTS (SELECT FROM orrery.worker w
                      WHERE w.id <> :worker AND w.status = 'ACTIVE' AND r.queue = ANY (w.queues) AND r.type = ANY (w.types))
    LIMIT :limit
)
UPDATE orrery.job j SET relay_at = orrery.clock(), rings = 0 FROM l WHERE j.ctid = l.tid
