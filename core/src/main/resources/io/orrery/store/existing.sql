-- Which of some ids have a row.
SELECT x.id
FROM unnest(:ids::uuid[]) AS u(id)
CROSS JOIN LATERAL (SELECT j.id FROM orrery.job j WHERE j.id = u.id OFFSET 0) x
