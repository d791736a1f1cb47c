-- Gives a next tick to schedules of a fixed delay whose job has ended. A job that retention has taken since counts as ended
-- now. Where the tick after it has been decided already, since it was skipped, the delay counts from now: else the same tick
-- would be skipped again and again. Safe: each row is tested again under its lock, and one that somebody holds is passed over
-- until the next look; the epoch row is held in share.
WITH f AS MATERIALIZED (
    SELECT FROM orrery.leadership WHERE epoch = :epoch AND lease_until > orrery.clock() FOR KEY SHARE
),
l AS MATERIALIZED (
    SELECT x.*
    FROM f
    CROSS JOIN LATERAL (
        SELECT d.ctid AS tid, d.last_job, d.last_tick, d.ends_at, d.interval_ms * interval '1 ms' AS delay
        FROM orrery.schedule d
        WHERE d.rule = 'FIXED_DELAY' AND d.next_tick IS NULL AND NOT d.paused
          AND NOT EXISTS (SELECT FROM orrery.job j
                          WHERE j.schedule = d.name AND j.state IN ('SCHEDULED', 'PENDING', 'RUNNING'))
        FOR NO KEY UPDATE OF d SKIP LOCKED
    ) x
),
e AS MATERIALIZED (
    SELECT l.*, date_trunc('milliseconds', c.now) + l.delay AS from_now,
           date_trunc('milliseconds',
                      coalesce((SELECT j.finished_at FROM orrery.job j WHERE j.id = l.last_job), c.now)) + l.delay AS from_end
    FROM l
    CROSS JOIN LATERAL (SELECT orrery.clock() AS now OFFSET 0) c
),
n AS MATERIALIZED (
    SELECT e.tid, e.ends_at, CASE WHEN e.from_end <= e.last_tick THEN e.from_now ELSE e.from_end END AS tick FROM e
),
u AS (
    UPDATE orrery.schedule s
    SET next_tick = n.tick
    FROM n
    WHERE s.ctid = n.tid AND (n.ends_at IS NULL OR n.tick <= n.ends_at)
    RETURNING s.name AS id
)
SELECT f.leads, u.* FROM (SELECT count(*) > 0 AS leads FROM f) f LEFT JOIN u ON true
