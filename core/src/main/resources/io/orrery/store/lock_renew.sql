UPDATE orrery.leader_lock
SET held_until = orrery.clock() + :ttl_ms * interval '1 ms'
WHERE holder = :me AND held_until > orrery.clock()
