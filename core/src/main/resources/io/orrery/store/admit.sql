-- Gives a turn to jobs that callers committed in transactions of their own, where only the caller knew the moment. Safe as
-- promote.sql is.
WITH f AS MATERIALIZED (
    SELECT FROM orrery.leadership WHERE epoch = :epoch AND lease_until > orrery.clock() FOR KEY SHARE
),
l AS MATERIALIZED (
    SELECT x.tid
    FROM f
    CROSS JOIN LATERAL (
        SELECT j.ctid AS tid
        FROM orrery.job j
        WHERE j.state = 'PENDING' AND j.ring_order IS NULL AND j.relay_at <= (SELECT orrery.clock())
        ORDER BY j.relay_at
        LIMIT :limit
        FOR NO KEY UPDATE OF j SKIP LOCKED
    ) x
),
u AS (
    UPDATE orrery.job j
    SET ring_order = nextval('orrery.ring_order'), relay_at = orrery.clock() + :relay_ms * interval '1 ms'
    FROM l
    WHERE j.ctid = l.tid
    RETURNING j.id, j.queue, j.priority
)
SELECT f.leads, u.* FROM (SELECT count(*) > 0 AS leads FROM f) f LEFT JOIN u ON true
