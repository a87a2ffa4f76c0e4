"""One view of every shape that a unit ever had, whether or not a source delivered its history.

A unit without versions (sources without history) has had its present shape as long as it exists.
"""

from django.db import migrations

VIEW = """
CREATE VIEW organisation_unit_shape AS
SELECT v.unit_id, v.parent_id, v.kind, v.name_zh, v.name_en, v.valid FROM organisation_unitversion v
UNION ALL
SELECT u.id, u.parent_id, u.kind, u.name_zh, u.name_en, daterange(u.opened_on, u.closed_on)
  FROM organisation_unit u
 WHERE NOT EXISTS (SELECT FROM organisation_unitversion v WHERE v.unit_id = u.id)
   AND (u.opened_on IS NULL OR u.closed_on IS NULL OR u.closed_on > u.opened_on);
"""


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_paths")]
    operations = [
        migrations.RunSQL(VIEW, "DROP VIEW organisation_unit_shape"),
    ]
