-- Its ticks stay until retention takes them: a schedule of the same name that is put later finds what was decided.
DELETE FROM orrery.schedule WHERE name = :name
