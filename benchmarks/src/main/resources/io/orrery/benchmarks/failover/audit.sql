-- For this benchmark alone: what coordinators write, who is elected, and how jobs end. Each row has the number of its
-- transaction, by which PostgreSQL tells the moment of its commit (track_commit_timestamp). A coordinator is known by the
-- name of its connections. Nothing here asks which epoch the writer believes in: the order of commits alone counts.
CREATE SCHEMA audit;
CREATE TABLE audit.term (epoch bigint NOT NULL, leader uuid NOT NULL, xid xid NOT NULL);
CREATE TABLE audit.write (writer uuid NOT NULL, relation text NOT NULL, xid xid NOT NULL);
CREATE TABLE audit.ending (job uuid NOT NULL, state text NOT NULL);

CREATE FUNCTION audit.elected() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit.term VALUES (NEW.epoch, NEW.leader, pg_current_xact_id()::xid);
    RETURN NULL;
END
$$;
CREATE TRIGGER audit AFTER UPDATE ON orrery.leadership
    FOR EACH ROW WHEN (OLD.epoch <> NEW.epoch) EXECUTE FUNCTION audit.elected();

CREATE FUNCTION audit.written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit.write
    VALUES (right(current_setting('application_name'), 36)::uuid, TG_TABLE_NAME, pg_current_xact_id()::xid);
    RETURN NULL;
END
$$;
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON orrery.job FOR EACH ROW
    WHEN (current_setting('application_name') LIKE 'orrery-coordinator/%') EXECUTE FUNCTION audit.written();
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON orrery.attempt FOR EACH ROW
    WHEN (current_setting('application_name') LIKE 'orrery-coordinator/%') EXECUTE FUNCTION audit.written();
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON orrery.worker FOR EACH ROW
    WHEN (current_setting('application_name') LIKE 'orrery-coordinator/%') EXECUTE FUNCTION audit.written();
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON orrery.schedule FOR EACH ROW
    WHEN (current_setting('application_name') LIKE 'orrery-coordinator/%') EXECUTE FUNCTION audit.written();
CREATE TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON orrery.tick FOR EACH ROW
    WHEN (current_setting('application_name') LIKE 'orrery-coordinator/%') EXECUTE FUNCTION audit.written();

CREATE FUNCTION audit.ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit.ending VALUES (NEW.id, NEW.state::text);
    RETURN NULL;
END
$$;
CREATE TRIGGER audit_end AFTER UPDATE ON orrery.job FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state AND NEW.finished_at IS NOT NULL) EXECUTE FUNCTION audit.ended();
