-- Gives a next tick to schedules of a fixed delay whose job has ended. A job that retention has taken since counts as ended
-- now. Safe: each row is tested again under its lock; the epoch row is held in share.
WITH f AS MATERIALIZED (
    SELECT FROM orrery.leadership WHERE epoch = :epoch AND lease_until > orrery.clock() FOR KEY SHARE
),
u AS (
    UPDATE orrery.schedule s
    SET next_tick = n.tick
    FROM f
    CROSS JOIN LATERAL (
        SELECT d.name,
               date_trunc('milliseconds',
                          coalesce((SELECT j.finished_at FROM orrery.job j WHERE j.id = d.last_job), orrery.clock()))
               + d.interval_ms * interval '1 ms' AS tick
        FROM orrery.schedule d
        WHERE d.rule = 'FIXED_DELAY' AND d.next_tick IS NULL AND NOT d.paused
          AND NOT EXISTS (SELECT FROM orrery.job j
                          WHERE j.schedule = d.name AND j.state IN ('SCHEDULED', 'PENDING', 'RUNNING'))
    ) n
    WHERE s.name = n.name AND s.rule = 'FIXED_DELAY' AND s.next_tick IS NULL AND NOT s.paused
      AND (s.ends_at IS NULL OR n.tick <= s.ends_at)
    RETURNING s.name AS id
)
SELECT f.leads, u.* FROM (SELECT count(*) > 0 AS leads FROM f) f LEFT JOIN u ON true
