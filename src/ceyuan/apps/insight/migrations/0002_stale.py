"""Triggers that note which projects changed since they were rolled up: bulk and raw writes are noticed as well.

Statement-level with transition tables, so that a delivery of a hundred thousand rows pays once. A unit or programme
that moves makes every project below it stale.
"""

from django.db import migrations

SQL = """
CREATE FUNCTION ceyuan_stale_projects() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('ceyuan.rollup_deferred', true) = 'on' THEN
        RETURN NULL;
    END IF;
    IF TG_TABLE_NAME = 'projects_project' THEN
        INSERT INTO insight_staleproject (project_id) SELECT id FROM changed;
    ELSE
        INSERT INTO insight_staleproject (project_id) SELECT DISTINCT project_id FROM changed;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION ceyuan_stale_unit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO insight_staleproject (project_id)
        SELECT DISTINCT project_id FROM projects_participation WHERE unit_id = NEW.id;
    -- The cells of a unit that moved with all below it keep their sums, but stand under another unit now.
    UPDATE insight_unitcell SET parent_id = coalesce(NEW.parent_id, 0)
        WHERE unit_id = NEW.id AND parent_id <> coalesce(NEW.parent_id, 0);
    RETURN NULL;
END $$;

CREATE FUNCTION ceyuan_stale_programme() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO insight_staleproject (project_id) SELECT id FROM projects_project WHERE programme_id = NEW.id;
    RETURN NULL;
END $$;

CREATE TRIGGER project_stale_new AFTER INSERT ON projects_project
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ceyuan_stale_projects();
CREATE TRIGGER project_stale_changed AFTER UPDATE ON projects_project
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ceyuan_stale_projects();
CREATE TRIGGER project_stale_gone AFTER DELETE ON projects_project
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ceyuan_stale_projects();
CREATE TRIGGER participation_stale_new AFTER INSERT ON projects_participation
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ceyuan_stale_projects();
CREATE TRIGGER participation_stale_changed AFTER UPDATE ON projects_participation
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ceyuan_stale_projects();
CREATE TRIGGER participation_stale_gone AFTER DELETE ON projects_participation
    REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ceyuan_stale_projects();
CREATE TRIGGER unit_stale AFTER UPDATE ON organisation_unit
    FOR EACH ROW WHEN (OLD.path IS DISTINCT FROM NEW.path) EXECUTE FUNCTION ceyuan_stale_unit();
CREATE TRIGGER programme_stale AFTER UPDATE ON projects_programme
    FOR EACH ROW WHEN (OLD.path IS DISTINCT FROM NEW.path) EXECUTE FUNCTION ceyuan_stale_programme();
"""

UNDO = """
DROP TRIGGER programme_stale ON projects_programme;
DROP TRIGGER unit_stale ON organisation_unit;
DROP TRIGGER participation_stale_gone ON projects_participation;
DROP TRIGGER participation_stale_changed ON projects_participation;
DROP TRIGGER participation_stale_new ON projects_participation;
DROP TRIGGER project_stale_gone ON projects_project;
DROP TRIGGER project_stale_changed ON projects_project;
DROP TRIGGER project_stale_new ON projects_project;
DROP FUNCTION ceyuan_stale_programme();
DROP FUNCTION ceyuan_stale_unit();
DROP FUNCTION ceyuan_stale_projects();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("insight", "0001_initial"),
        ("projects", "0002_guarantees"),
        ("organisation", "0002_paths"),
    ]
    operations = [migrations.RunSQL(SQL, UNDO)]
