import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """A supervision item may be asked of one person, and is found by the record that it is about."""

    dependencies = [
        ("strategy", "0005_uptake_reporter"),
        ("organisation", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            "supervision",
            "person",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="organisation.person",
            ),
        ),
        migrations.AddIndex(
            "supervision", models.Index(fields=["subject_kind", "subject_id"], name="supervision_about")
        ),
    ]
