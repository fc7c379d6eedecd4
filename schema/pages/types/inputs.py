"""What lists of the content can be filtered by."""

from __future__ import annotations

import graphene

from schema.pages.types.enums import Significance, ValidityStatus, Verdict


class FaqEntryFilter(graphene.InputObjectType):
    """Which entries are wanted: those that meet every condition given."""

    section = graphene.String(description="Of this theme, by its slug or its anchor.")
    keyword = graphene.String(description="With this keyword; case and accents make no difference.")
    verdict = graphene.InputField(Verdict, description="Answered by yes, or by no.")
    status = graphene.List(
        graphene.NonNull(ValidityStatus),
        description="In one of these statuses on the day `on`; closed ones included.",
    )
    on = graphene.Date(description="The day `status` is about; today in Paris when it is not given.")
    updated_since = graphene.Date(description="Whose latest dated update is of this day or later.")
    query = graphene.String(description="That the search finds with these words.")


class UpdateFilter(graphene.InputObjectType):
    """Which dated updates are wanted: those that meet every condition given."""

    since = graphene.Date(description="Of this day or later.")
    until = graphene.Date(description="Of this day or earlier.")
    section = graphene.String(description="Of entries of this theme, by its slug or its anchor.")
    significance = graphene.InputField(Significance, description="Major or minor.")
