SELECT name, result FROM orrery.job_step WHERE job_id = :id
