"""The words of rule B7, the first of them, and what they find."""

import django.db.models.deletion
from django.db import migrations, models

WORDS = {
    "MARK": """
        france num
    """,
    "CLAIM": """
        accréditation, accrédité, agrément, agréé, certif, certifiant, certificat, certification, certifier,
        certifié, diplôme, diplômé, estampillé, habilitation, habilité, homologation, homologué, label,
        labelisé, labellisation, labelliser, labellisé
    """,
    "PARTNERSHIP": """
        partenaire, partenariat
    """,
    "OFFICIAL": """
        officiel, officiellement
    """,
    "ENDORSEMENT": """
        affilié, ambassadeur, ambassadrice, approuvé, attestation, attesté, choisi, délégué, filiale,
        franchisé, garanti, mandaté, missionné, parrainé, recommandé, reconnu, représentant, soutenu,
        sélectionné, validé
    """,
    "NAMING": """
        activateur, activatrice, annuaire, bénéficiaire, charte, fiche, inscription, inscrit, listé, membre,
        page, profil, présent, recensé, référencement, référencé, répertorié
    """,
}


def load(apps, schema_editor):
    """The first words; those that are there stay."""
    MarkWord = apps.get_model("directory", "MarkWord")
    for kind, words in WORDS.items():
        for word in words.split(","):
            MarkWord.objects.get_or_create(expression=" ".join(word.split()), defaults={"kind": kind})


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0009_charter_notices'),
    ]

    operations = [
        migrations.CreateModel(
            name='MarkCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('fingerprint', models.CharField(blank=True, default='', max_length=64)),
                ('completed', models.CharField(blank=True, default='', max_length=64)),
                ('after', models.BigIntegerField(default=0)),
                ('completed_at', models.DateTimeField(null=True, verbose_name='terminée le')),
            ],
            options={
                'verbose_name': 'vérification des marques',
                'verbose_name_plural': 'vérifications des marques',
            },
        ),
        migrations.CreateModel(
            name='MarkWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('expression', models.CharField(help_text='Un ou plusieurs mots. Accents, majuscules, espaces et tirets ne comptent pas.', max_length=80, unique=True, verbose_name='expression')),
                ('kind', models.CharField(choices=[('MARK', 'Marque réservée'), ('CLAIM', 'Certification, label'), ('PARTNERSHIP', 'Partenariat'), ('OFFICIAL', 'Caractère officiel'), ('ENDORSEMENT', 'Recommandation (une personne en juge)'), ('NAMING', 'Mention simple, permise')], max_length=20, verbose_name='nature')),
            ],
            options={
                'verbose_name': 'mot des marques',
                'verbose_name_plural': 'mots des marques',
                'ordering': ['kind', 'expression'],
            },
        ),
        migrations.CreateModel(
            name='MarkFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rule', models.CharField(max_length=10, verbose_name='règle')),
                ('code', models.CharField(max_length=40)),
                ('kind', models.CharField(choices=[('block', 'Refusé'), ('warn', 'À vérifier')], max_length=5, verbose_name='suite')),
                ('field', models.CharField(max_length=100, verbose_name='champ')),
                ('message', models.TextField(verbose_name='constat')),
                ('excerpt', models.TextField(blank=True, verbose_name='passage')),
                ('found_at', models.DateTimeField(verbose_name='relevé le')),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mark_findings', to='directory.activatorprofile', verbose_name='fiche')),
            ],
            options={
                'verbose_name': 'constat sur les marques',
                'verbose_name_plural': 'constats sur les marques',
                'ordering': ['kind', 'profile', 'pk'],
                'indexes': [models.Index(fields=['kind', 'profile'], name='directory_mark_finding')],
            },
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
