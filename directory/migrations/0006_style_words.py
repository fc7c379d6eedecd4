"""The words that rule W12 points out, and the first of them."""

from django.db import migrations, models

PROMOTIONAL = """
à prix cassé
exceptionnel
exceptionnelle
experts reconnus
explosez
extraordinaire
hors du commun
imbattable
incontournable
incomparable
inégalable
inégalé
meilleur du marché
meilleur prix
leader
leader du marché
n° 1
ne ratez pas
numéro 1
numéro un
offre limitée
prix cassé
profitez-en
résultats garantis
révolutionnaire
sans concurrence
sans équivalent
satisfaction garantie
solution miracle
succès garanti
ultime
unique en son genre
"""

JARGON = """
b2b : entre entreprises
b2c : auprès des particuliers
benchmark : comparaison
best practice : bonne pratique
booster : améliorer
brainstorming : réflexion en groupe
branding : image de marque
business model : modèle économique
call to action : invitation à agir
challenger : remettre en question
coaching : accompagnement
community management : animation des réseaux sociaux
community manager : animateur de réseaux sociaux
content marketing : publication de contenus
crm : logiciel de gestion des clients
customer journey : parcours du client
data driven : fondé sur les données
deadline : date limite
design thinking : conception avec les utilisateurs
digital : numérique
digitalisation : passage au numérique
digitaliser : passer au numérique
disruptif : nouveau
disruption : changement
disruptive : nouvelle
emailing : envoi de courriels
erp : logiciel de gestion
feedback : retour
freelance : indépendant
funnel : parcours d’achat
growth hacking : développement des ventes
impacter : avoir un effet sur
implémenter : mettre en place
inbound marketing : marketing par le contenu
insight : enseignement
kpi : indicateur
landing page : page d’arrivée
lead : contact commercial
low cost : à bas prix
mailing : envoi de courriels
mindset : état d’esprit
newsletter : lettre d’information
onboarding : prise en main
process : méthode
quick win : gain rapide
reporting : compte rendu
roadmap : feuille de route
saas : logiciel en ligne
scalable : qui peut grandir
sea : publicité dans les moteurs de recherche
seo : référencement naturel
social selling : vente par les réseaux sociaux
solutionner : résoudre
start-up : jeune entreprise
storytelling : récit
user experience : facilité d’emploi
ux : facilité d’emploi
webinar : séminaire en ligne
workflow : enchaînement des tâches
"""


def load(apps, schema_editor):
    StyleWord = apps.get_model("directory", "StyleWord")
    StyleWord.objects.bulk_create(
        StyleWord(expression=expression, kind="PROMOTIONAL") for expression in PROMOTIONAL.strip().splitlines()
    )
    pairs = (line.split(" : ") for line in JARGON.strip().splitlines())
    StyleWord.objects.bulk_create(
        StyleWord(expression=expression, kind="JARGON", suggestion=suggestion) for expression, suggestion in pairs
    )


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0005_link_requests'),
    ]

    operations = [
        migrations.CreateModel(
            name='StyleWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('expression', models.CharField(help_text='Un ou plusieurs mots. Accents, majuscules et pluriel ne comptent pas.', max_length=80, unique=True, verbose_name='expression')),
                ('kind', models.CharField(choices=[('PROMOTIONAL', 'Promotionnel'), ('JARGON', 'Anglicisme ou jargon')], max_length=11, verbose_name='nature')),
                ('suggestion', models.CharField(blank=True, help_text='Proposé à la place d’un anglicisme ou du jargon.', max_length=80, verbose_name='mot plus simple')),
            ],
            options={
                'verbose_name': 'mot à éviter',
                'verbose_name_plural': 'mots à éviter',
                'ordering': ['expression'],
            },
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
