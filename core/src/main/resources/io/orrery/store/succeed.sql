-- Records successes, sent sorted by id. Safe: a row changes only while it is RUNNING under the very fence that the worker
-- was given, tested on the locked version; a worker that was replaced changes nothing. Safe to repeat: the second time
-- answers ALREADY. An id without an answer was changed while we waited for its lock (the new version's ctid is not in our
-- snapshot): ask again.
WITH l AS MATERIALIZED (
    SELECT d.id, d.fence AS mine, d.result, x.*
    FROM unnest(:ids::uuid[], :fences::bigint[], :results::bytea[]) AS d(id, fence, result)
    CROSS JOIN LATERAL (
        SELECT j.ctid AS tid, j.state, j.fence FROM orrery.job j WHERE j.id = d.id FOR NO KEY UPDATE OF j
    ) x
),
u AS (
    UPDATE orrery.job j
    SET state = 'SUCCEEDED', finished_at = orrery.clock(), result = l.result
    FROM l
    WHERE j.ctid = l.tid AND l.fence = l.mine AND l.state = 'RUNNING'
    RETURNING j.id
)
SELECT u.id, 'MOVED' AS answer, 'SUCCEEDED' AS state, NULL AS reason
FROM u
UNION ALL
SELECT l.id, CASE WHEN l.state = 'SUCCEEDED' AND l.fence = l.mine THEN 'ALREADY' ELSE 'FENCED' END, l.state::text, NULL
FROM l
WHERE NOT (l.fence = l.mine AND l.state = 'RUNNING')
