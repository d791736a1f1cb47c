-- Counts succeeded and cancelled jobs of one queue, newest first, from before :before on (NULL: from the newest), but at most
-- :rows of them; and tells when the last of these ended. So a count of millions is a walk of many short statements.
SELECT count(*) AS jobs, min(p.finished_at) AS earliest
FROM (
    SELECT b.finished_at
    FROM (
        (SELECT j.finished_at
         FROM orrery.job j
         WHERE j.queue = :queue AND j.state = 'SUCCEEDED' AND j.finished_at < coalesce(:before::timestamptz, 'infinity')
         ORDER BY j.finished_at DESC
         LIMIT :rows)
        UNION ALL
        (SELECT j.finished_at
         FROM orrery.job j
         WHERE j.queue = :queue AND j.state = 'CANCELLED' AND j.finished_at < coalesce(:before::timestamptz, 'infinity')
         ORDER BY j.finished_at DESC
         LIMIT :rows)
    ) b
    ORDER BY b.finished_at DESC
    LIMIT :rows
) p
