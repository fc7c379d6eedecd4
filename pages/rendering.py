"""Blocks as HTML, through one template per block (`templates/pages/blocks/`)."""

from __future__ import annotations

from collections.abc import Iterable

from django.template.loader import render_to_string

from core.html import nest_headings, sanitise
from core.streams import PublicBlock
from pages.blocks import Verdict

ANSWER_HEADING = 3  # a question is shown under its theme: h2; what its answer holds starts at h3


def render_blocks(blocks: Iterable[PublicBlock], *, first_heading: int = ANSWER_HEADING) -> str:
    """HTML of the blocks, safe to insert, its headings nested from `first_heading` on."""
    return nest_headings(sanitise("".join(map(_render, blocks))), first=first_heading)


def _render(block: PublicBlock) -> str:
    context: dict[str, object] = {"block": block}
    if block.name == "question":
        context["verdict"] = verdict_html(block.value["verdict"])
        # Deeper than any heading of the question itself; `render_blocks` closes the gap.
        context["answer"] = render_blocks(block.value["answer"], first_heading=ANSWER_HEADING + 1)
    return render_to_string(f"pages/blocks/{block.name}.html", context).strip()


def verdict_html(verdict: str | None) -> str:
    """«Oui.» or «Non.» in front of an answer, or nothing."""
    return f'<p class="verdict"><strong>{Verdict(verdict).label}.</strong></p>' if verdict else ""
