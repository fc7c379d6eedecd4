"""Since when activators are what they are, and by when a version of the charter is accepted."""

from datetime import timedelta

import django.db.models.deletion
from django.db import migrations, models
from django.utils import timezone

DAYS = 30
ACTIONS = ("balise.profile.suspended", "balise.profile.left", "balise.profile.reinstated")


def tell_since_when(apps, schema_editor):
    """The history knows when it was decided."""
    profiles = apps.get_model("directory", "ActivatorProfile").objects
    entries = apps.get_model("wagtailcore", "PageLogEntry").objects.filter(action__in=ACTIONS)
    for page_id, at in entries.order_by("timestamp").values_list("page_id", "timestamp"):
        profiles.filter(pk=page_id).update(standing_since=at)


def leave_time(apps, schema_editor):
    """Nobody could accept another version so far: of those in force, each has its days from now on."""
    today = timezone.localdate()
    for charter in apps.get_model("directory", "Charter").objects.filter(in_force_from__lt=today):
        charter.accept_until = today + timedelta(days=DAYS)
        charter.save(update_fields=["accept_until"])


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0007_outside'),
    ]

    operations = [
        migrations.AddField(
            model_name='activatorprofile',
            name='standing_since',
            field=models.DateTimeField(editable=False, null=True, verbose_name='situation depuis le'),
        ),
        migrations.AddField(
            model_name='charter',
            name='accept_until',
            field=models.DateField(blank=True, null=True, verbose_name='à accepter jusqu’au'),
        ),
        migrations.CreateModel(
            name='CharterAcceptance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.CharField(max_length=20, verbose_name='version')),
                ('accepted_at', models.DateTimeField(verbose_name='acceptée le')),
                ('accepted_from', models.GenericIPAddressField(null=True)),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='charter_acceptances', to='directory.activatorprofile')),
            ],
            options={
                'verbose_name': 'acceptation de la charte',
                'verbose_name_plural': 'acceptations de la charte',
                'ordering': ['accepted_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('profile', 'version'), name='directory_charter_accepted_once')],
            },
        ),
        migrations.RunPython(tell_since_when, migrations.RunPython.noop),
        migrations.RunPython(leave_time, migrations.RunPython.noop),
    ]
