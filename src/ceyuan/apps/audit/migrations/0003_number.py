"""The row number of an act is its place in the chain, so that verification covers every column of the table."""

from django.db import migrations

SQL = """
CREATE OR REPLACE FUNCTION ceyuan_act_link() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last record;
BEGIN
    -- One writer at a time, until its transaction ends: two acts must not follow the same one.
    PERFORM pg_advisory_xact_lock(732605311);
    SELECT seq, hash INTO last FROM audit_act ORDER BY seq DESC LIMIT 1;
    NEW.seq := coalesce(last.seq, 0) + 1;
    NEW.id := NEW.seq;
    NEW.previous := coalesce(last.hash, repeat('0', 64));
    NEW.at := clock_timestamp();
    NEW.hash := ceyuan_act_hash(NEW);
    RETURN NEW;
END $$;

ALTER TABLE audit_act DISABLE TRIGGER act_keep;
UPDATE audit_act SET id = -seq;
UPDATE audit_act SET id = seq;
ALTER TABLE audit_act ENABLE TRIGGER act_keep;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_chain")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
