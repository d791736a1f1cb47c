-- Deletes the records of ticks that were due :age_ms ago or earlier, schedule after schedule, oldest first. None can fire again:
-- a schedule decides only what lies after its last tick, and begins at its next one (fire.sql, and every edit); of a schedule
-- that is there, the records from the earlier of the two on stay.
WITH RECURSIVE f AS MATERIALIZED (
    SELECT FROM orrery.leadership WHERE epoch = :epoch AND lease_until > orrery.clock() FOR KEY SHARE
),
q AS (
    (SELECT schedule FROM orrery.tick ORDER BY schedule LIMIT 1)
    UNION ALL
    SELECT x.schedule
    FROM q
    CROSS JOIN LATERAL (SELECT t.schedule FROM orrery.tick t WHERE t.schedule > q.schedule ORDER BY t.schedule LIMIT 1) x
),
l AS MATERIALIZED (
    SELECT x.tid
    FROM f
    CROSS JOIN q
    LEFT JOIN orrery.schedule s ON s.name = q.schedule
    CROSS JOIN LATERAL (
        SELECT t.ctid AS tid
        FROM orrery.tick t
        WHERE t.schedule = q.schedule
          AND t.due < (SELECT least(orrery.clock() - :age_ms * interval '1 ms', s.last_tick, s.next_tick))
        ORDER BY t.due
        LIMIT :limit
        FOR UPDATE OF t SKIP LOCKED
    ) x
    LIMIT :limit
),
d AS (
    DELETE FROM orrery.tick t USING l WHERE t.ctid = l.tid RETURNING t.due
)
SELECT f.leads, (SELECT count(*) FROM d) AS ticks FROM (SELECT count(*) > 0 AS leads FROM f) f
