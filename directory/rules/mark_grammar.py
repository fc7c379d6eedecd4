"""Rule B7: the small words of French by which a claim is told from a denial, a question or somebody else's words.

Closed lists, as `lookalikes.skeleton` writes words. What a mark's owner may change is in `mark_words`.
"""

from __future__ import annotations

from directory.rules.lookalikes import skeleton


def _words(text: str) -> frozenset[str]:
    return frozenset(skeleton(word) for word in text.split())


# May stand between a claim and the mark it claims: «certifié par le programme national France Num».
LINKS = _words(
    "par de du d des la le les l un une a au aux avec en chez auprès via titre sous et ou & "
    "programme dispositif initiative portail plateforme service réseau marque enseigne mention état gouvernement "
    "ministère ministériel national nationale nationaux régional régionale français française public publique "
    "professionnel professionnelle qualité numérique étatique spécial dénommé dit dite "
    "depuis janvier février mars avril mai juin juillet août septembre octobre novembre décembre "
    "entreprise conforme niveau délivré délivrée délivrés délivrées attribué attribuée attribués accordé accordée "
    "décerné décernée obtenu obtenue reçu reçue remis remise remises octroyé octroyée celui celle www http https oui "
    "vient provient émane émanant venant est sont été ce signé signée émis émise gouvernemental gouvernementale "
    "son sa"
)
BY = _words("par via auprès vient provient émane émanant venant")  # then comes who has given it
OF = _words("de du d des avec")
# Who gives it, as a part of the mark's holder: «label du jury de France Num».
ORGANS = _words(
    "équipe équipes direction jury comité responsable responsables agents conseil instance instances service services"
)
# What a partner is called by: «partenaire de référence».
QUALITIES = _words("référence confiance choix proximité terrain longue date premier premiers plan coeur cœur")
# May stand between them too, and then it is less clear.
LOOSE_LINKS = _words("dans cadre compte nom grâce pour sur sein travers autour")
AIMS = _words("pour sur")
SELF = _words(
    "consultant consultante conseiller conseillère formateur formatrice expert experte prestataire spécialiste coach "
    "référent référente organisme cabinet agence société studio professionnels intervenant intervenante "
    "accompagnateur accompagnatrice freelance indépendant indépendante"
)
COORDINATORS = _words("et ou ni puis ainsi aussi également mais")
# Begin something else, in which the mark may be named.
STOPPERS = _words(
    "je j nous on vous il elle ils elles qui que qu dont où car donc or quand si comme lorsque afin pendant suis sommes"
)
# After the mark, begin a sentence of which it is the subject: «certifié Qualiopi, France Num me recense».
PREDICATES = _words(
    "me m nous vous ne n se s a ont est sont fait propose aide aident finance permet offre organise recense référence "
    "présente publie accompagne soutient existe réunit rassemble met donne informe oriente distingue"
)
FIRST = _words("je j me m moi mon ma mes nous notre nos suis sommes")
MINE = _words("mon ma mes notre nos")
BEING = _words("est sont reste demeure devient comme suis sommes")
BINDING = _words("lie lient unit unissent relie relient attache rattache")  # «un partenariat nous lie à…»
# Of two who are partners.
BOTH = _words("sont sommes travaillent travaillons collaborent collaborons avons ont coopèrent coopérons")
OBTAINING = _words(
    "obtenu obtenue reçu reçue tiens tenons détiens détenons décroché délivré décerné accordé octroyé attribué "
    "dispose disposons bénéficie bénéficions signé signée émis émise remis "
    "remise délivrée décernée accordée octroyée attribuée obtiens possède possédons"
)
# All that «le label qui m’a été remis par» and «le label que j’ai reçu de» are made of.
OBTAINED = LINKS | FIRST | OBTAINING | ORGANS | _words("qui que qu dont a ai avons ont est été bien")
ACTIVATORS = _words("activateur activatrice activateurs activatrices")
OTHERS = _words(
    "entreprises clients clientes commerçants artisans tpe pme structures prestataires consultants experts formateurs "
    "acteurs professionnels confrères collègues activateurs associations association client entrepreneur dirigeants "
    "employeur fournisseur fournisseurs confrère collègue voisin"
)
# With whom one has to do, by how the words begin: «mes clients», «mon ancien employeur».
ACQUAINTANCES = (
    "ciient",
    "commercant",
    "entreprises",
    "confrere",
    "coiiegue",
    "empioyeur",
    "fournisseur",
    "voisin",
    "editeur",
    "hebergeur",
    "banque",
    "comptabie",
)
# Denials, and what may stand between one and the claim that it denies.
DENIALS = _words(
    "pas jamais plus aucun aucune aucunement nullement point guère ni non sans loin faute faux fausse personne rien "
    "nul nulle"
)
LIMITERS = _words("seulement uniquement simplement juste que qu tant moins")
DENIED = (
    LINKS
    | SELF
    | OTHERS
    | ACTIVATORS
    | LIMITERS
    | _words(
        "encore toujours être été avoir eu étant donc vraiment moi soi ce jour aujourd hui heure actuelle l'instant "
        "tout est sont ne peut peuvent lien liens rapport personne se me m s "
        "dire dit prétendre prétends revendiquer revendique afficher présenter porter détenir "
        "mention titre réclamer parler confondre"
    )
)
# What is only spoken of: before it, and after it.
REPORTED = _words(
    "mention mentions terme termes mot mots expression expressions formule formules prétendre prétend prétendent "
    "prétendu prétendus soi-disant abus abusif abusive abusivement méfiez méfier méfiance arnaque arnaques "
    "usurpation usurpe usurpent usurper disent disant faux fausse confondre confondez vérifiez dénonce interdit "
    "interdite"
)
FORBIDDEN = _words("interdit interdite interdits interdites réservé réservée réservés réservées abusif abusive")
# A wish or an attempt: a person decides.
WISHES = _words(
    "souhaite souhaitons souhaiterais voudrais voudrions veux voulons aimerais aimerions espère espérons vise visons "
    "objectif candidat candidate candidature cours bientôt devenir projet futur future prochainement demain attente "
    "demande demandé"
)
SEEKING = _words("cherchez cherches chercher recherchez besoin envie voulez souhaitez trouver")
AGREEING = _words("oui absolument évidemment exactement affirmatif bien effectivement certainement tout")
INSTITUTIONS = _words(
    "région régions état cci cma chambre chambres ministère bpifrance banque département métropole fédération "
    "préfecture commune mairie agglomération communauté communes administration"
)
PLURAL = _words("les des ses aux leurs")
DETERMINERS = _words("un une le la les toute chaque cette autre ma notre quelque")
WHERE = _words("à en dans depuis sur")  # «basée à Rennes, partenaire de…»
PARTNERS = ("partenaire", "partenaires")
# Between whom it is said of and the claim.
BEFORE_CLAIM = _words("un une le la les l aussi également déjà principal grand premier tous toutes qui n ne")
AMONG = _words("parmi partie un une membre")
# Uses of the mark as one's own.
LOGOS = _words("logo logos logotype sigle macaron badge emblème pictogramme tampon cachet insigne écusson")
SIGNS = LOGOS | _words("marque nom enseigne visuel bannière")
USING = _words(
    "utilise utilisons utiliser exploite exploitons porte portons arbore arborons affiche affichons affiché appose "
    "apposons apposé emploie employons possède possédons détiens détenons reprend reprends reprenons figure figurent "
    "orne ornent apparaît ajouté ajoutons mets mettons imprime imprimé imprimons travaille travaillons exerce exerçons"
)
COMPANIES = _words(
    "agence agences cabinet société studio filiale antenne franchise groupe bureau boutique sarl sas eurl"
)
TEAMS = _words("équipe réseau service communauté centre espace guichet école")
OFFERS = _words(
    "offre offres méthode méthodes formation formations pack programme produit produits solution solutions "
    "prestation prestations coaching"
)
HAVING = FIRST | USING | OBTAINING | _words("que qu ai avons ont dont")  # «les labels que je porte»
# Who is called official claims it; an official site is the site's own affair.
OFFICIAL_THINGS = _words(
    "site sites portail page pages liste listes annuaire compte comptes chaîne texte textes charte document documents "
    "guide guides communiqué source sources information informations adresse plateforme logo canal fil définition "
    "réponse calendrier diagnostic questionnaire outil outils vidéo vidéos chiffres barème règlement kit formulaire"
)
OFFICIAL_PEOPLE = (
    SELF
    | ACTIVATORS
    | _words(
        "relais interlocuteur interlocutrice correspondant correspondante porte parole revendeur distributeur "
        "fournisseur membre réseau équipe personne centre point contact conseillers formateurs experts consultants "
        "prestataires"
    )
)
FOLLOWING = _words("sur de depuis avec attentivement régulièrement via et")  # «je suis France Num sur LinkedIn»
ENTERPRISES = _words("entreprise entreprises")
