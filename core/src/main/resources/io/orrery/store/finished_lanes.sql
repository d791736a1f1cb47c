-- The queues that have finished jobs, with their states: one look at the index for each.
WITH RECURSIVE q AS (
    (SELECT queue, state FROM orrery.job WHERE finished_at IS NOT NULL ORDER BY queue, state LIMIT 1)
    UNION ALL
    SELECT x.queue, x.state
    FROM q
    CROSS JOIN LATERAL (
        SELECT j.queue, j.state
        FROM orrery.job j
        WHERE j.finished_at IS NOT NULL AND (j.queue, j.state) > (q.queue, q.state)
        ORDER BY j.queue, j.state
        LIMIT 1
    ) x
)
SELECT queue, state::text AS state FROM q
