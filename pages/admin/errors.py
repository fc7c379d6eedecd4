"""What the rules say of an answer, at its blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.rules import Finding
    from pages.models import FaqEntry


def answer_error(
    entry: FaqEntry, findings: Iterable[Finding], own: ValidationError | None = None
) -> StreamBlockValidationError:
    """One error for the whole answer: a finding on one question of the group is shown at its block.

    `own` is what the blocks themselves have found; both are shown at once.
    """
    blocks = enumerate(entry.answer)
    questions = [index for index, block in blocks if block.block_type == "question"]
    at_block: dict[int, ValidationError] = {}
    whole: list[str | ValidationError] = []
    if isinstance(own, StreamBlockValidationError):
        at_block = dict(own.block_errors)
        whole = list(own.non_block_errors.as_data())
    for finding in findings:
        if len(finding.field) == 1:
            whole.append(finding.message)
        else:
            index = questions[int(finding.field[1]) - 1]
            at_block[index] = _with_message(at_block.get(index), finding.message)
    return StreamBlockValidationError(block_errors=at_block, non_block_errors=ErrorList(whole))


def _with_message(error: ValidationError | None, message: str) -> ValidationError:
    """What a block shows: what its fields miss, and the first thing that the rules say of it."""
    if error is None:
        return ValidationError(message)
    if isinstance(error, StructBlockValidationError) and not error.non_block_errors:
        return StructBlockValidationError(block_errors=error.block_errors, non_block_errors=ErrorList([message]))
    return error
