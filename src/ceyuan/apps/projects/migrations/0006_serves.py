"""What a project works for: a technology direction, and targets of the strategy; never one of another group.

A changed link changes what a list of projects shows when it is narrowed by a target, so it moves the stamp as well.
"""

import django.db.models.deletion
from django.db import migrations, models


EVENTS = (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD"))
SAME_GROUP = (
    ("projects_project", "project_direction_of_same_group", "direction_id", "strategy_direction"),
    ("projects_programme", "programme_direction_of_same_group", "direction_id", "strategy_direction"),
    ("projects_projecttarget", "project_target_project_of_same_group", "project_id", "projects_project"),
    ("projects_projecttarget", "project_target_programme_of_same_group", "programme_id", "projects_programme"),
    ("projects_projecttarget", "project_target_target_of_same_group", "target_id", "strategy_target"),
)

SQL = "".join(
    f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY (group_id, {column})"
    f" REFERENCES {other} (group_id, id) DEFERRABLE INITIALLY DEFERRED;\n"
    for table, name, column, other in SAME_GROUP
) + "".join(
    f"CREATE TRIGGER project_stamp_{event.lower()} AFTER {event} ON projects_projecttarget REFERENCING {rows}"
    " TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION ceyuan_stamp_projects();\n"
    for event, rows in EVENTS
)
UNDO = "".join(
    f"DROP TRIGGER project_stamp_{event.lower()} ON projects_projecttarget;\n" for event, _rows in EVENTS
) + "".join(f"ALTER TABLE {table} DROP CONSTRAINT {name};\n" for table, name, _column, _other in SAME_GROUP)


class Migration(migrations.Migration):

    dependencies = [
        ('organisation', '0003_shapes'),
        ('projects', '0005_stamp'),
        ('strategy', '0002_guarantees'),
    ]

    operations = [
        migrations.AddField(
            model_name='programme',
            name='direction',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='strategy.direction'),
        ),
        migrations.AddField(
            model_name='project',
            name='direction',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='strategy.direction'),
        ),
        migrations.CreateModel(
            name='ProjectTarget',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, max_length=300)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.group')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='target_links', to='projects.programme')),
                ('project', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='target_links', to='projects.project')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='project_links', to='strategy.target')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('programme__isnull', False), ('project', None)), models.Q(('programme', None), ('project__isnull', False)), _connector='OR'), name='project_target_of_one_side'), models.UniqueConstraint(condition=models.Q(('programme', None)), fields=('target', 'project'), name='project_target_once'), models.UniqueConstraint(condition=models.Q(('project', None)), fields=('target', 'programme'), name='programme_target_once')],
            },
        ),
        migrations.RunSQL(SQL, UNDO),
    ]
