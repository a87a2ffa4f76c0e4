"""Paths of trees are computed by the database, for units here and for any other table with group, parent and path."""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION ceyuan_tree_path() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    above record;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.group_id IS DISTINCT FROM OLD.group_id THEN
        RAISE EXCEPTION 'tree.other_group: % % cannot change its group', TG_TABLE_NAME, NEW.id USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.parent_id IS NULL THEN
        NEW.path := NEW.id::text;
        RETURN NEW;
    END IF;
    EXECUTE format('SELECT path, group_id FROM %I WHERE id = $1', TG_TABLE_NAME) INTO above USING NEW.parent_id;
    IF above.path IS NULL THEN
        RAISE EXCEPTION 'tree.no_parent: % has no row %', TG_TABLE_NAME, NEW.parent_id USING ERRCODE = 'foreign_key_violation';
    END IF;
    IF above.group_id <> NEW.group_id THEN
        RAISE EXCEPTION 'tree.other_group: parent % of % % belongs to another group', NEW.parent_id, TG_TABLE_NAME, NEW.id
            USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (above.path = OLD.path OR above.path LIKE OLD.path || '.%') THEN
        RAISE EXCEPTION 'tree.cycle: % % cannot stand below itself', TG_TABLE_NAME, NEW.id USING ERRCODE = 'check_violation';
    END IF;
    NEW.path := above.path || '.' || NEW.id::text;
    RETURN NEW;
END $$;

CREATE FUNCTION ceyuan_tree_follow() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('UPDATE %I SET path = $1 || substr(path, $2) WHERE path LIKE $3', TG_TABLE_NAME)
        USING NEW.path, length(OLD.path) + 1, OLD.path || '.%';
    RETURN NULL;
END $$;
"""

TRIGGERS = """
CREATE TRIGGER unit_path BEFORE INSERT OR UPDATE OF parent_id, group_id ON organisation_unit
    FOR EACH ROW EXECUTE FUNCTION ceyuan_tree_path();
CREATE TRIGGER unit_path_follows AFTER UPDATE OF parent_id ON organisation_unit
    FOR EACH ROW WHEN (OLD.path IS DISTINCT FROM NEW.path) EXECUTE FUNCTION ceyuan_tree_follow();
ALTER TABLE organisation_person ADD CONSTRAINT person_unit_of_same_group
    FOREIGN KEY (group_id, unit_id) REFERENCES organisation_unit (group_id, id) DEFERRABLE INITIALLY DEFERRED;
"""

UNDO = """
ALTER TABLE organisation_person DROP CONSTRAINT person_unit_of_same_group;
DROP TRIGGER unit_path_follows ON organisation_unit;
DROP TRIGGER unit_path ON organisation_unit;
DROP FUNCTION ceyuan_tree_follow();
DROP FUNCTION ceyuan_tree_path();
"""


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_initial")]
    operations = [migrations.RunSQL(FUNCTIONS + TRIGGERS, UNDO)]
