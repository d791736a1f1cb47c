-- The schedules that have a due tick, earliest first, and the database's time. Only a look: fire.sql decides. It goes on
-- behind a place in that order, so that those which nobody can read or decide hide no others.
SELECT s.*, c.now,
       (SELECT max(t.due)
        FROM (SELECT t.due, t.job_id FROM orrery.tick t WHERE t.schedule = s.name ORDER BY t.due DESC LIMIT 100) t
        JOIN orrery.job j ON j.id = t.job_id AND j.state = 'SUCCEEDED') AS latest_success
FROM (SELECT orrery.clock() AS now OFFSET 0) c
CROSS JOIN orrery.schedule s
WHERE s.next_tick <= c.now AND NOT s.paused AND (s.next_tick, s.name) > (:after_tick::timestamptz, :after_name)
ORDER BY s.next_tick, s.name
LIMIT :limit
