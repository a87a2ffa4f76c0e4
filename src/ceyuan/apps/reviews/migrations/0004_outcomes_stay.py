"""What must never happen: minutes, an outcome or feedback are rewritten, or an envelope that waits is exchanged."""

from django.db import migrations

STAYS = "".join(
    f"""
CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON reviews_{table}
    FOR EACH ROW EXECUTE FUNCTION reviews_append_only();
"""
    for table in ("outcome", "minute", "feedback")
)
ENVELOPES = """
CREATE TRIGGER waiting_envelope_stays BEFORE UPDATE ON reviews_waitingenvelope
    FOR EACH ROW EXECUTE FUNCTION reviews_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("reviews", "0003_outcomes"), ("reviews", "0002_guarantees")]
    operations = [migrations.RunSQL(part, migrations.RunSQL.noop) for part in (STAYS, ENVELOPES)]
