-- The schedules that have a due tick, earliest first, and the database's time. Only a look: fire.sql decides.
SELECT s.*, c.now,
       (SELECT max(t.due)
        FROM (SELECT t.due, t.job_id FROM orrery.tick t WHERE t.schedule = s.name ORDER BY t.due DESC LIMIT 100) t
        JOIN orrery.job j ON j.id = t.job_id AND j.state = 'SUCCEEDED') AS latest_success
FROM (SELECT orrery.clock() AS now OFFSET 0) c
CROSS JOIN orrery.schedule s
WHERE s.next_tick <= c.now AND NOT s.paused
ORDER BY s.next_tick
LIMIT :limit
