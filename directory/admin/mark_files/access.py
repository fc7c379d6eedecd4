"""Who keeps the marks in the admin: whoever has these rights, as the brand's owners have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.permission_policies import ModelPermissionPolicy

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

WITHDRAW = "directory.change_markfile"
READ_DOWNLOADS = "directory.view_markdownload"


class OnlyPolicy(ModelPermissionPolicy):
    """The rights on a model of which some actions are nobody's, superusers included."""

    def __init__(self, model: Any, *actions: str) -> None:
        super().__init__(model)
        self.actions = actions

    def user_has_permission(self, user: User | AnonymousUser, action: str) -> bool:
        return action in self.actions and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: User | AnonymousUser, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


def may_see_files(user: User | AnonymousUser) -> bool:
    """Who may look at the files, those that are no longer handed out included."""
    return any(user.has_perm(f"directory.{verb}_markfile") for verb in ("view", "add", "change"))
