"""How the directory's rules say what they find."""

from __future__ import annotations

from core.rules import Finding, Rule, RuleKind


def finding(
    rule: Rule,
    code: str,
    field: tuple[str, ...],
    text: str,
    excerpt: str | None = None,
    kind: RuleKind | None = None,
) -> Finding:
    """What `rule` says, in a message that begins with its number."""
    return Finding(
        rule=rule,
        code=code,
        message=f"Règle {rule.id} : {text}",
        field=field,
        kind=kind or rule.kind,
        excerpt=excerpt,
    )
