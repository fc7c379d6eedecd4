"""Of two first words of rule B7 that only an accent tells apart, one: accents do not count."""

from django.db import migrations


def keep_one(apps, schema_editor):
    words = apps.get_model("directory", "MarkWord").objects
    for kept in words.filter(expression="diplômé"):
        words.filter(expression="diplôme", kind=kept.kind).delete()


class Migration(migrations.Migration):

    dependencies = [
        ("directory", "0011_mark_files"),
    ]

    operations = [
        migrations.RunPython(keep_one, migrations.RunPython.noop),
    ]
