-- The workers that serve, and those whose lease ended within the last hour; the jobs that run on each are counted by the index
-- on worker_id.
SELECT w.*, n.now,
       (SELECT count(*) FROM orrery.job j WHERE j.worker_id = w.id AND j.state = 'RUNNING') AS running
FROM (SELECT orrery.clock() AS now OFFSET 0) n
CROSS JOIN orrery.worker w
WHERE w.status IN ('ACTIVE', 'DRAINING') OR w.lease_until > n.now - interval '1 hour'
ORDER BY w.started_at, w.id
LIMIT 10000
