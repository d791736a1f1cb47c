-- What runs on a worker, by the index on worker_id.
SELECT id, fence, cancel_requested FROM orrery.job WHERE worker_id = :worker AND state = 'RUNNING'
