-- Which of some jobs another transaction holds at this moment, so that whoever wants to change them would have to wait. It
-- waits for nobody, and lets the locks of the others go as it ends.
SELECT x.id
FROM unnest(:ids::uuid[]) AS u(id)
CROSS JOIN LATERAL (SELECT j.id FROM orrery.job j WHERE j.id = u.id OFFSET 0) x
LEFT JOIN LATERAL (
    SELECT j.id AS free FROM orrery.job j WHERE j.id = x.id FOR NO KEY UPDATE OF j SKIP LOCKED
) l ON true
WHERE l.free IS NULL
