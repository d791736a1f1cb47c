-- Every queue that is steered, that a live worker serves, or that has waiting jobs: up to 10,000, by name. Those with waiting
-- jobs are found one after the other by the index, and their jobs counted by it up to :most, highest priority first, so that
-- a backlog of millions costs no more than that. The oldest is looked for at the head of each priority: there stands the one that
-- has waited longest in its turn.
WITH RECURSIVE n AS MATERIALIZED (
    SELECT orrery.clock() AS now
),
waiting AS (
    (SELECT queue FROM orrery.job WHERE state = 'PENDING' ORDER BY queue LIMIT 1)
    UNION ALL
    SELECT x.queue
    FROM waiting
    CROSS JOIN LATERAL (
        SELECT j.queue FROM orrery.job j WHERE j.state = 'PENDING' AND j.queue > waiting.queue ORDER BY j.queue LIMIT 1
    ) x
),
served AS MATERIALIZED (
    SELECT u.name, count(*) AS workers, sum(coalesce(u.slots, 0)) AS slots
    FROM n, orrery.worker w CROSS JOIN unnest(w.queues, w.queue_slots) AS u(name, slots)
    WHERE w.status = 'ACTIVE' AND w.lease_until > n.now AND u.name IS NOT NULL
    GROUP BY u.name
),
named AS MATERIALIZED (
    SELECT name FROM orrery.queue WHERE paused OR slots IS NOT NULL
    UNION
    SELECT name FROM served
    UNION
    SELECT queue FROM waiting
    ORDER BY name
    LIMIT 10000
)
SELECT named.name, n.now, coalesce(q.paused, false) AS paused, q.slots AS limited_to, coalesce(s.workers, 0) AS workers,
       coalesce(s.slots, 0) AS slots, c.waiting, o.since
FROM named
CROSS JOIN n
LEFT JOIN orrery.queue q ON q.name = named.name
LEFT JOIN served s ON s.name = named.name
CROSS JOIN LATERAL (
    SELECT count(*) AS waiting
    FROM (
        SELECT FROM orrery.job j
        WHERE j.state = 'PENDING' AND j.queue = named.name
        ORDER BY j.priority DESC, j.ring_order
        LIMIT :most
    ) x
) c
CROSS JOIN LATERAL (
    SELECT min(greatest(x.created_at, x.run_at)) AS since
    FROM unnest('{9,8,7,6,5,4,3,2,1,0}'::smallint[]) AS p(priority)
    CROSS JOIN LATERAL (
        SELECT j.created_at, j.run_at
        FROM orrery.job j
        WHERE j.state = 'PENDING' AND j.queue = named.name AND j.priority = p.priority
        ORDER BY j.ring_order
        LIMIT 1
    ) x
) o
ORDER BY named.name
