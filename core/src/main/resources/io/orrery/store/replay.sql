-- Lets one job that died or was cancelled wait again, as if it had never failed; with other arguments, if some are given. Safe: the
-- state is tested on the locked row, outside the lock, and so are its type and fence where they are given; the unique index lets
-- no two unfinished jobs hold one key, and to wait for a stranger who writes that key takes a second at most: the setting ends
-- with this statement. Who did it, and what the job had died of, is kept by the same statement. No id in the answer: it was none
-- to replay, or somebody changed the row while we waited for its lock (the new version's ctid is not in our snapshot): its
-- state tells.
WITH c AS MATERIALIZED (
    SELECT set_config('lock_timeout', '1s', true) AS lock_timeout
),
l AS MATERIALIZED (
    SELECT x.*
    FROM c
    CROSS JOIN LATERAL (
        SELECT j.ctid AS tid, j.state, j.fence, j.type, j.finished_at, j.reason, j.error_type
        FROM orrery.job j
        WHERE j.id = :id
        FOR NO KEY UPDATE OF j
    ) x
),
u AS (
    UPDATE orrery.job j
    SET state = 'PENDING', failures = 0, lost = 0, cancel_requested = false, worker_id = NULL, deadline = NULL,
        ring_order = nextval('orrery.ring_order'), relay_at = orrery.clock() + :relay_ms * interval '1 ms', rings = 0,
        finished_at = NULL, reason = NULL, error_type = NULL, arguments = coalesce(:arguments::bytea, j.arguments)
    FROM l
    WHERE j.ctid = l.tid AND l.state IN ('DEAD', 'CANCELLED')
      AND (:fence::bigint IS NULL OR l.fence = :fence) AND (:type::text IS NULL OR l.type = :type)
    RETURNING j.id, j.queue, j.priority, j.type, l.state AS was, l.finished_at AS ended_at, l.reason AS ended_by, l.error_type AS died_of
),
a AS (
    INSERT INTO orrery.audit (at, actor, action, job_id, target, detail)
    SELECT orrery.clock(), :actor, 'job.replay', u.id, u.type,
           concat_ws('; ',
                     concat_ws(' ', u.was::text, 'since', to_char(u.ended_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
                     u.ended_by, u.died_of, :detail::text)
    FROM u
)
SELECT l.state::text AS state, l.fence, l.type, u.id, u.queue, u.priority FROM l LEFT JOIN u ON true
