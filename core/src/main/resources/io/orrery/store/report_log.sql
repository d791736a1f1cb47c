-- Adds chunks to the logs of attempts, under the fence that each was given. Safe to repeat: a chunk is known by its first line.
WITH d AS MATERIALIZED (
    SELECT u.*, x.held
    FROM unnest(:ids::uuid[], :fences::bigint[], :attempts::int[], :first_lines::int[], :lines::int[], :contents::bytea[])
        AS u(id, fence, attempt, first_line, lines, content)
    CROSS JOIN LATERAL (SELECT count(*) > 0 AS held FROM orrery.job j WHERE j.id = u.id AND j.fence = u.fence) x
),
w AS (
    INSERT INTO orrery.job_log (job_id, fence, first_line, attempt, lines, written_at, content)
    SELECT d.id, d.fence, d.first_line, d.attempt, d.lines, orrery.clock(), d.content
    FROM d
    WHERE d.held
    ON CONFLICT DO NOTHING
)
SELECT count(*) AS refused FROM d WHERE NOT d.held
