-- Who holds a unique key: by the partial unique index, so at most one.
SELECT id FROM orrery.job
WHERE type = :type AND unique_key = :unique_key AND state IN ('SCHEDULED', 'PENDING', 'RUNNING')
