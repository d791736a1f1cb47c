UPDATE orrery.leadership SET lease_until = orrery.clock() WHERE epoch = :epoch AND leader = :leader
