-- Takes jobs from workers that are LOST or GONE. Candidates first, then their rows by key under the lock, and only where the
-- fence seen still stands: with a plain join to worker, the recheck after a lock wait could take a job that a live worker had
-- just claimed. Level-triggered: a claim that raced the mark is caught next time. First loss: PENDING at once. Second: in 10 s.
-- Third: DEAD, so that a job that kills its workers stops. A requested cancel holds.
WITH f AS MATERIALIZED (
    SELECT FROM orrery.leadership WHERE epoch = :epoch AND lease_until > orrery.clock() FOR KEY SHARE
),
c AS MATERIALIZED (
    SELECT x.*
    FROM (SELECT w.id FROM f CROSS JOIN orrery.worker w WHERE w.status IN ('LOST', 'GONE') OFFSET 0) w
    CROSS JOIN LATERAL (
        SELECT j.id, j.fence, j.worker_id FROM orrery.job j
        WHERE j.worker_id = w.id AND j.state = 'RUNNING' ORDER BY j.worker_id LIMIT :limit
    ) x
    LIMIT :limit
),
l AS MATERIALIZED (
    SELECT c.fence AS seen, c.worker_id AS holder, x.*
    FROM c
    CROSS JOIN LATERAL (
        SELECT j.ctid AS tid, j.state, j.fence, j.cancel_requested, j.failures, j.max_retries, j.lost
        FROM orrery.job j WHERE j.id = c.id FOR NO KEY UPDATE OF j SKIP LOCKED
    ) x
),
n AS MATERIALIZED (
    SELECT l.*, orrery.clock() AS now,
           CASE WHEN l.cancel_requested THEN 'CANCELLED'
                WHEN l.lost >= 2 OR l.failures >= l.max_retries THEN 'DEAD'
                WHEN l.lost = 0 THEN 'PENDING'
                ELSE 'SCHEDULED'
           END::orrery.job_state AS next,
           CASE WHEN l.lost >= 2 THEN 'WORKER_LOST' ELSE 'RETRIES_EXHAUSTED' END AS death
    FROM l
    WHERE l.fence = l.seen AND l.state = 'RUNNING'
),
u AS (
    UPDATE orrery.job j
    SET state = n.next, fence = j.fence + 1, worker_id = NULL, deadline = NULL,
        failures = j.failures + 1, lost = j.lost + 1,
        run_at = CASE WHEN n.next = 'SCHEDULED' THEN n.now + interval '10 s' ELSE j.run_at END,
        ring_order = CASE WHEN n.next = 'PENDING' THEN nextval('orrery.ring_order') ELSE j.ring_order END,
        relay_at = CASE WHEN n.next = 'PENDING' THEN n.now + :relay_ms * interval '1 ms' END,
        rings = 0,
        finished_at = CASE WHEN n.next IN ('DEAD', 'CANCELLED') THEN n.now END,
        reason = CASE WHEN n.next = 'DEAD' THEN n.death ELSE j.reason END
    FROM n
    WHERE j.ctid = n.tid
    RETURNING j.id, j.type, j.queue, j.priority, j.state, j.reason, j.attempts, j.claimed_at, n.seen, n.holder, n.now
),
a AS (
    INSERT INTO orrery.attempt (job_id, fence, attempt, worker_id, claimed_at, ended_at, outcome, error)
    SELECT u.id, u.seen, u.attempts, u.holder, u.claimed_at, u.now, 'LOST', 'the worker stopped beating'
    FROM u
)
SELECT f.leads, u.id, u.type, u.queue, u.priority, u.state::text AS state, u.reason
FROM (SELECT count(*) > 0 AS leads FROM f) f LEFT JOIN u ON true
