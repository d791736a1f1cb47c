-- The broker may have lost what it held: waiting jobs that were put off by earlier rings are due again. Safe as promote.sql is.
WITH f AS MATERIALIZED (
    SELECT FROM orrery.leadership WHERE epoch = :epoch AND lease_until > orrery.clock() FOR KEY SHARE
),
l AS MATERIALIZED (
    SELECT x.tid
    FROM f
    CROSS JOIN LATERAL (
        SELECT j.ctid AS tid
        FROM orrery.job j
        WHERE j.state = 'PENDING' AND j.rings > 0 AND j.relay_at > (SELECT orrery.clock())
        ORDER BY j.relay_at
        LIMIT :limit
        FOR NO KEY UPDATE OF j SKIP LOCKED
    ) x
),
u AS (
    UPDATE orrery.job j SET rings = 0, relay_at = orrery.clock() FROM l WHERE j.ctid = l.tid RETURNING j.id
)
SELECT f.leads, u.id FROM (SELECT count(*) > 0 AS leads FROM f) f LEFT JOIN u ON true
