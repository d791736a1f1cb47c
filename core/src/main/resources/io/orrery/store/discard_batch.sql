-- Ends dead letters for good, as CANCELLED, which retention deletes sooner; sent sorted by id. Safe as replay_batch.sql is. What they
-- had died of stays in the audit.
WITH l AS MATERIALIZED (
    SELECT d.mine, x.*
    FROM unnest(:ids::uuid[], :fences::bigint[]) AS d(id, mine)
    CROSS JOIN LATERAL (
        SELECT j.ctid AS tid, j.id, j.state, j.fence, j.finished_at, j.reason, j.error_type
        FROM orrery.job j
        WHERE j.id = d.id
        FOR NO KEY UPDATE OF j SKIP LOCKED
    ) x
),
u AS (
    UPDATE orrery.job j
    SET state = 'CANCELLED', finished_at = orrery.clock(), reason = :reason
    FROM l
    WHERE j.ctid = l.tid AND l.state = 'DEAD' AND l.fence = l.mine
    RETURNING j.id, j.queue, j.priority, j.type, l.finished_at AS ended_at, l.reason AS ended_by, l.error_type AS died_of
),
a AS (
    INSERT INTO orrery.audit (at, actor, action, job_id, target, detail)
    SELECT orrery.clock(), :actor, 'job.discard', u.id, u.type,
           concat_ws('; ',
                     concat_ws(' ', 'DEAD since', to_char(u.ended_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
                     u.ended_by, u.died_of, :reason::text, :detail::text)
    FROM u
)
SELECT u.id, 'MOVED' AS answer, u.queue, u.priority FROM u
UNION ALL
SELECT l.id, 'GONE', NULL, NULL
FROM l
WHERE NOT (l.state = 'DEAD' AND l.fence = l.mine)
