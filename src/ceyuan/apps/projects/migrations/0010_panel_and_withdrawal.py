import django.db.models.deletion
from django.db import migrations, models

PANEL = """
CREATE FUNCTION projects_acceptance_panel() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.conclusion <> '' AND OLD.conclusion = '' AND NEW.panel_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM reviews_panel WHERE id = NEW.panel_id AND state IN ('drafting', 'drawn', 'reviewing')) THEN
        RAISE EXCEPTION 'projects.panel_open: the panel of experts has not closed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER acceptance_panel BEFORE UPDATE ON projects_acceptance
    FOR EACH ROW EXECUTE FUNCTION projects_acceptance_panel();
"""
NO_PANEL = """
DROP TRIGGER acceptance_panel ON projects_acceptance;
DROP FUNCTION projects_acceptance_panel();
"""
WITHDRAWN = """
CREATE FUNCTION projects_readiness_evidence_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.withdrawn_at IS NOT NULL AND (NEW.withdrawn_at, NEW.withdrawn_reason) IS DISTINCT FROM
       (OLD.withdrawn_at, OLD.withdrawn_reason) OR NEW.text <> OLD.text OR NEW.criterion <> OLD.criterion THEN
        RAISE EXCEPTION 'projects.evidence_stays: what was brought and taken back stays as it was written'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER readiness_evidence_stays BEFORE UPDATE ON projects_readinessevidence
    FOR EACH ROW EXECUTE FUNCTION projects_readiness_evidence_stays();
"""
NOT_WITHDRAWN = """
DROP TRIGGER readiness_evidence_stays ON projects_readinessevidence;
DROP FUNCTION projects_readiness_evidence_stays();
"""


class Migration(migrations.Migration):
    """No conclusion while its panel is open; evidence of readiness that was taken back tells why and stays."""

    dependencies = [
        ("projects", "0009_execution_guarantees"),
        ("organisation", "0001_initial"),
        ("reviews", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            "readinessevidence",
            "withdrawn_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="organisation.person",
            ),
        ),
        migrations.AddField(
            "readinessevidence", "withdrawn_reason", models.CharField(blank=True, max_length=500)
        ),
        migrations.RunSQL(PANEL, NO_PANEL),
        migrations.RunSQL(WITHDRAWN, NOT_WITHDRAWN),
    ]
