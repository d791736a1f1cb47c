SELECT x.*
FROM unnest(:ids::uuid[]) AS u(id)
CROSS JOIN LATERAL (
    SELECT j.id, j.state::text AS state, j.reason, j.result
    FROM orrery.job j
    WHERE j.id = u.id AND j.state IN ('SUCCEEDED', 'DEAD', 'CANCELLED')
    OFFSET 0
) x
