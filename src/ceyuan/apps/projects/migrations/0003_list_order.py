"""What the lead unit and the programme of a project are sorted by, kept in its row so that an index can hold the order."""

from django.db import migrations, models

SQL = """
CREATE FUNCTION ceyuan_project_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT left(sort_key, 80) INTO NEW.lead_key FROM organisation_unit WHERE id = NEW.lead_unit_id;
    SELECT left(code, 80) INTO NEW.programme_key FROM projects_programme WHERE id = NEW.programme_id;
    NEW.lead_key := coalesce(NEW.lead_key, '');
    NEW.programme_key := coalesce(NEW.programme_key, '');
    RETURN NEW;
END $$;
CREATE FUNCTION ceyuan_lead_key_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE projects_project SET lead_key = left(NEW.sort_key, 80) WHERE lead_unit_id = NEW.id;
    RETURN NULL;
END $$;
CREATE FUNCTION ceyuan_programme_key_follows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE projects_project SET programme_key = left(NEW.code, 80) WHERE programme_id = NEW.id;
    RETURN NULL;
END $$;

SET LOCAL ceyuan.rollup_deferred = 'on';
UPDATE projects_project p SET lead_key = left(u.sort_key, 80), programme_key = left(g.code, 80)
  FROM organisation_unit u, projects_programme g WHERE u.id = p.lead_unit_id AND g.id = p.programme_id;

CREATE TRIGGER project_keys BEFORE INSERT OR UPDATE OF lead_unit_id, programme_id ON projects_project
    FOR EACH ROW EXECUTE FUNCTION ceyuan_project_keys();
CREATE TRIGGER project_lead_key_follows AFTER UPDATE OF sort_key ON organisation_unit
    FOR EACH ROW WHEN (OLD.sort_key IS DISTINCT FROM NEW.sort_key) EXECUTE FUNCTION ceyuan_lead_key_follows();
CREATE TRIGGER project_programme_key_follows AFTER UPDATE OF code ON projects_programme
    FOR EACH ROW WHEN (OLD.code IS DISTINCT FROM NEW.code) EXECUTE FUNCTION ceyuan_programme_key_follows();
"""

UNDO = """
DROP TRIGGER project_programme_key_follows ON projects_programme;
DROP TRIGGER project_lead_key_follows ON organisation_unit;
DROP TRIGGER project_keys ON projects_project;
DROP FUNCTION ceyuan_programme_key_follows();
DROP FUNCTION ceyuan_lead_key_follows();
DROP FUNCTION ceyuan_project_keys();
"""


def _key() -> models.CharField:
    return models.CharField(blank=True, db_collation="C", default="", editable=False, max_length=80)


class Migration(migrations.Migration):
    dependencies = [("projects", "0002_guarantees"), ("organisation", "0002_paths")]
    operations = [
        migrations.AddField("project", "lead_key", _key(), preserve_default=False),
        migrations.AddField("project", "programme_key", _key(), preserve_default=False),
        migrations.RunSQL(SQL, UNDO),
    ]
