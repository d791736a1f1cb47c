-- For tests alone: keeps every change of a job's state, and rejects those that no statement of ours makes.
CREATE TABLE orrery.job_audit (
    n         bigserial        PRIMARY KEY,
    job_id    uuid             NOT NULL,
    old_state orrery.job_state,
    new_state orrery.job_state NOT NULL,
    fence     bigint           NOT NULL,
    worker_id uuid,
    xid       xid8             NOT NULL DEFAULT pg_current_xact_id(),
    at        timestamptz      NOT NULL DEFAULT clock_timestamp()
);

CREATE FUNCTION orrery.audit_job() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NOT (OLD.state::text || '>' || NEW.state::text = ANY (ARRAY[
        'SCHEDULED>PENDING', 'SCHEDULED>CANCELLED', 'PENDING>RUNNING', 'PENDING>CANCELLED',
        'RUNNING>PENDING', 'RUNNING>SCHEDULED', 'RUNNING>SUCCEEDED', 'RUNNING>DEAD', 'RUNNING>CANCELLED',
        'DEAD>PENDING', 'DEAD>CANCELLED', 'CANCELLED>PENDING'])) THEN
        RAISE EXCEPTION 'illegal transition of job %: % to %', OLD.id, OLD.state, NEW.state;
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.fence < OLD.fence THEN
        RAISE EXCEPTION 'the fence of job % fell from % to %', OLD.id, OLD.fence, NEW.fence;
    END IF;
    INSERT INTO orrery.job_audit (job_id, old_state, new_state, fence, worker_id)
    VALUES (NEW.id, CASE WHEN TG_OP = 'UPDATE' THEN OLD.state END, NEW.state, NEW.fence, NEW.worker_id);
    RETURN NULL;
END
$$;

CREATE TRIGGER audit_insert AFTER INSERT ON orrery.job FOR EACH ROW EXECUTE FUNCTION orrery.audit_job();
CREATE TRIGGER audit_update AFTER UPDATE ON orrery.job
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION orrery.audit_job();
