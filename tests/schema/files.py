"""Asking for files and accounts, as frontends do."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.schema.asking import post

FINDINGS = "findings { code kind message field excerpt rule { id } }"
ERRORS = "userErrors { code message field rule { id } }"
FILE = f"""
  reference status version submittedAt decisionDueOn completeness acceptedCharterVersion
  content {{ firstName lastName siret themes category organisationKind presentation }}
  letter {{ id name size mimeType }} photo {{ id name }}
  slugProposal {{ slug path available derivedFrom needsReview }}
  history {{ at event message codes }}
  {FINDINGS}
"""
PROFILE = f"""
  status version completeness requestOfReviewer {FINDINGS}
  content {{ firstName pricing presentation email }}
  live {{ slug pricing }}
  draft {{
    id title slug path url pricing displayName publishedOn regionallyListedFrom email
    themes {{ slug }} sectors {{ slug }} regions {{ code }} departments {{ code }}
    organisation {{ name siret kind }} presentation {{ html text }}
    address {{ city department {{ code }} }} location {{ latitude precision }}
    photo {{ alt }} seo {{ title description jsonLd }} breadcrumb {{ path }}
  }}
"""


def ask(client: Client, query: str, variables: dict[str, Any] | None = None) -> Any:
    """The data of an answer without errors of the request."""
    response = post(client, query, variables=variables or {})
    body = response.json()
    assert response.status_code == 200, body
    assert "errors" not in body, body["errors"]
    return body["data"]


def mutate(client: Client, name: str, selection: str, **given: Any) -> Any:
    """What a mutation answers; its input type is named after it."""
    kind = f"{name[0].upper()}{name[1:]}Input"
    if name in ("submitApplication", "withdrawApplication"):
        kind = "ApplicationKeyInput"
    query = f"mutation M($input: {kind}!) {{ {name}(input: $input) {{ {selection} {ERRORS} }} }}"
    return ask(client, query, {"input": given})[name]


def file_step(client: Client, name: str, **given: Any) -> Any:
    return mutate(client, name, f"application {{ key {FILE} }}", **given)


def read_file(client: Client, key: str) -> Any:
    return ask(client, f"query F($key: String!) {{ application(key: $key) {{ {FILE} }} }}", {"key": key})["application"]


def me(client: Client) -> Any:
    return ask(client, f"{{ viewer {{ email profile {{ {PROFILE} }} }} }}")["viewer"]


def as_input(content: dict[str, Any]) -> dict[str, Any]:
    """Content by the model's names, as `ApplicationInput`."""
    from schema.names import input_path

    return {input_path([name])[0]: value for name, value in content.items()}
