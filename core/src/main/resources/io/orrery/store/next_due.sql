SELECT (extract(epoch FROM run_at - orrery.clock()) * 1000)::bigint AS in_ms
FROM orrery.job
WHERE state = 'SCHEDULED'
ORDER BY run_at
LIMIT 1
