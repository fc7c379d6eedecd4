"""What invented profiles are made of. No real person or company is meant: the surnames are no surnames."""

from __future__ import annotations

FIRST_NAMES = (
    "Aïcha Alizée Amaury Anaëlle Anatole Aurore Baptiste Bérénice Blandine Camille Capucine Céleste Clémence Cléo "
    "Corentin Côme Daphné Désiré Édith Eléa Élias Émile Esteban Eulalie Fanny Félicité Firmin Florent Gaël Gaspard "
    "Gwenaëlle Hélène Hortense Hugo Inès Iris Jade Jean-Noël Joséphine Judith Kenza Killian Laëtitia Léontine Lilou "
    "Loïc Maëlle Malo Marie-Lou Maxence Mehdi Mélissandre Naïm Ninon Noé Océane Octave Ombeline Pacôme Prune Raphaël "
    "Rémi Roxane Salomé Samia Séraphine Solène Tanguy Théa Théophile Tiphaine Ulysse Valère Victoire Yaël Youssef Zélie"
).split()

# Beginnings and endings of surnames that do not exist.
SURNAME_STARTS = (
    "Abri Aigre Bala Beau Brin Cam Char Clair Coque Dor Écha Fari Feuil Flo Garan Gri Haute Isar Jon Lam Lan Lis "
    "Malan Marou Mon Noir Oran Pasque Per Quin Rou Sabla Sau Tourne Val Vaure Ver Vigno Yvo"
).split()
SURNAME_ENDS = (
    "bagne balise barde bocage celine cendre champ collet dière doire fanal ferrand gerbe gueul havre landier "
    "lampe lierre marel mouette nasse noria ondin passe phare quille ribier rive sable senelle tangue vergne voile"
).split()

COMPANY_FORMS = (
    "Atelier {}", "Studio {}", "{} Numérique", "{} & Associés", "Coopérative {}", "Maison {}", "{} Conseil",
    "Les Outils de {}", "{} Web", "Chambre {}", "Agence {}", "{}™ Solutions",
)  # fmt: skip

SECTORS = (
    "Agriculture", "Artisanat", "Bâtiment", "Commerce de détail", "Culture", "Hôtellerie et restauration",
    "Industrie", "Professions libérales", "Santé et bien-être", "Services aux entreprises", "Sport et loisirs",
    "Tourisme", "Transport",
)  # fmt: skip

# Of what each category says of itself.
PRESENTATIONS = {
    "PUBLIC_ADVISER": (
        "Je conseille les entreprises du territoire pour une chambre consulaire, gratuitement et sans rien vendre.",
        "Au sein d’un organisme public, j’aide les dirigeants à choisir leurs premiers outils.",
        "J’anime des ateliers collectifs et je reçois sur rendez-vous, au plus près des commerces.",
    ),
    "FINANCIAL_ADVISER": (
        "Je finance les projets numériques des petites entreprises, du premier devis à la mise en service.",
        "Conseiller dans un réseau bancaire, j’étudie avec vous le coût et le retour de votre projet.",
        "J’oriente vers les prêts et les aides qui existent, et j’aide à monter le dossier.",
    ),
    "PRIVATE_CONSULTANT": (
        "Indépendant, je pars de votre journée de travail pour trouver ce que le numérique peut y simplifier.",
        "J’accompagne depuis dix ans des artisans et des commerçants, sur place et à leur rythme.",
        "Je forme vos équipes et je reste joignable après la mise en route.",
    ),
    "SOLUTION_PROVIDER": (
        "Nous éditons des outils simples, hébergés en France, pour les entreprises de moins de dix salariés.",
        "Notre équipe installe, règle et explique ; vous gardez la main sur vos données.",
        "Nous proposons une solution prête à l’emploi et un interlocuteur unique.",
    ),
}

# Of what is offered, by the theme's slug in alphabetical order of themes.
SERVICES = (
    "Diagnostic de l’existant, gratuit, avec trois priorités chiffrées.",
    "Création d’une boutique en ligne et reprise du catalogue.",
    "Rédaction des pages et photographies des produits.",
    "Mise en place du paiement en ligne et des retraits en magasin.",
    "Référencement local et fiche d’établissement tenue à jour.",
    "Agenda partagé et prise de rendez-vous par les clients.",
    "Suivi des stocks et des livraisons depuis un téléphone.",
    "Choix et réglage d’un logiciel de caisse.",
    "Sauvegardes, mots de passe et sécurité des postes.",
    "Fichier clients en règle, relances et lettres d’information.",
)
REFERENCES = (
    "Une boulangerie qui prend ses commandes en ligne depuis deux ans.",
    "Un garage dont l’agenda se remplit sans le téléphone.",
    "Une librairie qui expédie dans toute la région.",
    "Une dizaine de gîtes réunis sur une même place de marché.",
    "Un atelier de couture qui a retrouvé ses clientes par courriel.",
)
PRICES = (
    "", "Premier diagnostic gratuit, puis 60 € de l’heure.", "Premier diagnostic gratuit, puis forfait sur devis.",
    "Entièrement gratuit.", "Abonnement à partir de 19 € par mois ; le premier diagnostic est gratuit.",
)  # fmt: skip
