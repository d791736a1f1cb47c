-- Where somebody edited it since :revision was read, no row: look again.
UPDATE orrery.schedule
SET paused = false, next_tick = :next::timestamptz, zone_data = :zone_data, revision = revision + 1, changed_at = orrery.clock()
WHERE name = :name AND paused AND revision = :revision
