SELECT DISTINCT t.type
FROM orrery.worker w CROSS JOIN unnest(w.types) AS t(type)
WHERE w.status = 'ACTIVE' AND w.id <> :worker AND :queue = ANY (w.queues) AND w.lease_until > orrery.clock()
