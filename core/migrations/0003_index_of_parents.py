"""An index on the few pages that have others under them: every request asks which of those are closed."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_clean_pictures"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [
        migrations.RunSQL(
            "CREATE INDEX core_page_parents ON wagtailcore_page (path) WHERE numchild > 0",
            "DROP INDEX core_page_parents",
        )
    ]
