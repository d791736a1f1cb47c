-- One schedule, if it is there, beside the database's time.
SELECT c.now, s.*
FROM (SELECT orrery.clock() AS now OFFSET 0) c
LEFT JOIN orrery.schedule s ON s.name = :name
