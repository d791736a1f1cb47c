-- Counts the release, for those who watch; one after the lock's time is over, when another may hold it, does nothing.
UPDATE orrery.leader_lock
SET holder = NULL, held_until = '-infinity', releases = releases + 1, releaser = :me
WHERE holder = :me AND held_until > orrery.clock()
