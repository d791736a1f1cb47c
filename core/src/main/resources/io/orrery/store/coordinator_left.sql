DELETE FROM orrery.coordinator WHERE id = :id
