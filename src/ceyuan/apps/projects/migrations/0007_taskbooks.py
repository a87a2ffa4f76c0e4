"""Task books: versions that never change once agreed, orders that change them, and rows that only follow them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STATES = "".join(
    f"""
CREATE TRIGGER {table}_state_guard BEFORE UPDATE OF state, workflow, workflow_version ON projects_{table}
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state OR OLD.workflow IS DISTINCT FROM NEW.workflow
        OR OLD.workflow_version IS DISTINCT FROM NEW.workflow_version)
    EXECUTE FUNCTION ceyuan_state_guard();
"""
    for table in ("taskbookversion", "changeorder")
)

# What may still move in an agreed version: whether it is in force, and since when. An offered one goes back to a draft
# as a whole, or is completed; its words stay what the parties were shown.
VERSIONS = """
CREATE FUNCTION projects_task_book_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE loose text[] := ARRAY['is_in_force', 'in_force_on', 'state', 'revision', 'workflow', 'workflow_version'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.state <> 'draft' THEN
            RAISE EXCEPTION 'projects.version_frozen: a version of a task book in state % is never deleted', OLD.state
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN OLD;
    END IF;
    IF NEW.task_book_id <> OLD.task_book_id OR NEW.number <> OLD.number THEN
        RAISE EXCEPTION 'projects.version_frozen: a version keeps its task book and its number'
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state IN ('signed', 'adopted', 'discarded') THEN
        IF NEW.state <> OLD.state OR to_jsonb(NEW) - loose IS DISTINCT FROM to_jsonb(OLD) - loose THEN
            RAISE EXCEPTION 'projects.version_frozen: a version in state % never changes; make a change order', OLD.state
                USING ERRCODE = 'restrict_violation';
        END IF;
    ELSIF OLD.state = 'offered' AND NEW.state <> 'draft'
        AND to_jsonb(NEW) - loose IS DISTINCT FROM to_jsonb(OLD) - loose THEN
        RAISE EXCEPTION 'projects.version_offered: what the parties sign is what they were shown; recall it first'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER task_book_frozen BEFORE UPDATE OR DELETE ON projects_taskbookversion
    FOR EACH ROW EXECUTE FUNCTION projects_task_book_frozen();
"""

ORDERS = """
CREATE FUNCTION projects_change_order_rules() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE loose text[] := ARRAY['state', 'revision', 'workflow', 'workflow_version', 'decided_by_id', 'decided_on',
                              'decision_note', 'filed_on'];
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'projects.order_stays: a change order is withdrawn, never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM projects_taskbookversion v WHERE v.id = NEW.base_id AND v.task_book_id = NEW.task_book_id) THEN
        RAISE EXCEPTION 'projects.order_of_another_book: the base of a change order is a version of its task book'
            USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.number <> OLD.number THEN
        RAISE EXCEPTION 'projects.order_stays: a change order keeps its number' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state <> 'drafting' AND NEW.state <> 'drafting'
       AND to_jsonb(NEW) - loose IS DISTINCT FROM to_jsonb(OLD) - loose THEN
        RAISE EXCEPTION 'projects.order_submitted: what is decided on is what was submitted; return the order first'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER change_order_rules BEFORE INSERT OR UPDATE OR DELETE ON projects_changeorder
    FOR EACH ROW EXECUTE FUNCTION projects_change_order_rules();
"""

SOURCES = """
CREATE FUNCTION projects_source_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM projects_taskbookversion v JOIN projects_taskbook b ON b.id = v.task_book_id
               WHERE b.project_id = OLD.project_id AND v.state IN ('offered', 'signed', 'adopted')) THEN
        RAISE EXCEPTION 'projects.source_stays: what was promised before the task book is not rewritten after it'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER source_indicator_stays BEFORE UPDATE OR DELETE ON projects_sourceindicator
    FOR EACH ROW EXECUTE FUNCTION projects_source_stays();
"""

# The rows that a version in force is projected into follow it and are not edited by hand. What execution writes into
# them is named beside each table. The projection says who it is with a setting of its transaction.
FOLLOWERS = {
    "topic": "",
    "indicator": "",
    "budgetline": "",
    "milestone": "state reached_on",
    "personallocation": "",
}
PROJECTED = """
CREATE FUNCTION projects_follows_task_book() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE owner bigint;
BEGIN
    owner := CASE TG_OP WHEN 'DELETE' THEN OLD.project_id ELSE NEW.project_id END;
    IF coalesce(current_setting('ceyuan.task_book_writer', true), '') <> 'projection'
       AND NOT (TG_OP = 'UPDATE' AND TG_NARGS > 0 AND to_jsonb(NEW) - TG_ARGV = to_jsonb(OLD) - TG_ARGV)
       AND EXISTS (SELECT 1 FROM projects_taskbookversion v JOIN projects_taskbook b ON b.id = v.task_book_id
                   WHERE b.project_id = owner AND v.is_in_force) THEN
        RAISE EXCEPTION 'projects.follows_task_book: % follows the task book in force; change it by a change order', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
