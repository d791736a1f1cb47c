-- Of a dead letter, also the first line of what its last attempt died of.
SELECT x.*
FROM unnest(:ids::uuid[]) AS u(id)
CROSS JOIN LATERAL (
    SELECT j.id, j.state::text AS state, j.attempts, j.reason, j.result,
           CASE WHEN j.state = 'DEAD' THEN (
               SELECT left(split_part(a.error, E'\n', 1), 500)
               FROM orrery.attempt a
               WHERE a.job_id = j.id
               ORDER BY a.fence DESC
               LIMIT 1
           ) END AS error
    FROM orrery.job j
    WHERE j.id = u.id AND j.state IN ('SUCCEEDED', 'DEAD', 'CANCELLED')
    OFFSET 0
) x
