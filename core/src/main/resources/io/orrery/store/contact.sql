SELECT pg_postmaster_start_time() AS started_at, orrery.clock() AS at