""" + "".join(
    f"""
CREATE TRIGGER {table}_follows_task_book BEFORE INSERT OR UPDATE OR DELETE ON projects_{table}
    FOR EACH ROW EXECUTE FUNCTION projects_follows_task_book({", ".join(f"'{name}'" for name in free.split())});
"""
    for table, free in FOLLOWERS.items()
)


class Migration(migrations.Migration):

    dependencies = [
        ('organisation', '0003_shapes'),
        ('projects', '0006_serves'),
        ('workflow', '0001_guard'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ChangeOrder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workflow', models.CharField(max_length=40)),
                ('workflow_version', models.PositiveSmallIntegerField()),
                ('state', models.CharField(max_length=32)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('number', models.PositiveSmallIntegerField()),
                ('title', models.CharField(blank=True, max_length=200)),
                ('grounds', models.TextField(blank=True)),
                ('change_class', models.CharField(choices=[('A', 'A'), ('B', 'B'), ('C', 'C')], default='C', max_length=1)),
                ('changes', models.JSONField(blank=True, default=list)),
                ('is_lowering', models.BooleanField(default=False)),
                ('extension_months', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('source', models.CharField(blank=True, max_length=120)),
                ('asked_on', models.DateField(blank=True, null=True)),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('decision_note', models.TextField(blank=True)),
                ('filed_on', models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Milestone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80)),
                ('position', models.PositiveSmallIntegerField(default=1)),
                ('name', models.CharField(max_length=300)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('criteria', models.TextField(blank=True)),
                ('payment_share_ppm', models.PositiveIntegerField(default=0)),
                ('trl_expected', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('is_dropped', models.BooleanField(default=False)),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('reached', 'Reached'), ('late', 'Late'), ('missed', 'Missed'), ('exempted', 'Exempted')], default='planned', max_length=10)),
                ('reached_on', models.DateField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='PersonAllocation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80)),
                ('name', models.CharField(max_length=120)),
                ('role', models.CharField(max_length=20)),
                ('year', models.PositiveSmallIntegerField()),
                ('person_months', models.DecimalField(decimal_places=2, max_digits=7)),
            ],
        ),
        migrations.CreateModel(
            name='SourceIndicator',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80)),
                ('origin', models.CharField(choices=[('application', 'Application'), ('bid', 'Bid'), ('challenge', 'Challenge'), ('plan', 'Plan')], max_length=12)),
                ('source_kind', models.CharField(blank=True, max_length=60)),
                ('source_id', models.CharField(blank=True, max_length=60)),
                ('position', models.PositiveSmallIntegerField(default=1)),
                ('name', models.CharField(max_length=200)),
                ('kind', models.CharField(default='quantity', max_length=10)),
                ('direction', models.CharField(default='at_least', max_length=10)),
                ('baseline', models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True)),
                ('midterm', models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True)),
                ('final', models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True)),
                ('final_to', models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True)),
                ('final_text', models.CharField(blank=True, max_length=200)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('unit_of_measure', models.CharField(blank=True, max_length=40)),
                ('method', models.CharField(blank=True, max_length=200)),
                ('is_binding', models.BooleanField(default=True)),
                ('weight_ppm', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='TaskBook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=64)),
                ('due_on', models.DateField(blank=True, null=True)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name='TaskBookVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workflow', models.CharField(max_length=40)),
                ('workflow_version', models.PositiveSmallIntegerField()),
                ('state', models.CharField(max_length=32)),
                ('revision', models.PositiveIntegerField(default=0)),
                ('number', models.PositiveSmallIntegerField()),
                ('data', models.JSONField()),
                ('data_hash', models.CharField(max_length=64)),
                ('print_hash', models.CharField(blank=True, max_length=64)),
                ('signing_id', models.BigIntegerField(blank=True, null=True)),
                ('is_in_force', models.BooleanField(default=False)),
                ('in_force_on', models.DateField(blank=True, null=True)),
                ('basis', models.CharField(blank=True, max_length=300)),
                ('error_count', models.PositiveSmallIntegerField(default=0)),
                ('warning_count', models.PositiveSmallIntegerField(default=0)),
                ('lowered_count', models.PositiveSmallIntegerField(default=0)),
                ('edited_at', models.DateTimeField(blank=True, null=True)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.AddField(
            model_name='indicator',
            name='due_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='indicator',
            name='evidence',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='indicator',
            name='final_to',
            field=models.DecimalField(blank=True, decimal_places=6, max_digits=20, null=True),
        ),
        migrations.AddField(
            model_name='indicator',
            name='is_dropped',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='indicator',
            name='key',
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name='indicator',
            name='source_key',
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name='indicator',
            name='third_party',
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='topic',
            name='key',
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddConstraint(
            model_name='indicator',
            constraint=models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('project', 'key'), name='indicator_key_once'),
        ),
        migrations.AddField(
            model_name='changeorder',
            name='asked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='changeorder',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='milestone',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='milestones', to='projects.project'),
        ),
        migrations.AddField(
            model_name='personallocation',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person'),
        ),
        migrations.AddField(
            model_name='personallocation',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='allocations', to='projects.project'),
        ),
        migrations.AddField(
            model_name='personallocation',
            name='unit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.unit'),
        ),
        migrations.AddField(
            model_name='sourceindicator',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='source_indicators', to='projects.project'),
        ),
        migrations.AddField(
            model_name='taskbook',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='taskbook',
            name='project',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='task_book', to='projects.project'),
        ),
        migrations.AddField(
            model_name='changeorder',
            name='task_book',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='projects.taskbook'),
        ),
        migrations.AddField(
            model_name='taskbookversion',
            name='change_order',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='projects.changeorder'),
        ),
        migrations.AddField(
            model_name='taskbookversion',
            name='edited_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='taskbookversion',
            name='task_book',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='projects.taskbook'),
        ),
        migrations.AddField(
            model_name='changeorder',
            name='base',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='projects.taskbookversion'),
        ),
        migrations.AddIndex(
            model_name='milestone',
            index=models.Index(condition=models.Q(('state', 'planned')), fields=['due_on'], name='milestone_planned'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.UniqueConstraint(fields=('project', 'key'), name='milestone_once'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.CheckConstraint(condition=models.Q(('payment_share_ppm__lte', 1000000)), name='milestone_share'),
        ),
        migrations.AddIndex(
            model_name='personallocation',
            index=models.Index(fields=['person', 'year'], name='allocation_of_person'),
        ),
        migrations.AddConstraint(
            model_name='personallocation',
            constraint=models.UniqueConstraint(fields=('project', 'key', 'year'), name='allocation_once'),
        ),
        migrations.AddConstraint(
            model_name='personallocation',
            constraint=models.CheckConstraint(condition=models.Q(('person_months__gte', 0)), name='allocation_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='sourceindicator',
            constraint=models.UniqueConstraint(fields=('project', 'key'), name='source_indicator_once'),
        ),
        migrations.AddIndex(
            model_name='taskbookversion',
            index=models.Index(fields=['task_book', '-number'], name='task_book_versions'),
        ),
        migrations.AddConstraint(
            model_name='taskbookversion',
            constraint=models.UniqueConstraint(fields=('task_book', 'number'), name='task_book_version_number_once'),
        ),
        migrations.AddConstraint(
            model_name='taskbookversion',
            constraint=models.UniqueConstraint(condition=models.Q(('is_in_force', True)), fields=('task_book',), name='task_book_one_version_in_force'),
        ),
        migrations.AddConstraint(
            model_name='taskbookversion',
            constraint=models.CheckConstraint(condition=models.Q(('is_in_force', False), ('state__in', ('signed', 'adopted')), _connector='OR'), name='task_book_in_force_is_binding'),
        ),
        migrations.AddConstraint(
            model_name='taskbookversion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['offered', 'signed']), _negated=True), models.Q(('print_hash', ''), _negated=True), _connector='OR'), name='task_book_offered_is_printed'),
        ),
        migrations.AddConstraint(
            model_name='taskbookversion',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='task_book_version_from_one'),
        ),
        migrations.AddIndex(
            model_name='changeorder',
            index=models.Index(fields=['task_book', 'state'], name='change_orders_of_book'),
        ),
        migrations.AddConstraint(
            model_name='changeorder',
            constraint=models.UniqueConstraint(fields=('task_book', 'number'), name='change_order_number_once'),
        ),
        migrations.AddConstraint(
            model_name='changeorder',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['drafting', 'withdrawn']), models.Q(('grounds', ''), _negated=True), _connector='OR'), name='change_order_has_grounds'),
        ),
        migrations.AddConstraint(
            model_name='changeorder',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', None), ('asked_by', None), models.Q(('decided_by', models.F('asked_by')), _negated=True), models.Q(('change_class', 'A'), _negated=True), _connector='OR'), name='change_order_decided_by_another'),
        ),
        *(
            migrations.RunSQL(part, migrations.RunSQL.noop)
            for part in (STATES, VERSIONS, ORDERS, SOURCES, PROJECTED)
        ),
    ]
