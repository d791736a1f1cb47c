-- Deletes workers that ended :age_ms ago or earlier and hold no job. Safe: they claim nothing any more, since a claim wants an
-- ACTIVE worker and its lease; and whatever still names one keeps its row until the reaper has taken the job.
WITH f AS MATERIALIZED (
    SELECT FROM orrery.leadership WHERE epoch = :epoch AND lease_until > orrery.clock() FOR KEY SHARE
),
l AS MATERIALIZED (
    SELECT x.tid
    FROM f
    CROSS JOIN LATERAL (
        SELECT w.ctid AS tid
        FROM orrery.worker w
        WHERE w.status IN ('GONE', 'LOST') AND w.lease_until < (SELECT orrery.clock()) - :age_ms * interval '1 ms'
          AND NOT EXISTS (SELECT FROM orrery.job j WHERE j.worker_id = w.id AND j.state = 'RUNNING')
        LIMIT :limit
        FOR UPDATE OF w SKIP LOCKED
    ) x
),
d AS (
    DELETE FROM orrery.worker w USING l WHERE w.ctid = l.tid RETURNING w.id
)
SELECT f.leads, (SELECT count(*) FROM d) AS workers FROM (SELECT count(*) > 0 AS leads FROM f) f
