"""Anticipated refusals of the directory's actions, with the code that callers branch on. Messages are in French."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


class DirectoryError(Exception):
    """A step that cannot be taken now. `code` is stable; the message is for the person who asked."""

    code = "REFUSED"


class NeverPublished(DirectoryError):
    """The profile was never public: its address follows its name until somebody chooses one."""

    code = "NEVER_PUBLISHED"

    def __init__(self) -> None:
        super().__init__(
            "Cette fiche n’a jamais été publiée : son adresse suit encore son nom. Pour une autre, saisissez-la."
        )


class ReasonMissing(DirectoryError):
    """The action needs a reason, which stays in the history."""

    code = "REASON_MISSING"

    def __init__(self) -> None:
        super().__init__("Dites pourquoi : la raison reste dans l’historique de la fiche.")


class AddressRefused(DirectoryError):
    """The address asked for is not one (S1), is reserved (S6), or is or was somebody else's (S4)."""

    code = "ADDRESS_REFUSED"


class AlreadySo(DirectoryError):
    """The profile is already in the situation that was asked for."""

    code = "ALREADY_SO"

    def __init__(self, situation: str) -> None:
        super().__init__(f"La fiche est déjà dans cette situation : {situation}.")


class NotPublishable(DirectoryError):
    """The profile cannot come back as it was: the rules refuse the version that was public last."""

    code = "NOT_PUBLISHABLE"


class VersionConflict(DirectoryError):
    """Somebody has saved since the caller last looked. `current` is the newer state; nothing was written."""

    code = "VERSION_CONFLICT"

    def __init__(self, current: Any) -> None:
        self.current = current
        super().__init__(
            "Une autre fenêtre, ou quelqu’un d’autre, a enregistré entre-temps. Rien n’a été remplacé : comparez avec "
            "la version actuelle, puis enregistrez de nouveau."
        )


class KeyInvalid(DirectoryError):
    """A secret that opens nothing, any more or ever: which of the two is not told."""

    code = "KEY_INVALID"

    def __init__(self) -> None:
        super().__init__("Ce lien n’est pas ou n’est plus valable. Demandez-en un autre avec votre adresse courriel.")


class StepImpossible(DirectoryError):
    """The file does not stand where this step can be taken."""

    code = "WRONG_STATE"

    def __init__(self, situation: str) -> None:
        self.situation = situation
        super().__init__(f"Ce n’est pas possible pour un dossier dans cet état : {situation}.")


class OwnFile(DirectoryError):
    """Nobody decides on their own file."""

    code = "OWN_FILE"

    def __init__(self) -> None:
        super().__init__("C’est votre propre dossier : quelqu’un d’autre en décide.")


class BoxesMissing(DirectoryError):
    """A file is accepted once a person has ticked what no program can know (rule L3)."""

    code = "HUMAN_BOXES_MISSING"

    def __init__(self, labels: list[str]) -> None:
        super().__init__(f"Règle L3 : avant d’accepter, cochez : {' ; '.join(labels)}.")


class NoteEmpty(DirectoryError):
    """A note of reviewers says something."""

    code = "NOTE_EMPTY"

    def __init__(self) -> None:
        super().__init__("Cette note est vide : rien n’est enregistré.")


class FileChanged(DirectoryError):
    """The file is not what the reviewer saw when they decided: nothing was done. `since` says what has happened."""

    code = "FILE_CHANGED"

    def __init__(self, since: list[str]) -> None:
        self.since = since
        super().__init__(
            "Rien n’a été fait : ce dossier a changé depuis que vous l’avez ouvert. Voici ce qui s’est passé ; "
            "vérifiez, puis recommencez s’il y a lieu."
        )


class CodesMissing(DirectoryError):
    """A file goes back with what is to be corrected (rule F5)."""

    code = "CODES_MISSING"

    def __init__(self) -> None:
        super().__init__("Règle F5 : dites ce qui est à corriger, par un motif au moins ou quelques mots.")


class CategoryUnknown(DirectoryError):
    """Not one of the four categories (rule W1)."""

    code = "WRONG_CATEGORY"

    def __init__(self) -> None:
        super().__init__("Règle W1 : choisissez une des quatre catégories.")


class UploadUnknown(DirectoryError):
    """No upload of this kind, or not one of this file. `field` is the input's."""

    code = "UPLOAD_UNKNOWN"

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__("Ce fichier n’a pas été reçu, ou ne l’est plus. Envoyez-le de nouveau.")


class AccountExists(DirectoryError):
    """The address has an account already, and the password is not its own."""

    code = "ACCOUNT_EXISTS"

    def __init__(self) -> None:
        super().__init__(
            "Un compte existe déjà à cette adresse. Donnez son mot de passe, ou réinitialisez-le d’abord : ce lien "
            "reste valable jusque-là."
        )


class NotOwner(DirectoryError):
    """The profile is not the account's own."""

    code = "NOT_OWNER"

    def __init__(self) -> None:
        super().__init__("Cette fiche n’est pas la vôtre.")


class NotEditable(DirectoryError):
    """Its owner cannot change the profile now; the message says why."""

    code = "WRONG_STATE"


class NotYours(DirectoryError):
    """A field of the profile that only the portal's team changes (rule F9). `field` is its name."""

    code = "FORBIDDEN_FIELD"

    def __init__(self, field: str) -> None:
        self.field = field
        super().__init__(
            "Règle F9 : catégorie, organisation, adresse de la page et dates ne se changent pas ici. Demandez à "
            "l’équipe du portail."
        )


@dataclass(frozen=True, slots=True)
class Problem:
    """Why one value cannot be stored. `field` is its path, empty for several at once; the message is in French."""

    field: tuple[str, ...]
    code: str
    message: str


class ValuesRefused(DirectoryError):
    """Values that cannot be stored; `problems` says of each why. Nothing was written."""

    code = "BAD_VALUE"

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problem.message for problem in self.problems))


class NothingToReview(DirectoryError):
    """There is no draft beside the public version."""

    code = "NOTHING_TO_REVIEW"

    def __init__(self) -> None:
        super().__init__("Il n’y a pas de changement en attente : la fiche publique est à jour.")


class NotYetPublic(DirectoryError):
    """The profile is published first as it was accepted (rule F7)."""

    code = "NOT_YET_PUBLIC"

    def __init__(self) -> None:
        super().__init__(
            "Règle F7 : votre fiche paraît d’abord telle qu’elle a été acceptée. Vos changements sont gardés ; "
            "envoyez-les en relecture dès qu’elle est en ligne."
        )


class ReviewUnavailable(DirectoryError):
    """No workflow is set up for profiles."""

    code = "NOT_AVAILABLE"

    def __init__(self) -> None:
        super().__init__("La relecture des fiches n’est pas ouverte pour le moment. Vos changements sont gardés.")


class NoCharter(DirectoryError):
    """No version of the charter is in force."""

    code = "NOT_AVAILABLE"

    def __init__(self) -> None:
        super().__init__("Aucune charte n’est en vigueur : il n’y a rien à accepter.")


class PasswordWrong(DirectoryError):
    """What cannot be undone is asked for with the password."""

    code = "PASSWORD_WRONG"

    def __init__(self) -> None:
        super().__init__("Ce n’est pas votre mot de passe. Rien n’est effacé.")


class StaffAccount(DirectoryError):
    """The account works for the portal too: administrators erase it."""

    code = "STAFF_ACCOUNT"

    def __init__(self) -> None:
        super().__init__(
            "Votre compte sert aussi à administrer le portail : demandez à une administratrice de l’effacer."
        )
