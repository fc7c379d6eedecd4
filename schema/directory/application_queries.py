"""What is read of files and accounts: with a key, or signed in."""

from __future__ import annotations

from typing import Any

import graphene

from accounts.models import User
from directory import charters, models
from directory.applications.content import Content
from directory.applications.findings import findings_for
from directory.errors import KeyInvalid
from schema.context import Info
from schema.directory.counting import count, opened
from schema.directory.types.application import Application, Charter, CharterShown
from schema.directory.types.application_inputs import ApplicationInput, changes_of
from schema.directory.types.viewer import Viewer
from schema.engine.cost import declare
from schema.engine.plan.writer import walked
from schema.rules import RuleFinding


class ApplicationQuery(graphene.ObjectType):
    """The files' and accounts' part of the root."""

    application = graphene.Field(
        Application,
        key=graphene.Argument(graphene.String, required=True, description="The key of its link."),
        description="The file that a key opens; null when it opens none. Send it by POST: addresses are written down.",
    )
    check_application = graphene.List(
        graphene.NonNull(RuleFinding),
        required=True,
        input=graphene.Argument(ApplicationInput, required=True, description="What the file would say."),
        description="Runs every automatic check on an unsaved file. Stores nothing. What was uploaded belongs to a "
        "saved file: here a letter counts as missing.",
    )
    charter = graphene.Field(Charter, description="The charter in force (rule L4); null before the first.")
    viewer = graphene.Field(Viewer, description="Whoever is signed in; null for nobody.")

    @staticmethod
    def resolve_application(root: None, info: Info, key: str) -> Any:
        info.context.mark_personal()
        try:
            return opened(key, info.context)
        except KeyInvalid:
            return None

    @staticmethod
    def resolve_check_application(root: None, info: Info, input: Any) -> Any:
        count("check_application", info.context)
        changes = changes_of(input)
        unsaved = models.Application(
            content=Content().changed(changes.content).as_json(),
            charter_version=(changes.charter or "")[:20],
            charter_accepted_at=info.context.now if changes.charter else None,
        )
        return findings_for(unsaved, today=info.context.today)

    @staticmethod
    def resolve_charter(root: None, info: Info) -> CharterShown | None:
        found = models.Charter.objects.in_force_on(info.context.today)
        if found is None:
            return None
        return CharterShown(found.version, found.in_force_from, charters.text_of(found))

    @staticmethod
    def resolve_viewer(root: None, info: Info) -> Any:
        user = info.context.user
        return user if isinstance(user, User) else None


declare("Query.checkApplication", size=10, weight=200)
declare("Query.application", weight=20)
declare("Query.viewer", weight=20)


walked("Query.application", "Query.checkApplication", "Query.charter", "Query.viewer")
