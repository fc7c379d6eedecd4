"""What cannot be true at once in the environment, once every value of it is right by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cms.env import Env


def contradictions(env: Env) -> Iterator[str]:
    """Each of them, and what to do."""
    private, public = "BALISE_S3_PRIVATE_BUCKET", "BALISE_S3_PUBLIC_BUCKET"
    if bool(env.s3_private_bucket) != bool(env.s3_public_bucket):
        yield f"{private} and {public} go together: set both or none."
    if env.s3_private_bucket and env.s3_private_bucket == env.s3_public_bucket:
        yield f"{private} and {public} are the same bucket: private files would be public."
    if bool(env.s3_access_key) != bool(env.s3_secret_key):
        yield "BALISE_S3_ACCESS_KEY and BALISE_S3_SECRET_KEY go together: set both or none."
    if env.draft_erasure_days <= env.draft_warning_days:
        yield "BALISE_DRAFT_ERASURE_DAYS comes after BALISE_DRAFT_WARNING_DAYS: people are warned before."
    if env.graphiql and not env.introspection:
        yield "BALISE_GRAPHIQL needs BALISE_INTROSPECTION=1: without it GraphiQL knows no schema."
