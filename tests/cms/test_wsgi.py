"""What happens before Django has a request."""

import io
from wsgiref.util import setup_testing_defaults

import pytest

from cms.wsgi import application


@pytest.mark.django_db  # Django looks at its connection when a request starts
def test_a_media_type_that_django_cannot_read_is_refused_like_any_other():
    environ: dict = {}
    setup_testing_defaults(environ)
    environ |= {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/graphql/",
        "HTTP_HOST": "localhost",
        "CONTENT_TYPE": "application/json; charset*=bogus''x",
        "CONTENT_LENGTH": "2",
        "wsgi.input": io.BytesIO(b"{}"),
    }
    statuses: list[str] = []
    body = b"".join(application(environ, lambda status, headers, *rest: statuses.append(status)))  # type: ignore[arg-type]
    assert statuses == ["415 Unsupported Media Type"]
    assert b"BAD_USER_INPUT" in body
