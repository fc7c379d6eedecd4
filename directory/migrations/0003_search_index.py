"""On PostgreSQL, an index on the words of profiles (see `directory.words`); other databases read the column."""

from django.db import migrations

CREATE = (
    "CREATE INDEX directory_profile_words ON directory_activatorprofile "
    "USING gin (string_to_array(search_all, ' '))"
)


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX directory_profile_words")


class Migration(migrations.Migration):
    dependencies = [("directory", "0002_vocabularies")]
    operations = [migrations.RunPython(create, drop)]
