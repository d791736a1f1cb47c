-- Takes jobs from live workers whose handlers overran their deadline and ignored the interrupt. In the shape of reap_lost.sql;
-- it charges a failure, never a loss: the worker is alive.
WITH f AS MATERIALIZED (
    SELECT FROM orrery.leadership WHERE epoch = :epoch AND lease_until > orrery.clock() FOR KEY SHARE
),
l AS MATERIALIZED (
    SELECT w.id AS holder, x.*
    FROM (SELECT w.id FROM f CROSS JOIN orrery.worker w WHERE w.status IN ('ACTIVE', 'DRAINING') OFFSET 0) w
    CROSS JOIN LATERAL (
        SELECT j.ctid AS tid, j.worker_id, j.state, j.fence, j.deadline, j.cancel_requested, j.failures, j.max_retries
        FROM orrery.job j
        WHERE j.worker_id = w.id AND j.state = 'RUNNING' AND j.deadline < orrery.clock() - :grace_ms * interval '1 ms'
        ORDER BY j.worker_id
        LIMIT :limit
        FOR NO KEY UPDATE OF j SKIP LOCKED
    ) x
    LIMIT :limit
),
n AS MATERIALIZED (
    SELECT l.*, orrery.clock() AS now,
           CASE WHEN l.cancel_requested THEN 'CANCELLED'
                WHEN l.failures >= l.max_retries THEN 'DEAD'
                ELSE 'SCHEDULED'
           END::orrery.job_state AS next
    FROM l
    WHERE l.worker_id = l.holder AND l.state = 'RUNNING' AND l.deadline < orrery.clock() - :grace_ms * interval '1 ms'
),
u AS (
    UPDATE orrery.job j
    SET state = n.next, fence = j.fence + 1, worker_id = NULL, deadline = NULL,
        failures = j.failures + 1, lost = j.lost,
        run_at = CASE WHEN n.next = 'SCHEDULED' THEN n.now + interval '10 s' ELSE j.run_at END,
        ring_order = CASE WHEN n.next = 'PENDING' THEN nextval('orrery.ring_order') ELSE j.ring_order END,
        relay_at = CASE WHEN n.next = 'PENDING' THEN n.now + :relay_ms * interval '1 ms' END,
        rings = 0,
        finished_at = CASE WHEN n.next IN ('DEAD', 'CANCELLED') THEN n.now END,
        reason = CASE WHEN n.next = 'DEAD' THEN 'RETRIES_EXHAUSTED' ELSE j.reason END,
        error_type = CASE WHEN n.next = 'DEAD' THEN 'OVERRUN' ELSE j.error_type END
    FROM n
    WHERE j.ctid = n.tid
    RETURNING j.id, j.type, j.queue, j.priority, j.state, j.reason, j.attempts, j.claimed_at, n.fence AS held, n.holder, n.now
),
a AS (
    INSERT INTO orrery.attempt (job_id, fence, attempt, worker_id, claimed_at, ended_at, outcome, error)
    SELECT u.id, u.held, u.attempts, u.holder, u.claimed_at, u.now, 'OVERRUN', 'the handler overran its timeout and ignored the interrupt'
    FROM u
)
SELECT f.leads, u.id, u.type, u.queue, u.priority, u.state::text AS state, u.reason
FROM (SELECT count(*) > 0 AS leads FROM f) f LEFT JOIN u ON true
