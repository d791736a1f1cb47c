-- A paused schedule has no next tick; what would have been due in the meantime is neither made up for nor recorded.
UPDATE orrery.schedule
SET paused = true, next_tick = NULL, revision = revision + 1, changed_at = orrery.clock()
WHERE name = :name AND NOT paused
