"""The official code's regions and departments, and the eleven themes of rule A1."""

from django.db import migrations

from core.text import slugify_fr
from directory.places import departments, regions

THEMES = (
    (
        "Vente, promotion",
        (
            "Site e-commerce ou promotionnel",
            "Contenus",
            "Paiement en ligne",
            "Place de marché",
            "Visibilité internet",
        ),
    ),
    (
        "Gestion",
        (
            "Solution de réservation, prise de rendez-vous",
            "Gestion des stocks, des commandes, des livraisons",
            "Logiciel de caisse",
            "Hébergement, stockage de données, nom de domaine, cybersécurité",
        ),
    ),
    (
        "Relation client",
        (
            "Gestion des clients",
            "Envoi en nombre de courriers électroniques, de lettres d’information",
        ),
    ),
)


def load(apps, schema_editor):
    Region, Department = apps.get_model("directory", "Region"), apps.get_model("directory", "Department")
    by_code = {}
    for region in regions():
        by_code[region.code] = Region.objects.create(code=region.code, name=region.name, slug=region.slug)
    Department.objects.bulk_create(
        Department(
            code=found.code,
            name=found.name,
            slug=found.slug,
            region=by_code[found.region_code],
            latitude=found.centre.latitude,
            longitude=found.centre.longitude,
        )
        for found in departments()
    )
    ThemeFamily, Theme = apps.get_model("directory", "ThemeFamily"), apps.get_model("directory", "Theme")
    for place, (name, themes) in enumerate(THEMES, start=1):
        family = ThemeFamily.objects.create(name=name, slug=slugify_fr(name), sort_order=place)
        Theme.objects.bulk_create(
            Theme(name=theme, slug=slugify_fr(theme), family=family, sort_order=order)
            for order, theme in enumerate(themes, start=1)
        )


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
