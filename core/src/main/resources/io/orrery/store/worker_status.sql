-- From serving to draining to gone; LOST is final.
UPDATE orrery.worker SET status = :status WHERE id = :worker AND status IN ('ACTIVE', 'DRAINING')
