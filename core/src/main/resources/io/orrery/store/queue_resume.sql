-- Lets a paused queue run again. Safe as queue_pause.sql is. Waiting jobs that earlier rings put off, for minutes perhaps, are
-- due to be rung at once, in case the broker has lost their doorbells in the meantime: at most :rows of them are looked at,
-- those that would wait longest first, and at most :limit taken, for the relay comes to the rest in time.
WITH q AS (
    UPDATE orrery.queue SET paused = false, changed_at = orrery.clock() WHERE name = :queue AND paused
    RETURNING name, changed_at
),
a AS (
    INSERT INTO orrery.audit (at, actor, action, target)
    SELECT q.changed_at, :actor, 'queue.resume', q.name FROM q
),
r AS MATERIALIZED (
    SELECT j.ctid AS tid, j.queue
    FROM orrery.job j
    WHERE j.state = 'PENDING' AND j.rings > 0 AND j.relay_at > (SELECT orrery.clock()) AND EXISTS (SELECT FROM q)
    ORDER BY j.relay_at DESC
    LIMIT :rows
),
l AS MATERIALIZED (
    SELECT x.tid
    FROM r
    CROSS JOIN LATERAL (
        SELECT j.ctid AS tid FROM orrery.job j WHERE j.ctid = r.tid AND j.state = 'PENDING' FOR NO KEY UPDATE OF j SKIP LOCKED
    ) x
    WHERE r.queue = :queue
    LIMIT :limit
),
u AS (
    UPDATE orrery.job j SET relay_at = orrery.clock(), rings = 0 FROM l WHERE j.ctid = l.tid
)
SELECT q.name FROM q
