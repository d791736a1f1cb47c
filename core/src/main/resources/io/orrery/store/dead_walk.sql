-- Walks through the dead letters, the one that died last first, from a place on: at most :rows of them, and no further than to the
-- :limit-th that is wanted. The last row, if it is no hit, says from where to go on; none: that was the end.
-- Its plan is the same whatever the statistics say: the order is that of one index and of no other.
-- The page is read only as far as hits are wanted: no ORDER BY may stand between, nor anything that looks at all of it before.
WITH p AS MATERIALIZED (
    SELECT j.id, j.fence, j.finished_at,
           (:type::text IS NULL OR j.type = :type) AND (:error::text IS NULL OR j.error_type = :error)
           AND (:queue::text IS NULL OR j.queue = :queue) AS hit
    FROM orrery.job j
    WHERE j.state = 'DEAD' AND (j.finished_at, j.id) < (:before::timestamptz, :before_id::uuid) AND j.finished_at >= :from::timestamptz
    ORDER BY j.finished_at DESC, j.id DESC
    LIMIT :rows
),
h AS MATERIALIZED (
    SELECT p.id, p.fence, p.finished_at FROM p WHERE p.hit LIMIT :limit
)
SELECT h.id, h.fence, h.finished_at, true AS hit FROM h
UNION ALL
(SELECT p.id, p.fence, p.finished_at, false FROM p WHERE (SELECT count(*) FROM h) < :limit OFFSET :rows - 1)
