SELECT s.* FROM orrery.schedule s ORDER BY s.name
