-- Ends one dead letter for good, as CANCELLED, which retention deletes sooner. Safe: the state is tested on the locked row, outside
-- the lock. It waits for whoever holds the row, a second at most: the setting ends with this statement. What it had died of stays
-- in the audit. No id in the answer: it was none to discard, or somebody changed the row while we waited for its lock (the new
-- version's ctid is not in our snapshot): its state tells.
WITH c AS MATERIALIZED (
    SELECT set_config('lock_timeout', '1s', true) AS lock_timeout
),
l AS MATERIALIZED (
    SELECT x.*
    FROM c
    CROSS JOIN LATERAL (
        SELECT j.ctid AS tid, j.state, j.finished_at, j.reason, j.error_type
        FROM orrery.job j
        WHERE j.id = :id
        FOR NO KEY UPDATE OF j
    ) x
),
u AS (
    UPDATE orrery.job j
    SET state = 'CANCELLED', finished_at = orrery.clock(), reason = :reason
    FROM l
    WHERE j.ctid = l.tid AND l.state = 'DEAD'
    RETURNING j.id, j.type, l.finished_at AS ended_at, l.reason AS ended_by, l.error_type AS died_of
),
a AS (
    INSERT INTO orrery.audit (at, actor, action, job_id, target, detail)
    SELECT orrery.clock(), :actor, 'job.discard', u.id, u.type,
           concat_ws('; ',
                     concat_ws(' ', 'DEAD since', to_char(u.ended_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
                     u.ended_by, u.died_of, :reason::text)
    FROM u
)
SELECT l.state = 'DEAD' AS dead, u.id IS NOT NULL AS done FROM l LEFT JOIN u ON true
