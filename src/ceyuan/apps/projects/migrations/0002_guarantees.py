"""What must never happen: mixed groups, a hand-written path, a state changed behind the workflow's back."""

from django.db import migrations

SQL = """
CREATE TRIGGER programme_path BEFORE INSERT OR UPDATE OF parent_id, group_id ON projects_programme
    FOR EACH ROW EXECUTE FUNCTION ceyuan_tree_path();
CREATE TRIGGER programme_path_follows AFTER UPDATE OF parent_id ON projects_programme
    FOR EACH ROW WHEN (OLD.path IS DISTINCT FROM NEW.path) EXECUTE FUNCTION ceyuan_tree_follow();

ALTER TABLE projects_project ADD CONSTRAINT project_lead_unit_of_same_group
    FOREIGN KEY (group_id, lead_unit_id) REFERENCES organisation_unit (group_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE projects_project ADD CONSTRAINT project_programme_of_same_group
    FOREIGN KEY (group_id, programme_id) REFERENCES projects_programme (group_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE projects_participation ADD CONSTRAINT participation_project_of_same_group
    FOREIGN KEY (group_id, project_id) REFERENCES projects_project (group_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE projects_participation ADD CONSTRAINT participation_unit_of_same_group
    FOREIGN KEY (group_id, unit_id) REFERENCES organisation_unit (group_id, id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE projects_result ADD CONSTRAINT result_project_of_same_group
    FOREIGN KEY (group_id, project_id) REFERENCES projects_project (group_id, id) DEFERRABLE INITIALLY DEFERRED;

CREATE TRIGGER project_state_guard BEFORE UPDATE OF state, workflow, workflow_version ON projects_project
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state OR OLD.workflow IS DISTINCT FROM NEW.workflow
        OR OLD.workflow_version IS DISTINCT FROM NEW.workflow_version)
    EXECUTE FUNCTION ceyuan_state_guard();
"""

UNDO = """
DROP TRIGGER project_state_guard ON projects_project;
ALTER TABLE projects_result DROP CONSTRAINT result_project_of_same_group;
ALTER TABLE projects_participation DROP CONSTRAINT participation_unit_of_same_group;
ALTER TABLE projects_participation DROP CONSTRAINT participation_project_of_same_group;
ALTER TABLE projects_project DROP CONSTRAINT project_programme_of_same_group;
ALTER TABLE projects_project DROP CONSTRAINT project_lead_unit_of_same_group;
DROP TRIGGER programme_path_follows ON projects_programme;
DROP TRIGGER programme_path ON projects_programme;
"""


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial"), ("workflow", "0001_guard"), ("organisation", "0002_paths")]
    operations = [migrations.RunSQL(SQL, UNDO)]
