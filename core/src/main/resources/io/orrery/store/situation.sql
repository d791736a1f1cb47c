-- All that can keep a job from running, at one moment: itself, its queue, the workers that serve it, who is ahead, who leads.
-- Who is ahead is counted by the index, lane by lane, up to :cap in each; the statement reads no more, whatever the backlog.
WITH j AS MATERIALIZED (
    SELECT * FROM orrery.job WHERE id = :id
),
w AS MATERIALIZED (
    SELECT x.*, (SELECT count(*) FROM orrery.job r WHERE r.worker_id = x.id AND r.state = 'RUNNING' AND r.queue = x.queue) AS running
    FROM (
        SELECT w.id, j.queue, j.type = ANY (w.types) AS knows, coalesce(w.queue_slots[array_position(w.queues, j.queue)], w.slots) AS slots
        FROM j
        CROSS JOIN orrery.worker w
        WHERE w.status = 'ACTIVE' AND w.lease_until > orrery.clock() AND j.queue = ANY (w.queues)
        OFFSET 0
    ) x
),
a AS MATERIALIZED (
    SELECT count(*) AS jobs
    FROM j
    CROSS JOIN unnest('{9,8,7,6,5,4,3,2,1,0}'::smallint[]) AS p(priority)
    CROSS JOIN LATERAL (
        SELECT
        FROM orrery.job o
        WHERE o.state = 'PENDING' AND o.queue = j.queue AND o.priority = p.priority
          AND o.ring_order < CASE WHEN p.priority > j.priority THEN 9223372036854775807 ELSE j.ring_order END
        ORDER BY o.ring_order
        LIMIT :cap
    ) x
    WHERE j.state = 'PENDING' AND p.priority >= j.priority
)
SELECT orrery.clock() AS at, j.type, j.queue, j.priority, j.state::text AS state, j.attempts, j.failures, j.max_retries, j.reason,
       j.cancel_requested, j.run_at, j.claimed_at, j.finished_at, j.relay_at, j.rings, j.deadline, j.worker_id,
       j.ring_order IS NOT NULL AS has_turn,
       coalesce((SELECT q.paused FROM orrery.queue q WHERE q.name = j.queue), false) AS paused,
       (SELECT least(a.jobs, :cap) FROM a) AS ahead,
       (SELECT count(*) FROM w) AS serving,
       (SELECT count(*) FROM w WHERE w.knows) AS knowing,
       (SELECT coalesce(sum(w.slots), 0) FROM w WHERE w.knows) AS slots,
       (SELECT coalesce(sum(w.running), 0) FROM w WHERE w.knows) AS running,
       (SELECT l.lease_until > orrery.clock() FROM orrery.leadership l) AS led,
       (SELECT h.name || ' ' || h.status FROM orrery.worker h WHERE h.id = j.worker_id) AS holder
FROM j
