"""The error catalogue: why a file goes back (rule F5), and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.rules import Rule
from directory.rules.catalogue import L1, L2, L3, L4, S2, S4, W1, W3, W4, W5, W6, W7, W8, W9, W10, W11, W12, W13, W14
from directory.rules.mark_catalogue import B1, B2, B4, B7


@dataclass(frozen=True, slots=True)
class ErrorCode:
    """One reason. `sentence` says what is wrong and `remedy` what to do, in French, to the applicant."""

    code: str
    sentence: str
    remedy: str
    rules: tuple[Rule, ...]


ERROR_CODES: tuple[ErrorCode, ...] = (
    ErrorCode(
        "SIRET_INVALID",
        "Le numéro SIRET n’est pas valide, ou l’établissement est fermé.",
        "Recopiez les 14 chiffres depuis l’avis de situation de l’entreprise.",
        (W4,),
    ),
    ErrorCode(
        "SIRET_NAME_MISMATCH",
        "Le nom de l’entreprise n’est pas celui que le registre donne pour ce SIRET.",
        "Vérifiez le numéro, ou reprenez le nom tel qu’il est immatriculé.",
        (W4,),
    ),
    ErrorCode(
        "ADDRESS_NOT_LOCATED",
        "L’adresse ne se place pas sur la carte.",
        "Vérifiez le code postal et la commune, ou donnez les coordonnées géographiques.",
        (W6,),
    ),
    ErrorCode(
        "NO_NATURAL_PERSON",
        "Le dossier ne nomme pas de personne physique.",
        "Indiquez le prénom et le nom de la personne qui accompagne les entreprises.",
        (W3,),
    ),
    ErrorCode(
        "NO_LEGAL_NOTICE",
        "Le site n’a pas de mentions légales.",
        "Ajoutez-les, et faites-y mener un lien depuis la page d’accueil.",
        (W11,),
    ),
    ErrorCode(
        "NO_OFFER_LINK",
        "Aucun lien ne mène à l’offre.",
        "Donnez l’adresse d’un site, ou d’une page sur un réseau social.",
        (W8,),
    ),
    ErrorCode(
        "BROKEN_LINK",
        "Un lien ne répond pas.",
        "Ouvrez-le dans un navigateur, puis corrigez-le ou retirez-le.",
        (W11,),
    ),
    ErrorCode(
        "LETTER_UNSIGNED",
        "La lettre d’engagement manque, ou n’est pas signée.",
        "Faites-la signer, puis joignez-la en PDF.",
        (L1, L3),
    ),
    ErrorCode(
        "LETTER_WRONG_SIGNATORY",
        "La lettre d’engagement n’est pas signée par la bonne personne.",
        "Faites-la signer par la personne qui dirige l’entreprise, la coopérative ou la société de portage.",
        (L2, L3),
    ),
    ErrorCode(
        "WRONG_CATEGORY",
        "La catégorie choisie n’est pas la bonne.",
        "Choisissez celle des quatre qui dit ce que vous faites.",
        (W1, L3),
    ),
    ErrorCode(
        "TOO_MANY_THEMES",
        "Il y a trop de thèmes d’intervention.",
        "Gardez les trois que vous maîtrisez le mieux.",
        (W9,),
    ),
    ErrorCode(
        "PICTURE_BADLY_NAMED",
        "Le fichier de la photo est mal nommé.",
        "Donnez-lui le nom de la personne ou de l’entreprise.",
        (W10,),
    ),
    ErrorCode(
        "STYLE",
        "Le texte est promotionnel, emploie des mots peu connus, ou donne un prix au premier diagnostic.",
        "Dites simplement ce que vous faites, pour qui, et ce que l’entreprise en retire.",
        (W12, W14),
    ),
    ErrorCode(
        "MARK_MISUSE",
        "Le dossier s’attribue une marque réservée, ou un label, une certification ou un partenariat de France Num.",
        "Écrivez simplement « activateur France Num » ou « inscrit sur France Num ».",
        (B1, B2, B7),
    ),
    ErrorCode(
        "INCOMPLETE",
        "Une information manque, ou ne peut pas être reprise telle quelle.",
        "Complétez ce qui est signalé, puis déposez de nouveau le dossier.",
        (W4, W5, W6, W7, W8, W13, S2, S4, L2, L4, B4),
    ),
)

BY_CODE: Mapping[str, ErrorCode] = {error.code: error for error in ERROR_CODES}
CODES: Mapping[str, str] = {error.code: error.sentence for error in ERROR_CODES}
