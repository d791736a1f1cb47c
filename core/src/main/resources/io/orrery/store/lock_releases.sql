SELECT releases, releaser FROM orrery.leader_lock
