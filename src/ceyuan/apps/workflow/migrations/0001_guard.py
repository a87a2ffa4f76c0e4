"""The database's half of "only the workflow writes a state": a trigger for tables that carry a guarded state.

The workflow service sets `ceyuan.state_writer` for its own transaction before it takes a step; an update of `state`,
`workflow` or `workflow_version` without it is refused.
"""

from django.db import migrations

SQL = """
CREATE FUNCTION ceyuan_state_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('ceyuan.state_writer', true), '') <> 'workflow' THEN
        RAISE EXCEPTION 'workflow.only_writer: the state of % % changes only through a workflow step', TG_TABLE_NAME, OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
"""

UNDO = "DROP FUNCTION ceyuan_state_guard();"


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [migrations.RunSQL(SQL, UNDO)]
