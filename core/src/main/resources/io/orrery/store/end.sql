-- Records attempts that ended in any other way than success, sent sorted by id; safe as succeed.sql is. A requested cancel
-- wins over whatever the attempt asked for. Each ended attempt is kept. A release raises the fence, since its handler may
-- still be running. A repeat is known by the attempt that the first run kept. An attempt that had recorded its success in
-- its handler's own transaction, and was given up beside it, is known by its fence: it has ended, as a success.
WITH l AS MATERIALIZED (
    SELECT d.*, x.*
    FROM unnest(:ids::uuid[], :fences::bigint[], :kinds::text[], :outcomes::text[], :error_types::text[], :errors::text[],
                :delays::bigint[])
        AS d(id, mine, kind, outcome, error_type, error, delay_ms)
    CROSS JOIN LATERAL (
        SELECT j.ctid AS tid, j.state, j.fence, j.worker_id, j.cancel_requested, j.failures, j.max_retries
        FROM orrery.job j
        WHERE j.id = d.id
        FOR NO KEY UPDATE OF j
    ) x
),
n AS MATERIALIZED (
    SELECT l.*, orrery.clock() AS now,
           CASE WHEN l.cancel_requested THEN 'CANCELLED'
                WHEN l.kind = 'RELEASE' THEN 'PENDING'
                WHEN l.kind = 'SNOOZE' THEN 'SCHEDULED'
                WHEN l.kind = 'RETRY' AND l.failures < l.max_retries THEN 'SCHEDULED'
                ELSE 'DEAD'
           END::orrery.job_state AS next
    FROM l
    WHERE l.fence = l.mine AND l.state = 'RUNNING'
),
u AS (
    UPDATE orrery.job j
    SET state = n.next,
        fence = j.fence + CASE WHEN n.kind = 'RELEASE' THEN 1 ELSE 0 END,
        failures = j.failures + CASE WHEN n.kind IN ('RETRY', 'DEAD') THEN 1 ELSE 0 END,
        worker_id = CASE WHEN n.next IN ('DEAD', 'CANCELLED') THEN j.worker_id END,
        deadline = NULL,
        run_at = CASE WHEN n.next = 'SCHEDULED' THEN n.now + n.delay_ms * interval '1 ms' ELSE j.run_at END,
        ring_order = CASE WHEN n.next = 'PENDING' THEN nextval('orrery.ring_order') ELSE j.ring_order END,
        relay_at = CASE WHEN n.next = 'PENDING' THEN n.now END,
        rings = 0,
        finished_at = CASE WHEN n.next IN ('DEAD', 'CANCELLED') THEN n.now END,
        reason = CASE WHEN n.next <> 'DEAD' THEN j.reason
                      WHEN n.kind = 'RETRY' THEN 'RETRIES_EXHAUSTED'
                      ELSE n.outcome
                 END,
        error_type = CASE WHEN n.next = 'DEAD' THEN coalesce(n.error_type, n.outcome) ELSE j.error_type END
    FROM n
    WHERE j.ctid = n.tid
    RETURNING j.id, j.state, j.reason, j.attempts, j.claimed_at, n.mine, n.worker_id AS worker, n.now, n.outcome, n.error
),
a AS (
    INSERT INTO orrery.attempt (job_id, fence, attempt, worker_id, claimed_at, ended_at, outcome, error)
    SELECT u.id, u.mine, u.attempts, u.worker, u.claimed_at, u.now,
           CASE WHEN u.state = 'CANCELLED' THEN 'CANCELLED' ELSE u.outcome END, u.error
    FROM u
)
SELECT u.id, 'MOVED' AS answer, u.state::text AS state, u.reason
FROM u
UNION ALL
SELECT l.id,
       CASE WHEN l.state = 'SUCCEEDED' AND l.fence = l.mine THEN 'ALREADY'
            WHEN EXISTS (SELECT FROM orrery.attempt t
                         WHERE t.job_id = l.id AND t.fence = l.mine AND t.outcome NOT IN ('LOST', 'OVERRUN'))
            THEN 'ALREADY' ELSE 'FENCED'
       END,
       l.state::text, NULL
FROM l
WHERE NOT (l.fence = l.mine AND l.state = 'RUNNING')
