SELECT orrery.clock() AS now
