SELECT attempt, fence, worker_id, claimed_at, ended_at, outcome, error
FROM orrery.attempt
WHERE job_id = :id
ORDER BY fence
