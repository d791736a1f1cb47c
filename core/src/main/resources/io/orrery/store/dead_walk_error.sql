-- As dead_walk.sql, through those that died of one class of error alone. Compared as a row, so that no other index has the order
-- that is asked for.
WITH p AS MATERIALIZED (
    SELECT j.id, j.fence, j.finished_at,
           (:type::text IS NULL OR j.type = :type) AND (:queue::text IS NULL OR j.queue = :queue) AS hit
    FROM orrery.job j
    WHERE j.state = 'DEAD' AND (j.error_type, j.finished_at, j.id) < (:error::text, :before::timestamptz, :before_id::uuid)
      AND (j.error_type, j.finished_at) >= (:error::text, :from::timestamptz)
    ORDER BY j.error_type DESC, j.finished_at DESC, j.id DESC
    LIMIT :rows
),
h AS MATERIALIZED (
    SELECT p.id, p.fence, p.finished_at FROM p WHERE p.hit LIMIT :limit
)
SELECT h.id, h.fence, h.finished_at, true AS hit FROM h
UNION ALL
(SELECT p.id, p.fence, p.finished_at, false FROM p WHERE (SELECT count(*) FROM h) < :limit OFFSET :rows - 1)
