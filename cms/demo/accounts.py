"""The demo's published logins, one per role.

They exist only where `settings.DEMO` is on; `is_demo` marks them, so that production refuses them.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

from accounts.models import User


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """A login that is shown to everybody. The address is of a reserved domain: no mail can leave."""

    role: str  # in French: shown on the demo’s home page
    task: str  # in French: what the role is there to try
    username: str
    email: str
    password: str
    first_name: str
    last_name: str
    groups: tuple[str, ...] = ()
    is_superuser: bool = False


ADMINISTRATION = DemoAccount(
    role="Administration",
    task="Tout régler : comptes, groupes, navigation, circuit de validation.",
    username="administration",
    email="administration@demo.example",
    password="demo-administration",  # noqa: S106 - published on purpose, see the module’s docstring
    first_name="Administration",
    last_name="Démo",
    is_superuser=True,
)
EDITOR = DemoAccount(
    role="Rédaction",
    task="Écrire et corriger des réponses, puis les soumettre à validation.",
    username="redaction",
    email="redaction@demo.example",
    password="demo-redaction",  # noqa: S106
    first_name="Rédaction",
    last_name="Démo",
    groups=("Rédacteurs",),
)
MODERATOR = DemoAccount(
    role="Modération",
    task="Relire ce qui attend, publier ou renvoyer avec un commentaire.",
    username="moderation",
    email="moderation@demo.example",
    password="demo-moderation",  # noqa: S106
    first_name="Modération",
    last_name="Démo",
    groups=("Modérateurs",),
)
REVIEWER = DemoAccount(
    role="Instruction",
    task="Décider des dossiers d’activateurs : les accepter, les renvoyer avec un motif, ou les refuser.",
    username="instruction",
    email="instruction@demo.example",
    password="demo-instruction",  # noqa: S106
    first_name="Instruction",
    last_name="Démo",
    groups=("Instructeurs",),
)
BRAND_OWNER = DemoAccount(
    role="Marque",
    task="Tenir les mots et les fichiers des marques, et voir qui les a téléchargés.",
    username="marque",
    email="marque@demo.example",
    password="demo-marque",  # noqa: S106
    first_name="Marque",
    last_name="Démo",
    groups=("Responsables de la marque",),
)
# Whoever comes through a file: `cms.demo.dossiers` makes the account by activating one.
ACTIVATOR = DemoAccount(
    role="Activatrice",
    task="Modifier sa propre fiche ; une modification attend déjà d’être relue.",
    username="activatrice",
    email="activatrice@demo.example",
    password="demo-activatrice",  # noqa: S106
    first_name="Solène",
    last_name="Kermadoret",
    groups=("Activateurs",),
)
STAFF = (ADMINISTRATION, EDITOR, MODERATOR, REVIEWER, BRAND_OWNER)
ACCOUNTS = (*STAFF, ACTIVATOR)


def create_accounts() -> dict[str, User]:
    """Create the logins of those who work on the portal, by username. Their groups must exist."""
    return {account.username: _create(account) for account in STAFF}


def _create(account: DemoAccount) -> User:
    user = User(
        username=account.username,
        email=account.email,
        first_name=account.first_name,
        last_name=account.last_name,
        is_staff=account.is_superuser,
        is_superuser=account.is_superuser,
        is_demo=True,
    )
    user.set_password(account.password)
    user.save()
    user.groups.set([Group.objects.get(name=name) for name in account.groups])
    # Few notifications, so that the demo's mailbox shows what applicants get; a reviewer is told of what waits.
    UserProfile.objects.create(
        user=user,
        submitted_notifications=account is REVIEWER,
        approved_notifications=False,
        rejected_notifications=False,
        updated_comments_notifications=False,
    )
    return user
