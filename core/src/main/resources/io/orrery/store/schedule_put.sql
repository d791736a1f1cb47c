-- Writes a schedule that is new (:revision 0), or one that nobody has edited since :revision was read. What the leader moved
-- on in the meantime stays, where the rule is the same. No row: somebody was faster; look again.
INSERT INTO orrery.schedule AS s (name, revision, created_at, changed_at, starts_at, ends_at, given_start, next_tick, zone_data, interval_ms, priority,
                                  max_retries, catch_up, timeout_ms, rule, cron, zone, misfire, overlap, queue, type, tags,
                                  arguments)
SELECT :name::text, 1, c.now, c.now, :start::timestamptz, :end::timestamptz, :given_start::timestamptz, :next::timestamptz, :zone_data::text, :interval_ms::bigint, :priority::int,
       :max_retries::int, :catch_up::int, :timeout::bigint, :rule::text, :cron::text, :zone::text, :misfire::text, :overlap::text, :queue::text, :type::text,
       string_to_array(:tags::text, E'\x1f'), :arguments::bytea
FROM (SELECT orrery.clock() AS now OFFSET 0) c
ON CONFLICT (name) DO UPDATE
SET revision = s.revision + 1, changed_at = excluded.changed_at, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
    given_start = excluded.given_start,
    next_tick = CASE WHEN :keep_tick::boolean THEN s.next_tick WHEN s.paused THEN NULL ELSE excluded.next_tick END,
    zone_data = CASE WHEN :keep_tick::boolean THEN s.zone_data ELSE excluded.zone_data END,
    interval_ms = excluded.interval_ms, priority = excluded.priority, max_retries = excluded.max_retries,
    catch_up = excluded.catch_up, timeout_ms = excluded.timeout_ms, rule = excluded.rule, cron = excluded.cron,
    zone = excluded.zone, misfire = excluded.misfire, overlap = excluded.overlap, queue = excluded.queue,
    type = excluded.type, tags = excluded.tags, arguments = excluded.arguments
WHERE s.revision = :revision::bigint
RETURNING s.revision
