-- Decides one tick of a schedule (:due, unless NULL) and those before it that are missed, makes its job, and moves the
-- schedule on: all of it or nothing. Safe: the compare-and-set on next_tick and revision lets one statement through,
-- whoever believes to lead; the epoch row is held in share, so that this commits before another may lead; and a tick that
-- has a row already makes no second job. A schedule that somebody holds is left for the next look: it must not keep the
-- others waiting. Unfinished jobs of the same schedule are seen but for one that somebody has made run now in this very
-- moment: that one is beside the policy in any case.
WITH f AS MATERIALIZED (
    SELECT FROM orrery.leadership WHERE epoch = :epoch AND lease_until > orrery.clock() FOR KEY SHARE
),
l AS MATERIALIZED (
    SELECT x.tid
    FROM f
    CROSS JOIN LATERAL (
        SELECT s.ctid AS tid
        FROM orrery.schedule s
        WHERE s.name = :name AND s.revision = :revision AND s.next_tick = :expected::timestamptz AND NOT s.paused
        FOR NO KEY UPDATE OF s SKIP LOCKED
    ) x
),
s AS MATERIALIZED (
    UPDATE orrery.schedule s
    SET next_tick = :next::timestamptz, zone_data = :zone_data, last_tick = :last::timestamptz, last_job = coalesce(:job::uuid, s.last_job),
        succeeded = :succeeded::timestamptz
    FROM l
    WHERE s.ctid = l.tid
    RETURNING s.*
),
o AS MATERIALIZED (
    SELECT count(*) AS unfinished, count(*) FILTER (WHERE j.state <> 'RUNNING') AS waiting
    FROM s
    JOIN orrery.job j ON j.schedule = s.name AND j.state IN ('SCHEDULED', 'PENDING', 'RUNNING')
),
n AS (
    INSERT INTO orrery.job (id, created_at, state, run_at, ring_order, relay_at, queue, type, priority, max_retries, timeout,
                            tags, arguments, schedule)
    SELECT :job::uuid, orrery.clock(), 'PENDING', :due::timestamptz, nextval('orrery.ring_order'),
           orrery.clock() + :relay_ms * interval '1 ms', s.queue, s.type, s.priority, s.max_retries,
           s.timeout_ms * interval '1 ms', s.tags,
           coalesce(s.arguments, :tick::bytea), s.name
    FROM s CROSS JOIN o
    WHERE :due::timestamptz IS NOT NULL
      AND CASE s.overlap WHEN 'ALLOW' THEN true WHEN 'SKIP' THEN o.unfinished = 0 ELSE o.waiting = 0 END
      AND NOT EXISTS (SELECT FROM orrery.tick t WHERE t.schedule = s.name AND t.due = :due::timestamptz)
    RETURNING id, queue, priority
),
t AS (
    INSERT INTO orrery.tick (schedule, due, decided_at, job_id, outcome)
    SELECT s.name, m.due, orrery.clock(), NULL, 'MISSED' FROM s CROSS JOIN unnest(:missed::timestamptz[]) AS m(due)
    UNION ALL
    SELECT s.name, :due::timestamptz, orrery.clock(), n.id, CASE WHEN n.id IS NULL THEN 'OVERLAPPED' ELSE 'FIRED' END
    FROM s LEFT JOIN n ON true
    WHERE :due::timestamptz IS NOT NULL
    ON CONFLICT DO NOTHING
)
SELECT f.leads, d.decided, n.*
FROM (SELECT count(*) > 0 AS leads FROM f) f CROSS JOIN (SELECT count(*) > 0 AS decided FROM s) d LEFT JOIN n ON true
