-- Takes waiting jobs of one lane that come before the watermark and whose ring is overdue, and puts their next ring off:
-- each time twice as long, up to a bound, with jitter. A predicate, not a cursor: sequence order is not commit order. Only
-- types that some live worker of the queue runs. Safe as promote.sql is; a needless ring is harmless, since its claim misses.
WITH f AS MATERIALIZED (
    SELECT FROM orrery.leadership WHERE epoch = :epoch AND lease_until > orrery.clock() FOR KEY SHARE
),
s AS MATERIALIZED (
    SELECT array_agg(DISTINCT t.type) AS types
    FROM orrery.worker w CROSS JOIN unnest(w.types) AS t(type)
    WHERE w.status = 'ACTIVE' AND :queue = ANY (w.queues)
),
l AS MATERIALIZED (
    SELECT x.tid
    FROM f CROSS JOIN s
    CROSS JOIN LATERAL (
        SELECT j.ctid AS tid
        FROM orrery.job j
        WHERE j.state = 'PENDING' AND j.queue = :queue AND j.priority = :priority AND j.ring_order < :watermark
          AND j.relay_at <= (SELECT orrery.clock()) - :overdue_ms * interval '1 ms' AND j.type = ANY (s.types)
        ORDER BY j.ring_order
        LIMIT :limit
        FOR NO KEY UPDATE OF j SKIP LOCKED
    ) x
),
u AS (
    UPDATE orrery.job j
    SET rings = least(j.rings + 1, 20),
        relay_at = orrery.clock()
                   + least(:repeat_ms * power(2, j.rings), :most_ms) * interval '1 ms' * (0.75 + random() / 2)
    FROM l
    WHERE j.ctid = l.tid
    RETURNING j.id, j.queue, j.priority
)
SELECT f.leads, u.* FROM (SELECT count(*) > 0 AS leads FROM f) f LEFT JOIN u ON true
