-- Lets dead letters wait again, as if they had never failed; sent sorted by id. Safe: state and fence are tested on the locked row,
-- outside the lock; to die again, a job must be claimed again, which raises its fence: so none is replayed twice, however often
-- this is sent. One that has a unique key is told apart and left: a conflict would undo all the others. Rows that somebody holds
-- are passed over. An id without an answer is held, gone, or was changed between our snapshot and our lock (the new version's
-- ctid is not in our snapshot): ask again. Who did it, and what the job had died of, is kept by the same statement.
WITH l AS MATERIALIZED (
    SELECT d.mine, x.*
    FROM unnest(:ids::uuid[], :fences::bigint[]) AS d(id, mine)
    CROSS JOIN LATERAL (
        SELECT j.ctid AS tid, j.id, j.state, j.fence, j.unique_key, j.finished_at, j.reason, j.error_type
        FROM orrery.job j
        WHERE j.id = d.id
        FOR NO KEY UPDATE OF j SKIP LOCKED
    ) x
),
u AS (
    UPDATE orrery.job j
    SET state = 'PENDING', failures = 0, lost = 0, cancel_requested = false, worker_id = NULL, deadline = NULL,
        ring_order = nextval('orrery.ring_order'), relay_at = orrery.clock() + :relay_ms * interval '1 ms', rings = 0,
        finished_at = NULL, reason = NULL, error_type = NULL
    FROM l
    WHERE j.ctid = l.tid AND l.state = 'DEAD' AND l.fence = l.mine AND l.unique_key IS NULL
    RETURNING j.id, j.queue, j.priority, j.type, l.finished_at AS ended_at, l.reason AS ended_by, l.error_type AS died_of
),
a AS (
    INSERT INTO orrery.audit (at, actor, action, job_id, target, detail)
    SELECT orrery.clock(), :actor, 'job.replay', u.id, u.type,
           concat_ws('; ',
                     concat_ws(' ', 'DEAD since', to_char(u.ended_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
                     u.ended_by, u.died_of, :detail::text)
    FROM u
)
SELECT u.id, 'MOVED' AS answer, u.queue, u.priority FROM u
UNION ALL
SELECT l.id, CASE WHEN l.state = 'DEAD' AND l.fence = l.mine THEN 'KEYED' ELSE 'GONE' END, NULL, NULL
FROM l
WHERE NOT (l.state = 'DEAD' AND l.fence = l.mine AND l.unique_key IS NULL)
