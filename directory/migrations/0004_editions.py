"""What tells states of the public directory apart; nullable, for code that does not know of it yet."""

import directory.editions
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0003_search_index'),
    ]

    operations = [
        migrations.AddField(
            model_name='activatorprofile',
            name='edition',
            field=models.BigIntegerField(default=directory.editions.new_edition, editable=False, null=True),
        ),
    ]
