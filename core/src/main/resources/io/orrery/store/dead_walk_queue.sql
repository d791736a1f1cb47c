-- As dead_walk.sql, through those of one queue alone, by the index of all finished jobs. That has no ids: those that died in the
-- same microsecond are put in order as they are met, a few at a time.
WITH p AS MATERIALIZED (
    SELECT j.id, j.fence, j.finished_at,
           (:type::text IS NULL OR j.type = :type) AND (:error::text IS NULL OR j.error_type = :error) AS hit
    FROM orrery.job j
    WHERE j.state = 'DEAD' AND j.finished_at IS NOT NULL
      AND (j.queue, j.state, j.finished_at) <= (:queue::text, 'DEAD'::orrery.job_state, :before::timestamptz)
      AND (j.queue, j.state, j.finished_at) >= (:queue::text, 'DEAD'::orrery.job_state, :from::timestamptz)
      AND (j.finished_at, j.id) < (:before::timestamptz, :before_id::uuid)
    ORDER BY j.queue DESC, j.finished_at DESC, j.id DESC
    LIMIT :rows
),
h AS MATERIALIZED (
    SELECT p.id, p.fence, p.finished_at FROM p WHERE p.hit LIMIT :limit
)
SELECT h.id, h.fence, h.finished_at, true AS hit FROM h
UNION ALL
(SELECT p.id, p.fence, p.finished_at, false FROM p WHERE (SELECT count(*) FROM h) < :limit OFFSET :rows - 1)
