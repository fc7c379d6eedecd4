"""Rule S6: words that are never the address of a profile.

The lists are part of the rule and not read from the database, so that an address refused today is refused
tomorrow. The tests hold them against the platform's own routes and against the regions and departments of
`directory/data/`.
"""

from __future__ import annotations

# Where the platform, or the frontend of a portal, answers by itself; and names of files that machines look for.
ROUTES = frozenset(
    "admin api documents graphiql graphql imprimer livez media readyz static health metrics django-admin "
    "directory geojson sitemap robots favicon manifest well-known rss atom flux feed webhooks events "
    "accueil a-propos aide accessibilite actualites connexion conditions-generales contact cookies deconnexion "
    "demo donnees-personnelles faq inscription legal mentions-legales mises-a-jour mot-de-passe plan-du-site "
    "politique-de-confidentialite recherche rechercher "
    "activateur activateurs annuaire carte categorie categories departement departements liste organisation "
    "organisations region regions secteur secteurs theme themes trouver-un-accompagnement "
    "activation candidature candidatures charte compte confirmation dossier dossiers lettre-d-engagement logo "
    "logos marque marques mon-compte mon-dossier mon-profil profil profils utilisateur utilisateurs "
    "ajouter apercu creer export import modifier new nouveau nouvelle preview supprimer "
    "false index login logout none null nan search signup test true undefined uploads www".split()
)

REGIONS = frozenset(
    "auvergne-rhone-alpes bourgogne-franche-comte bretagne centre-val-de-loire corse grand-est guadeloupe guyane "
    "hauts-de-france ile-de-france la-reunion martinique mayotte normandie nouvelle-aquitaine occitanie "
    "pays-de-la-loire provence-alpes-cote-d-azur".split()
)

# As they were called before 2016, and as people still search for them.
FORMER_REGIONS = frozenset(
    "alsace aquitaine auvergne basse-normandie bourgogne centre champagne-ardenne franche-comte haute-normandie "
    "languedoc-roussillon limousin lorraine midi-pyrenees nord-pas-de-calais paca picardie poitou-charentes "
    "reunion rhone-alpes".split()
)

DEPARTMENTS = frozenset(
    "ain aisne allier alpes-de-haute-provence alpes-maritimes ardeche ardennes ariege aube aude aveyron bas-rhin "
    "bouches-du-rhone calvados cantal charente charente-maritime cher correze corse-du-sud cote-d-or cotes-d-armor "
    "creuse deux-sevres dordogne doubs drome essonne eure eure-et-loir finistere gard gers gironde guadeloupe guyane "
    "haut-rhin haute-corse haute-garonne haute-loire haute-marne haute-saone haute-savoie haute-vienne hautes-alpes "
    "hautes-pyrenees hauts-de-seine herault ille-et-vilaine indre indre-et-loire isere jura la-reunion landes "
    "loir-et-cher loire loire-atlantique loiret lot lot-et-garonne lozere maine-et-loire manche marne martinique "
    "mayenne mayotte meurthe-et-moselle meuse morbihan moselle nievre nord oise orne paris pas-de-calais puy-de-dome "
    "pyrenees-atlantiques pyrenees-orientales rhone saone-et-loire sarthe savoie seine-et-marne seine-maritime "
    "seine-saint-denis somme tarn tarn-et-garonne territoire-de-belfort val-d-oise val-de-marne var vaucluse vendee "
    "vienne vosges yonne yvelines".split()
)

RESERVED = ROUTES | REGIONS | FORMER_REGIONS | DEPARTMENTS
