"""For whom a letter was signed by delegation."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("strategy", "0002_guarantees")]
    operations = [
        migrations.AddField(
            model_name="lettersignature",
            name="holder_name",
            field=models.CharField(blank=True, max_length=120),
        ),
    ]
