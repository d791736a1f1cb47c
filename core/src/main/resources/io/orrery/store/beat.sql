-- Renews a lease. Safe: this and the mark as LOST serialise on the row, so that a late beat is as good as an early one until
-- the mark is set, and refused after it. The slots are what holds now: they can be steered.
UPDATE orrery.worker
SET lease_until = orrery.clock() + :lease_ms * interval '1 ms', claimed_to = claimed_to || :claimed_to::jsonb,
    slots = :slots, queue_slots = :queue_slots
WHERE id = :worker AND status IN ('ACTIVE', 'DRAINING')
RETURNING id
