-- Deletes finished jobs of one queue and state, oldest first, with their attempts and all that they reported: those that ended :age_ms ago or earlier, and
-- those that ended before :floor, if one is given. What a schedule may still want to know of them, the last success, it is told.
-- Safe: a terminal state never changes, and state and time are tested again under the lock; the epoch row is held in share.
-- SKIP LOCKED: a row that somebody holds hides no others, and is met again the next time.
WITH f AS MATERIALIZED (
    SELECT FROM orrery.leadership WHERE epoch = :epoch AND lease_until > orrery.clock() FOR KEY SHARE
),
l AS MATERIALIZED (
    SELECT x.*
    FROM f
    CROSS JOIN LATERAL (
        SELECT j.ctid AS tid, j.id
        FROM orrery.job j
        WHERE j.queue = :queue AND j.state = :state::orrery.job_state
          AND j.finished_at < (SELECT greatest(orrery.clock() - :age_ms * interval '1 ms', :floor::timestamptz))
        ORDER BY j.finished_at
        LIMIT :limit
        FOR UPDATE OF j SKIP LOCKED
    ) x
),
d AS (
    DELETE FROM orrery.job j USING l WHERE j.ctid = l.tid RETURNING j.id, j.state, j.schedule
),
e AS MATERIALIZED (
    SELECT x.tid
    FROM l
    CROSS JOIN LATERAL (SELECT t.ctid AS tid FROM orrery.attempt t WHERE t.job_id = l.id FOR UPDATE) x
),
a AS (
    DELETE FROM orrery.attempt t USING e WHERE t.ctid = e.tid
),
progress_of AS MATERIALIZED (
    SELECT x.tid
    FROM l
    CROSS JOIN LATERAL (SELECT t.ctid AS tid FROM orrery.progress t WHERE t.job_id = l.id FOR UPDATE) x
),
p AS (
    DELETE FROM orrery.progress t USING progress_of x WHERE t.ctid = x.tid
),
log_of AS MATERIALIZED (
    SELECT x.tid
    FROM l
    CROSS JOIN LATERAL (SELECT t.ctid AS tid FROM orrery.job_log t WHERE t.job_id = l.id FOR UPDATE) x
),
g AS (
    DELETE FROM orrery.job_log t USING log_of x WHERE t.ctid = x.tid
),
steps_of AS MATERIALIZED (
    SELECT x.tid
    FROM l
    CROSS JOIN LATERAL (SELECT t.ctid AS tid FROM orrery.job_step t WHERE t.job_id = l.id FOR UPDATE) x
),
r AS (
    DELETE FROM orrery.job_step t USING steps_of x WHERE t.ctid = x.tid
),
n AS MATERIALIZED (
    SELECT g.schedule, x.due
    FROM (SELECT d.schedule, array_agg(d.id) AS ids
          FROM d WHERE d.schedule IS NOT NULL AND d.state = 'SUCCEEDED' GROUP BY d.schedule) g
    CROSS JOIN LATERAL (
        SELECT max(t.due) AS due
        FROM (SELECT t.due, t.job_id FROM orrery.tick t WHERE t.schedule = g.schedule ORDER BY t.due DESC LIMIT 100) t
        WHERE t.job_id = ANY (g.ids)
    ) x
),
s AS (
    UPDATE orrery.schedule s SET succeeded = n.due
    FROM n
    WHERE s.name = n.schedule AND (s.succeeded IS NULL OR s.succeeded < n.due)
)
SELECT f.leads, (SELECT count(*) FROM d) AS jobs FROM (SELECT count(*) > 0 AS leads FROM f) f
