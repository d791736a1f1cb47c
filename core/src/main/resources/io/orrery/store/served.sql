SELECT EXISTS (
    SELECT
    FROM orrery.worker w
    WHERE w.status = 'ACTIVE' AND w.lease_until > orrery.clock() AND :queue = ANY (w.queues) AND :type = ANY (w.types)
) AS served
