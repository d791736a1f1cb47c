-- Takes waiting jobs of one page of a lane that come before the watermark and whose ring is overdue, and puts their next ring
-- off: each time twice as long, up to a bound, with jitter. Only types that some live worker of the queue runs; without such a
-- worker, or while the queue is paused, it reads nothing. It reads at most :rows rows, however long the lane, and tells from where
-- to go on; from the end of the lane the walk begins anew, so that it stays a predicate over the whole lane: sequence order is not
-- commit order.
-- The page is read only as far as hits are wanted: no ORDER BY may stand between, nor anything that looks at all of it before.
-- Safe as promote.sql is: state and time are tested again under the lock; a needless ring is harmless, since its claim misses.
WITH f AS MATERIALIZED (
    SELECT FROM orrery.leadership WHERE epoch = :epoch AND lease_until > orrery.clock() FOR KEY SHARE
),
s AS MATERIALIZED (
    SELECT array_agg(DISTINCT t.type) AS types
    FROM orrery.worker w CROSS JOIN unnest(w.types) AS t(type)
    WHERE w.status = 'ACTIVE' AND :queue = ANY (w.queues)
      AND NOT EXISTS (SELECT FROM orrery.queue q WHERE q.name = :queue AND q.paused)
),
p AS MATERIALIZED (
    SELECT x.*
    FROM f CROSS JOIN s
    CROSS JOIN LATERAL (
        SELECT j.ctid AS tid, j.ring_order,
               j.relay_at <= (SELECT orrery.clock()) - :overdue_ms * interval '1 ms' AND j.type = ANY (s.types) AS hit
        FROM orrery.job j
        WHERE j.state = 'PENDING' AND j.queue = :queue AND j.priority = :priority
          AND j.ring_order > :after AND j.ring_order < :watermark
        ORDER BY j.ring_order
        LIMIT :rows
    ) x
    WHERE s.types IS NOT NULL
),
l AS MATERIALIZED (
    SELECT x.tid, p.ring_order
    FROM p
    CROSS JOIN LATERAL (
        SELECT j.ctid AS tid
        FROM orrery.job j
        WHERE j.ctid = p.tid AND j.state = 'PENDING'
          AND j.relay_at <= (SELECT orrery.clock()) - :overdue_ms * interval '1 ms'
        FOR NO KEY UPDATE OF j SKIP LOCKED
    ) x
    WHERE p.hit
    LIMIT :limit
),
u AS (
    UPDATE orrery.job j
    SET rings = least(j.rings + 1, 20),
        relay_at = orrery.clock()
                   + least(:repeat_ms * power(2, j.rings), :most_ms) * interval '1 ms' * (0.75 + random() / 2)
    FROM l
    WHERE j.ctid = l.tid
    RETURNING j.id, j.queue, j.priority
),
n AS (
    SELECT coalesce((SELECT max(l.ring_order) FROM l HAVING count(*) = :limit),
                    (SELECT max(p.ring_order) FROM p HAVING count(*) = :rows),
                    0) AS next
)
SELECT f.leads, n.next, u.* FROM (SELECT count(*) > 0 AS leads FROM f) f CROSS JOIN n LEFT JOIN u ON true
