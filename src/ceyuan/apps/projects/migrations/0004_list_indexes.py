"""The indexes of 0003's orders, after its rows are written: PostgreSQL refuses both in one transaction."""

from django.db import migrations, models
from django.db.models import F


def _down(column: str, name: str) -> migrations.AddIndex:
    order = models.Index("group", F(column).desc(nulls_last=True), F("id").desc(), name=f"project_{name}_down")
    return migrations.AddIndex("project", order)


class Migration(migrations.Migration):
    dependencies = [("projects", "0003_list_order")]
    operations = [
        migrations.AddIndex("project", models.Index(fields=["group", "code", "id"], name="project_by_code")),
        migrations.AddIndex("project", models.Index(fields=["group", "lead_key", "id"], name="project_by_lead")),
        migrations.AddIndex("project", models.Index(fields=["group", "programme_key", "id"], name="project_by_programme")),
        _down("funding_minor", "funding"),
        _down("total_minor", "total"),
        _down("ends_on", "end"),
    ]
