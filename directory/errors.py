"""Anticipated refusals of the directory's actions, with the code that callers branch on. Messages are in French."""

from __future__ import annotations


class DirectoryError(Exception):
    """A step that cannot be taken now. `code` is stable; the message is for the person who asked."""

    code = "REFUSED"


class NeverPublished(DirectoryError):
    """The profile was never public: its address follows its name until somebody chooses one."""

    code = "NEVER_PUBLISHED"

    def __init__(self) -> None:
        super().__init__(
            "Cette fiche n’a jamais été publiée : son adresse suit encore son nom. Pour une autre, saisissez-la."
        )


class ReasonMissing(DirectoryError):
    """The action needs a reason, which stays in the history."""

    code = "REASON_MISSING"

    def __init__(self) -> None:
        super().__init__("Dites pourquoi : la raison reste dans l’historique de la fiche.")


class AddressRefused(DirectoryError):
    """The address asked for is not one (S1), is reserved (S6), or is or was somebody else's (S4)."""

    code = "ADDRESS_REFUSED"


class AlreadySo(DirectoryError):
    """The profile is already in the situation that was asked for."""

    code = "ALREADY_SO"

    def __init__(self, situation: str) -> None:
        super().__init__(f"La fiche est déjà dans cette situation : {situation}.")


class NotPublishable(DirectoryError):
    """The profile cannot come back as it was: the rules refuse the version that was public last."""

    code = "NOT_PUBLISHABLE"
