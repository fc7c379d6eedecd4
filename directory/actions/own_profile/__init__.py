"""What activators do to their own profile (rule F9): a draft is theirs to save, a reviewer publishes it."""

from directory.actions.own_profile.discard import DISCARDED, discard_draft
from directory.actions.own_profile.save import save_draft
from directory.actions.own_profile.submit import submit_draft

__all__ = ["DISCARDED", "discard_draft", "save_draft", "submit_draft"]
