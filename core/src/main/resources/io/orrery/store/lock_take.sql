-- Takes the lock if it is free or over, or keeps it.
UPDATE orrery.leader_lock
SET holder = :me, held_until = orrery.clock() + :ttl_ms * interval '1 ms'
WHERE holder = :me OR held_until <= orrery.clock()
