SELECT x.*
FROM unnest(:ids::uuid[]) AS u(id)
CROSS JOIN LATERAL (
    SELECT j.id, j.type, j.queue, j.priority, j.state::text AS state, j.attempts, j.failures, j.max_retries, j.lost,
           j.cancel_requested, j.created_at, j.run_at, j.claimed_at, j.finished_at, j.reason, j.unique_key, j.tags
    FROM orrery.job j
    WHERE j.id = u.id
    OFFSET 0
) x
