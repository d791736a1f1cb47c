-- Takes jobs from workers that are LOST or GONE. Rows that somebody holds are passed over before the limit counts, so that
-- they hide no others. Worker and state are tested again on the locked row, outside the lock: the lock's own recheck could
-- return a job that a live worker had just claimed. A worker that is LOST or GONE never comes back, so that whatever still
-- names it is to be taken. Level-triggered: a claim that raced the mark is caught next time. First loss: PENDING at once.
-- Second: in 10 s. Third: DEAD, so that a job that kills its workers stops; sooner where its retries are used up, since a loss
-- is a failure too. Whichever it was, a lost worker is what it died of. A requested cancel holds.
WITH f AS MATERIALIZED (
    SELECT FROM orrery.leadership WHERE epoch = :epoch AND lease_until > orrery.clock() FOR KEY SHARE
),
l AS MATERIALIZED (
    SELECT w.id AS holder, x.*
    FROM (SELECT w.id FROM f CROSS JOIN orrery.worker w WHERE w.status IN ('LOST', 'GONE') OFFSET 0) w
    CROSS JOIN LATERAL (
        SELECT j.ctid AS tid, j.worker_id, j.state, j.fence, j.cancel_requested, j.failures, j.max_retries, j.lost
        FROM orrery.job j
        WHERE j.worker_id = w.id AND j.state = 'RUNNING'
        ORDER BY j.worker_id
        LIMIT :limit
        FOR NO KEY UPDATE OF j SKIP LOCKED
    ) x
    LIMIT :limit
),
n AS MATERIALIZED (
    SELECT l.*, orrery.clock() AS now,
           CASE WHEN l.cancel_requested THEN 'CANCELLED'
                WHEN l.lost >= 2 OR l.failures >= l.max_retries THEN 'DEAD'
                WHEN l.lost = 0 THEN 'PENDING'
                ELSE 'SCHEDULED'
           END::orrery.job_state AS next
    FROM l
    WHERE l.worker_id = l.holder AND l.state = 'RUNNING'
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
        reason = CASE WHEN n.next = 'DEAD' THEN 'WORKER_LOST' ELSE j.reason END,
        error_type = CASE WHEN n.next = 'DEAD' THEN 'WORKER_LOST' ELSE j.error_type END
    FROM n
    WHERE j.ctid = n.tid
    RETURNING j.id, j.type, j.queue, j.priority, j.state, j.reason, j.attempts, j.claimed_at, n.fence AS held, n.holder, n.now
),
a AS (
    INSERT INTO orrery.attempt (job_id, fence, attempt, worker_id, claimed_at, ended_at, outcome, error)
    SELECT u.id, u.held, u.attempts, u.holder, u.claimed_at, u.now, 'LOST', 'the worker stopped beating'
    FROM u
)
SELECT f.leads, u.id, u.type, u.queue, u.priority, u.state::text AS state, u.reason
FROM (SELECT count(*) > 0 AS leads FROM f) f LEFT JOIN u ON true
