-- How the queues of a worker are steered: read with every beat, so that a hint may get lost. Those without a row run as the
-- worker was started.
SELECT q.name, q.paused, q.slots
FROM orrery.worker w
JOIN orrery.queue q ON q.name = ANY (w.queues)
WHERE w.id = :worker AND (q.paused OR q.slots IS NOT NULL)
