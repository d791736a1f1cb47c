-- Who holds the unique key that an ended job had: by the partial unique index, so at most one.
SELECT h.id
FROM orrery.job j
CROSS JOIN LATERAL (
    SELECT h.id
    FROM orrery.job h
    WHERE h.type = j.type AND h.unique_key = j.unique_key AND h.state IN ('SCHEDULED', 'PENDING', 'RUNNING')
    OFFSET 0
) h
WHERE j.id = :id
