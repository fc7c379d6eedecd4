"""Content security policies: what a browser may load and run on our answers.

Three kinds of answers: data (JSON, files), pages (no inline script or style), and Wagtail's admin, which writes
some of its scripts and styles inline. None of them names an outside host.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE

Policy = dict[str, Any]


def data_policy() -> Policy:
    """For what is not a page: nothing may be loaded, and nothing may frame it."""
    return {"default-src": [NONE], "frame-ancestors": [NONE]}


def page_policy(media: Sequence[str]) -> Policy:
    """For pages: our own files; pictures from the origins `media` too."""
    return {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *media],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        # Wagtail shows previews in a frame of its admin.
        "frame-ancestors": [SELF],
    }


def admin_policy(media: Sequence[str]) -> Policy:
    """For Wagtail's admin."""
    return {
        **page_policy(media),
        "script-src": [SELF, UNSAFE_INLINE],
        "style-src": [SELF, UNSAFE_INLINE],
        # blob: is how a picture is shown before it is uploaded.
        "img-src": [SELF, "data:", "blob:", *media],
        "frame-src": [SELF],
    }
