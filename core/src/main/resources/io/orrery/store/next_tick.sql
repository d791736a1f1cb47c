-- Milliseconds until the earliest tick that is to come.
SELECT ceil(extract(epoch FROM s.next_tick - orrery.clock()) * 1000)::bigint
FROM orrery.schedule s
WHERE s.next_tick IS NOT NULL AND NOT s.paused
ORDER BY s.next_tick
LIMIT 1
