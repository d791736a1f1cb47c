-- Dead letters by their ids, each with the first line of what its last attempt died of. The state is tested outside, so that no
-- index of dead letters is taken for the key's.
SELECT x.*,
       (SELECT left(split_part(a.error, E'\n', 1), 500)
        FROM orrery.attempt a
        WHERE a.job_id = x.id
        ORDER BY a.fence DESC
        LIMIT 1) AS error
FROM unnest(:ids::uuid[]) AS u(id)
CROSS JOIN LATERAL (
    SELECT j.id, j.state, j.type, j.queue, j.priority, j.created_at, j.finished_at, j.attempts, j.failures, j.lost, j.reason, j.error_type,
           j.unique_key, j.tags
    FROM orrery.job j
    WHERE j.id = u.id
    OFFSET 0
) x
WHERE x.state = 'DEAD'
