-- Claims what is PENDING among :ids and locked by nobody: the other jobs of the batch must not wait for a row that somebody
-- holds, nor can two claims deadlock.
-- Safe: the row lock serialises all who want the job, and state and type are tested on the locked version. The lease is
-- tested in the same statement, so that a worker past its lease gets nothing. The state is tested outside the lock and the
-- row is found by LATERAL on its key and updated by ctid, so that the plan is the same whatever the statistics say.
-- An id without an answer is never to be dropped: somebody holds its row, or changed it between our snapshot and our lock
-- (the new version's ctid is not in our snapshot).
-- What queues are paused is read once, with the lease: none of their jobs is claimed, whoever asks.
WITH w AS MATERIALIZED (
    SELECT ARRAY(SELECT q.name FROM orrery.queue q WHERE q.paused) AS paused
    FROM orrery.worker
    WHERE id = :worker AND status = 'ACTIVE' AND lease_until > orrery.clock()
),
l AS MATERIALIZED (
    SELECT u.id, x.*
    FROM unnest(:ids::uuid[]) AS u(id)
    CROSS JOIN LATERAL (
        SELECT j.ctid AS tid, j.state, j.type, j.queue
        FROM orrery.job j
        WHERE j.id = u.id AND EXISTS (SELECT FROM w)
        FOR NO KEY UPDATE OF j SKIP LOCKED
    ) x
),
c AS (
    UPDATE orrery.job j
    SET state = 'RUNNING', fence = j.fence + 1, attempts = j.attempts + 1, worker_id = :worker,
        claimed_at = orrery.clock(), deadline = orrery.clock() + j.timeout, relay_at = NULL
    FROM l
    WHERE j.ctid = l.tid AND l.state = 'PENDING' AND l.type = ANY (:types::text[]) AND l.queue <> ALL ((SELECT w.paused FROM w)::text[])
    RETURNING j.id, j.fence, j.attempts, j.failures, j.type, j.queue, j.priority, j.ring_order, j.timeout, j.arguments
)
SELECT 'CLAIMED' AS answer, c.id, c.fence, c.attempts, c.failures, c.type, c.queue, c.priority, c.ring_order,
       (extract(epoch FROM c.timeout) * 1000)::bigint AS timeout_ms, c.arguments
FROM c
UNION ALL
SELECT CASE WHEN l.state <> 'PENDING' THEN 'STALE' WHEN l.queue = ANY ((SELECT w.paused FROM w)::text[]) THEN 'PAUSED' ELSE 'FOREIGN' END,
       l.id, NULL, NULL, NULL, l.type, NULL, NULL, NULL, NULL, NULL
FROM l
WHERE l.state <> 'PENDING' OR l.type <> ALL (:types::text[]) OR l.queue = ANY ((SELECT w.paused FROM w)::text[])
UNION ALL
SELECT 'LEASE', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
FROM w
