-- How far each lane has been claimed, by any worker that beat within the last day.
SELECT c.key AS lane, max(c.value::bigint) AS ring_order
FROM orrery.worker w CROSS JOIN jsonb_each_text(w.claimed_to) AS c(key, value)
WHERE w.lease_until > orrery.clock() - interval '1 day'
GROUP BY c.key
