"""The size of a document, taken from its syntax alone, before anything that costs more than reading it once.

Validation compares fields pairwise, so these limits are checked first; nothing here needs the schema, and
nothing here recurses deeper than there are definitions. Every fragment is looked at once, however often it is
spread: a document whose fragments double at each step costs no more to refuse than to read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    Lexer,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    Source,
    TokenKind,
)

from schema.engine.limits import Limits
from schema.errors import LimitExceeded


def check_tokens(source: Source, maximum: int) -> int:
    """The number of tokens, comments included. Stops at the limit; raises GraphQLSyntaxError on nonsense."""
    lexer, token, count = Lexer(source), None, 0
    while token is None or token.kind is not TokenKind.EOF:
        token = lexer.read_next_token(token.end if token else 0)
        count += 1
        if count > maximum + 1:  # the end of the file is a token of the lexer, not one of the document
            raise LimitExceeded("MAX_TOKENS", maximum, what="A document has tokens:")
    return count - 1


def check_shape(document: DocumentNode, limits: Limits) -> None:
    """Raises LimitExceeded for the first limit that the document, or one of its operations, goes beyond."""
    _within("MAX_DEFINITIONS", limits.max_definitions, "A document has definitions:", len(document.definitions))
    outlines = [
        (definition, _outline(definition.selection_set))
        for definition in document.definitions
        if isinstance(definition, OperationDefinitionNode | FragmentDefinitionNode)
    ]
    directives = sum(_own_directives(definition) + outline.directives for definition, outline in outlines)
    _within("MAX_DIRECTIVES", limits.max_directives, "A document has directives:", directives)
    expand = _Expansion(
        {
            definition.name.value: outline
            for definition, outline in outlines
            if isinstance(definition, FragmentDefinitionNode)
        }
    )
    for definition, outline in outlines:
        if isinstance(definition, OperationDefinitionNode):
            size = expand(outline)
            _within("MAX_DEPTH", limits.max_depth, "Fields nest to a depth of", size.depth)
            _within("MAX_ROOT_FIELDS", limits.max_root_fields, "An operation has root fields:", size.top_fields)
            _within("MAX_ALIASES", limits.max_aliases, "An operation has aliases:", size.aliases)


def _within(limit: str, maximum: int, what: str, seen: int) -> None:
    if seen > maximum:
        # A bomb's true size may have thousands of digits, which help nobody.
        raise LimitExceeded(limit, maximum, what=what, seen=seen if seen < 1_000_000 else None)


def _own_directives(definition: OperationDefinitionNode | FragmentDefinitionNode) -> int:
    variables = definition.variable_definitions or ()
    return len(definition.directives) + sum(len(variable.directives) for variable in variables)


@dataclass(slots=True)
class _Size:
    depth: int = 0
    top_fields: int = 0
    aliases: int = 0


@dataclass(slots=True)
class _Outline:
    """One definition: its own size, and the fragments it spreads with the number of fields around each."""

    size: _Size = field(default_factory=_Size)
    directives: int = 0
    spreads: list[tuple[str, int]] = field(default_factory=list)


def _outline(selection_set: SelectionSetNode) -> _Outline:
    outline = _Outline()
    for node, depth in _selections(selection_set):
        outline.directives += len(node.directives)
        if isinstance(node, FragmentSpreadNode):
            outline.spreads.append((node.name.value, depth))
        elif isinstance(node, FieldNode):
            outline.size.depth = max(outline.size.depth, depth + 1)
            outline.size.top_fields += depth == 0
            outline.size.aliases += node.alias is not None
    return outline


def _selections(selection_set: SelectionSetNode) -> Iterator[tuple[SelectionNode, int]]:
    """Every selection of a definition, with the number of fields around it."""
    stack = [(selection_set, 0)]
    while stack:
        selections, depth = stack.pop()
        for node in selections.selections:
            yield node, depth
            inner = getattr(node, "selection_set", None)
            if inner:
                stack.append((inner, depth + isinstance(node, FieldNode)))


class _Expansion:
    """Sizes with all fragments followed."""

    def __init__(self, fragments: dict[str, _Outline]) -> None:
        self._fragments = fragments
        self._sizes: dict[str, _Size] = {}

    def __call__(self, outline: _Outline) -> _Size:
        size = _Size(outline.size.depth, outline.size.top_fields, outline.size.aliases)
        for name, depth in outline.spreads:
            inner = self._fragment(name)
            size.depth = max(size.depth, depth + inner.depth)
            size.top_fields += inner.top_fields if depth == 0 else 0
            size.aliases += inner.aliases
        return size

    def _fragment(self, name: str) -> _Size:
        if name not in self._sizes:
            # Stands for the fragment while it is being measured, so that a cycle ends here. Validation refuses
            # cycles and unknown fragments, and says so better.
            self._sizes[name] = _Size()
            if name in self._fragments:
                self._sizes[name] = self(self._fragments[name])
        return self._sizes[name]
