"""The addresses that allauth keeps, for the accounts that are there: one each, proven."""

from django.db import migrations


def add(apps, schema_editor):
    users = apps.get_model("accounts", "User")._default_manager.exclude(email="")
    addresses = apps.get_model("account", "EmailAddress")._default_manager
    for user in users.only("pk", "email").iterator():
        addresses.update_or_create(user_id=user.pk, email=user.email, defaults={"verified": True, "primary": True})


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_one_account_of_an_email"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
