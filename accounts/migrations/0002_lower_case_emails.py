"""One mailbox is one account: addresses in small letters."""

from django.db import migrations


def lower(apps, schema_editor):
    users = apps.get_model("accounts", "User")._default_manager
    seen = {}
    for user in users.order_by("pk").only("pk", "email"):
        seen.setdefault(user.email.strip().lower(), []).append(user)
    if shared := [[user.pk for user in found] for found in seen.values() if len(found) > 1]:
        raise RuntimeError(
            f"These accounts have one address, but for capitals: {shared}. Change or delete some, then migrate again."
        )
    for email, (user,) in seen.items():
        if user.email != email:
            users.filter(pk=user.pk).update(email=email)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunPython(lower, migrations.RunPython.noop)]
