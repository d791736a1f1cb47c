-- Makes due jobs PENDING, earliest first. Safe: the epoch row is held in share while this runs, so that it commits before
-- another may lead; SKIP LOCKED passes over a row that a cancel holds. The time is compared to a sub-select, since a bare
-- volatile call can't be an index condition.
WITH f AS MATERIALIZED (
    SELECT FROM orrery.leadership WHERE epoch = :epoch AND lease_until > orrery.clock() FOR KEY SHARE
),
l AS MATERIALIZED (
    SELECT x.tid
    FROM f
    CROSS JOIN LATERAL (
        SELECT j.ctid AS tid
        FROM orrery.job j
        WHERE j.state = 'SCHEDULED' AND j.run_at <= (SELECT orrery.clock())
        ORDER BY j.run_at
        LIMIT :limit
        FOR NO KEY UPDATE OF j SKIP LOCKED
    ) x
),
u AS (
    UPDATE orrery.job j
    SET state = 'PENDING', ring_order = nextval('orrery.ring_order'), relay_at = orrery.clock() + :relay_ms * interval '1 ms',
        rings = 0
    FROM l
    WHERE j.ctid = l.tid
    RETURNING j.id, j.queue, j.priority
)
SELECT f.leads, u.* FROM (SELECT count(*) > 0 AS leads FROM f) f LEFT JOIN u ON true
