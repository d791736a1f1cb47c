-- Keeps leading, if the lease has not ended in the meantime.
UPDATE orrery.leadership
SET lease_until = orrery.clock() + :lease_ms * interval '1 ms'
WHERE epoch = :epoch AND leader = :leader AND lease_until > orrery.clock()
RETURNING epoch
