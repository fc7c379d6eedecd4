"""The project's few pages."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import InterfaceError, OperationalError
from django.test import Client, RequestFactory

from cms import views


def test_root_sends_visitors_to_the_frontend(client: Client) -> None:
    response = client.get("/")
    assert (response.status_code, response["Location"]) == (302, "https://portail.example")


def test_root_is_a_page_where_there_is_no_frontend(client: Client, settings) -> None:
    settings.BALISE_PUBLIC_URL = settings.BALISE_BASE_URL
    assert "administration" in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("status", "view", "heading"),
    [
        (400, views.bad_request, "Cette demande n’a pas été comprise"),
        (403, views.forbidden, "Vous n’avez pas accès à cette page"),
        (404, views.not_found, "Cette page n’existe pas"),
    ],
)
def test_problems_are_explained_in_french_without_a_database(status: int, view, heading: str) -> None:
    response = view(RequestFactory().get("/une-page"), Exception("secret"))
    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in response.content.decode()
    assert "secret" not in response.content.decode()


def test_a_server_error_shows_its_number(client: Client) -> None:
    response = views.server_error(RequestFactory().get("/une-page"))
    assert response.status_code == 500
    assert "Une erreur s’est produite" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/graphql/absent", "/media/absent.png", "/readyz/", "/livez/x"])
def test_programs_get_json(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    # And not NOT_AVAILABLE, which asks to come back.
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


@pytest.mark.parametrize("path", ["/imprimer/faq/", "/documents/1/x.pdf", "/graphql/absent", "/admin/login/"])
@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_a_database_that_is_down_is_said_to_come_back(
    client: Client, monkeypatch: pytest.MonkeyPatch, path: str, error: type[Exception]
) -> None:
    def down(*args: object, **kwargs: object) -> None:
        raise error("connection to server at 10.1.2.3, port 5432 failed")

    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.cursor", down)
    # Wherever else it happens than in a view.
    monkeypatch.setattr("cms.middleware.PermissionsPolicyMiddleware.__call__", down) if "absent" in path else None
    client.raise_request_exception = False
    client.cookies["sessionid"] = "a" * 32
    response = client.get(path)
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert "10.1.2.3" not in response.content.decode()
    if path.startswith("/graphql"):
        assert response.json()["errors"][0]["extensions"]["code"] == "NOT_AVAILABLE"
    else:
        assert 'lang="fr"' in response.content.decode()
        assert "momentanément indisponible" in response.content.decode()


def test_any_other_error_is_ours(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cms.health.JsonResponse", 1)
    client.raise_request_exception = False
    assert client.get("/livez").status_code == 500


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_refused_in_french() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/admin/login/", {"username": "x"})
    assert response.status_code == 403
    assert '<html lang="fr">' in response.content.decode()
    assert "Vous n’avez pas accès à cette page" in response.content.decode()
    response = client.post("/media/x")
    assert response.status_code == 403
    assert response.json()["errors"][0]["extensions"]["code"] == "FORBIDDEN"


def test_an_unknown_host_is_refused(client: Client) -> None:
    assert client.get("/nowhere", headers={"Host": "evil.example"}).status_code == 400


def test_public_files_are_served_and_kept_by_browsers(client: Client) -> None:
    name = storages["public"].save("images/essai.svg", ContentFile(b"<svg><script>alert(1)</script></svg>"))
    response = client.get(f"/media/{name}")
    assert b"".join(response.streaming_content) == b"<svg><script>alert(1)</script></svg>"  # type: ignore[attr-defined]
    assert "immutable" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["../private/{}", "%2e%2e/private/{}", "..%2fprivate%2f{}", "/{}", "{}"])
def test_private_files_are_not(client: Client, name: str) -> None:
    saved = storages["default"].save("secret.txt", ContentFile(b"secret"))
    assert client.get(f"/media/{name.format(saved)}").status_code in (400, 404)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/media/", "/media/images/"])
def test_folders_are_not_listed(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
