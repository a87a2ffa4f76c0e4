"""The chain of acts: sequence, time and hash are set by the database; update, delete and truncate are refused.

The hash is SHA-256 over the length-prefixed fields in the order of `audit.chain.FIELDS`, so that no two different acts
give the same text. `audit.chain` computes it again in Python when the chain is verified.
"""

from django.db import migrations

SQL = """
CREATE FUNCTION ceyuan_act_field(value text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN value IS NULL THEN '-;' ELSE octet_length(convert_to(value, 'UTF8'))::text || ':' || value || ';' END
$$;

CREATE FUNCTION ceyuan_act_hash(a audit_act) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(
        ceyuan_act_field(a.seq::text)
        || ceyuan_act_field(((extract(epoch FROM a.at) * 1000000)::bigint)::text)
        || ceyuan_act_field(a.group_id::text)
        || ceyuan_act_field(a.account_id::text)
        || ceyuan_act_field(a.person_id::text)
        || ceyuan_act_field(a.actor_name)
        || ceyuan_act_field(a.staff_session_id::text)
        || ceyuan_act_field(a.act)
        || ceyuan_act_field(a.subject_kind)
        || ceyuan_act_field(a.subject_id)
        || ceyuan_act_field(a.subject_label)
        || ceyuan_act_field(a.unit_path)
        || ceyuan_act_field(a.before::text)
        || ceyuan_act_field(a.after::text)
        || ceyuan_act_field(a.reason)
        || ceyuan_act_field(a.request_id)
        || ceyuan_act_field(a.previous), 'UTF8')), 'hex')
$$;

CREATE FUNCTION ceyuan_act_link() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last record;
BEGIN
    -- One writer at a time, until its transaction ends: two acts must not follow the same one.
    PERFORM pg_advisory_xact_lock(732605311);
    SELECT seq, hash INTO last FROM audit_act ORDER BY seq DESC LIMIT 1;
    NEW.seq := coalesce(last.seq, 0) + 1;
    NEW.previous := coalesce(last.hash, repeat('0', 64));
    NEW.at := clock_timestamp();
    NEW.hash := ceyuan_act_hash(NEW);
    RETURN NEW;
END $$;

CREATE FUNCTION ceyuan_act_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit.append_only: the chain of acts can only grow; % is refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER act_link BEFORE INSERT ON audit_act FOR EACH ROW EXECUTE FUNCTION ceyuan_act_link();
CREATE TRIGGER act_keep BEFORE UPDATE OR DELETE ON audit_act FOR EACH ROW EXECUTE FUNCTION ceyuan_act_refuse();
CREATE TRIGGER act_keep_all BEFORE TRUNCATE ON audit_act FOR EACH STATEMENT EXECUTE FUNCTION ceyuan_act_refuse();
"""

UNDO = """
DROP TRIGGER act_keep_all ON audit_act;
DROP TRIGGER act_keep ON audit_act;
DROP TRIGGER act_link ON audit_act;
DROP FUNCTION ceyuan_act_refuse();
DROP FUNCTION ceyuan_act_link();
DROP FUNCTION ceyuan_act_hash(audit_act);
DROP FUNCTION ceyuan_act_field(text);
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(SQL, UNDO)]
