-- How far jobs have come, as their latest attempt that said so reported.
SELECT p.job_id AS id, p.attempt, p.reported_at, p.fraction, p.done, p.total, p.message
FROM unnest(:ids::uuid[]) AS u(id)
CROSS JOIN LATERAL (SELECT p.* FROM orrery.progress p WHERE p.job_id = u.id OFFSET 0) p
