-- The lanes that have waiting jobs: queue after queue by the index, then one look per priority, so that a backlog of millions
-- costs no more than one of ten.
WITH RECURSIVE q AS (
    (SELECT queue FROM orrery.job WHERE state = 'PENDING' ORDER BY queue LIMIT 1)
    UNION ALL
    SELECT x.queue
    FROM q
    CROSS JOIN LATERAL (
        SELECT j.queue FROM orrery.job j WHERE j.state = 'PENDING' AND j.queue > q.queue ORDER BY j.queue LIMIT 1
    ) x
)
SELECT q.queue, p.priority
FROM q
CROSS JOIN unnest('{9,8,7,6,5,4,3,2,1,0}'::smallint[]) AS p(priority)
CROSS JOIN LATERAL (
    SELECT FROM orrery.job j
    WHERE j.state = 'PENDING' AND j.queue = q.queue AND j.priority = p.priority
    ORDER BY j.ring_order LIMIT 1
) x
