"""A number per group that grows with every change of what a list of projects shows, also by bulk and raw writes.

A page that was drawn at a number is right for as long as the number stands. Reading it first and the rows afterwards
can only keep a page under an older number than it deserves, which nobody asks for again.
"""

from django.db import migrations

TABLES = ("projects_project", "projects_participation", "projects_programme", "organisation_unit")
EVENTS = (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD"))

SQL = """
CREATE TABLE projects_stamp (group_id bigint PRIMARY KEY, number bigint NOT NULL);
CREATE FUNCTION ceyuan_stamp_projects() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO projects_stamp AS s (group_id, number) SELECT DISTINCT group_id, 1 FROM changed ORDER BY group_id
        ON CONFLICT (group_id) DO UPDATE SET number = s.number + 1;
    RETURN NULL;
END $$;
""" + "".join(
    f"CREATE TRIGGER project_stamp_{event.lower()} AFTER {event} ON {table} REFERENCING {rows} TABLE AS changed"
    " FOR EACH STATEMENT EXECUTE FUNCTION ceyuan_stamp_projects();\n"
    for table in TABLES
    for event, rows in EVENTS
)

UNDO = (
    "".join(f"DROP TRIGGER project_stamp_{event.lower()} ON {table};\n" for table in TABLES for event, _ in EVENTS)
    + "DROP FUNCTION ceyuan_stamp_projects();\nDROP TABLE projects_stamp;"
)


class Migration(migrations.Migration):
    dependencies = [("projects", "0004_list_indexes"), ("organisation", "0002_paths")]
    operations = [migrations.RunSQL(SQL, UNDO)]
