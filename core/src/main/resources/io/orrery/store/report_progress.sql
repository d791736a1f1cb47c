-- Writes how far attempts have come. Safe: only under the fence that the attempt was given; and since nothing holds the job's
-- row meanwhile, a word of an earlier fence never overwrites one of a later. May be repeated.
WITH d AS MATERIALIZED (
    SELECT u.*, x.held
    FROM unnest(:ids::uuid[], :fences::bigint[], :attempts::int[], :fractions::float8[], :dones::bigint[], :totals::bigint[],
                :messages::text[]) AS u(id, fence, attempt, fraction, done, total, message)
    CROSS JOIN LATERAL (SELECT count(*) > 0 AS held FROM orrery.job j WHERE j.id = u.id AND j.fence = u.fence) x
),
w AS (
    INSERT INTO orrery.progress AS p (job_id, fence, attempt, reported_at, fraction, done, total, message)
    SELECT d.id, d.fence, d.attempt, orrery.clock(), d.fraction, d.done, d.total, d.message
    FROM d
    WHERE d.held
    ON CONFLICT (job_id) DO UPDATE
    SET fence = excluded.fence, attempt = excluded.attempt, reported_at = excluded.reported_at, fraction = excluded.fraction,
        done = excluded.done, total = excluded.total, message = excluded.message
    WHERE p.fence <= excluded.fence
)
SELECT count(*) AS refused FROM d WHERE NOT d.held
