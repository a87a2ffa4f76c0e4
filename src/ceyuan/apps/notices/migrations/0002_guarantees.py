"""What the database itself refuses: a published notice that changes, an objection that disappears or is rewritten."""

from django.db import migrations

GROUPS = """
ALTER TABLE notices_notice ADD CONSTRAINT notice_unit_of_same_group
    FOREIGN KEY (group_id, unit_id) REFERENCES organisation_unit (group_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE notices_objection ADD CONSTRAINT objection_unit_of_same_group
    FOREIGN KEY (group_id, unit_id) REFERENCES organisation_unit (group_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE notices_objection ADD CONSTRAINT objector_is_sealed CHECK (objector LIKE 's1:%');
"""

STATES = "".join(
    f"""
CREATE TRIGGER {table}_state_guard BEFORE UPDATE OF state, workflow, workflow_version ON notices_{table}
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state OR OLD.workflow IS DISTINCT FROM NEW.workflow
        OR OLD.workflow_version IS DISTINCT FROM NEW.workflow_version)
    EXECUTE FUNCTION ceyuan_state_guard();
"""
    for table in ("notice", "objection")
)

# A period of n working days spans n calendar days at the very least, whatever calendar the service used.
NOTICES = """
CREATE FUNCTION notices_notice_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    alive text[] := ARRAY['state', 'revision', 'ends_on', 'closed_on'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' THEN
            RAISE EXCEPTION 'notices.published_frozen: a published notice is never deleted' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF NEW.ends_on IS NOT NULL AND NEW.least_ends_on - NEW.starts_on < NEW.working_days - 1 THEN
        RAISE EXCEPTION 'notices.too_short: % working days do not fit between % and %',
            NEW.working_days, NEW.starts_on, NEW.least_ends_on USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.published_on IS NOT NULL THEN
        IF to_jsonb(OLD) - alive IS DISTINCT FROM to_jsonb(NEW) - alive THEN
            RAISE EXCEPTION 'notices.published_frozen: a published notice does not change' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.ends_on < OLD.ends_on THEN
            RAISE EXCEPTION 'notices.never_shorter: the end may be put off, never be brought forward'
                USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.ends_on > OLD.ends_on AND OLD.state <> 'running' THEN
            RAISE EXCEPTION 'notices.published_frozen: only a running notice is prolonged' USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER notice_frozen BEFORE INSERT OR UPDATE OR DELETE ON notices_notice
    FOR EACH ROW EXECUTE FUNCTION notices_notice_frozen();

CREATE FUNCTION notices_line_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE now_state text;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        SELECT state INTO now_state FROM notices_notice WHERE id = OLD.notice_id;
        IF now_state IS NOT NULL AND now_state <> 'draft' THEN
            RAISE EXCEPTION 'notices.published_frozen: the lines of a published notice do not change'
                USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        SELECT state INTO now_state FROM notices_notice WHERE id = NEW.notice_id;
        IF now_state <> 'draft' THEN
            RAISE EXCEPTION 'notices.published_frozen: the lines of a published notice do not change'
                USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER notice_line_frozen BEFORE INSERT OR UPDATE OR DELETE ON notices_noticeline
    FOR EACH ROW EXECUTE FUNCTION notices_line_frozen();
"""

OBJECTIONS = """
CREATE FUNCTION notices_objection_rules() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    alive text[] := ARRAY['state', 'revision', 'answer', 'answered_on', 'due_on'];
    shown record;
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'notices.objection_stays: an objection is never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        SELECT state, ends_on, unit_id, group_id INTO shown FROM notices_notice WHERE id = NEW.notice_id;
        IF shown.state <> 'running' OR NEW.received_on > shown.ends_on THEN
            RAISE EXCEPTION 'notices.not_running: objections are received while a notice is on show'
                USING ERRCODE = 'check_violation';
        END IF;
        IF shown.unit_id <> NEW.unit_id OR shown.group_id <> NEW.group_id THEN
            RAISE EXCEPTION 'notices.other_unit: an objection belongs to the unit of its notice' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF to_jsonb(OLD) - alive IS DISTINCT FROM to_jsonb(NEW) - alive THEN
        RAISE EXCEPTION 'notices.objection_stays: what was objected, when and by whom does not change'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state IN ('upheld', 'rejected', 'withdrawn') AND to_jsonb(OLD) IS DISTINCT FROM to_jsonb(NEW) THEN
        RAISE EXCEPTION 'notices.objection_stays: a decided objection does not change' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER objection_rules BEFORE INSERT OR UPDATE OR DELETE ON notices_objection
    FOR EACH ROW EXECUTE FUNCTION notices_objection_rules();

CREATE FUNCTION notices_objection_line_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM notices_objection o JOIN notices_noticeline l ON l.notice_id = o.notice_id
                   WHERE o.id = NEW.objection_id AND l.id = NEW.line_id AND o.state = 'received') THEN
        RAISE EXCEPTION 'notices.other_notice: an objection disputes lines of its own notice, from the start'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER objection_line_rules BEFORE INSERT ON notices_objectionline
    FOR EACH ROW EXECUTE FUNCTION notices_objection_line_rules();
"""

APPEND_ONLY = """
CREATE FUNCTION notices_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'notices.append_only: rows of % are never changed or deleted', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER objection_line_stays BEFORE UPDATE OR DELETE ON notices_objectionline
    FOR EACH ROW EXECUTE FUNCTION notices_append_only();
CREATE TRIGGER prolonging_stays BEFORE UPDATE OR DELETE ON notices_noticeprolonging
    FOR EACH ROW EXECUTE FUNCTION notices_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial"), ("workflow", "0001_guard"), ("organisation", "0002_paths")]
    operations = [
        migrations.RunSQL(part, migrations.RunSQL.noop) for part in (GROUPS, STATES, NOTICES, OBJECTIONS, APPEND_ONLY)
    ]
