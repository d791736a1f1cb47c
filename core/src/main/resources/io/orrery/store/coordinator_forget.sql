-- Those that were killed. One that is only cut off writes its row anew when it is back.
DELETE FROM orrery.coordinator WHERE seen_at < orrery.clock() - interval '1 day'
