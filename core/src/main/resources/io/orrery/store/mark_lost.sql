-- Marks workers whose lease ended long enough ago. Safe: the mark and a beat serialise on the row, and the lease is tested
-- again on its newest version.
WITH f AS MATERIALIZED (
    SELECT FROM orrery.leadership WHERE epoch = :epoch AND lease_until > orrery.clock() FOR KEY SHARE
),
u AS (
    UPDATE orrery.worker
    SET status = 'LOST'
    WHERE lease_until < orrery.clock() - :grace_ms * interval '1 ms' AND status IN ('ACTIVE', 'DRAINING')
      AND EXISTS (SELECT FROM f)
    RETURNING id
)
SELECT f.leads, u.id FROM (SELECT count(*) > 0 AS leads FROM f) f LEFT JOIN u ON true
