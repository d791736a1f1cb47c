-- Those of some jobs that run on a worker at this moment. LATERAL by key, for the plan's sake (see claim.sql).
SELECT x.*
FROM unnest(:ids::uuid[]) AS u(id)
CROSS JOIN LATERAL (
    SELECT j.id, j.fence, j.attempts, j.failures, j.type, j.queue, j.priority, j.ring_order,
           (extract(epoch FROM j.timeout) * 1000)::bigint AS timeout_ms, j.arguments
    FROM orrery.job j
    WHERE j.id = u.id AND j.worker_id = :worker AND j.state = 'RUNNING'
    OFFSET 0
) x
