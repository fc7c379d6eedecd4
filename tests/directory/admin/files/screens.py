"""The file's screens as a browser uses them: a form is sent as it was shown."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from directory.models import Application


def screen(client: Client, application: Application) -> str:
    response = client.get(reverse("files:file", args=[application.pk]))
    assert response.status_code == 200
    return response.content.decode()


def shown(client: Client, application: Application, step: str) -> dict[str, str]:
    """What the step's form carries unseen."""
    html = client.get(reverse("files:step", args=[application.pk, step])).content.decode()
    return hidden(html)


def hidden(html: str) -> dict[str, str]:
    main = html[html.index("<main") :]
    return dict(re.findall(r'<input type="hidden" name="(version|seen)" value="(\d+)"', main))


def take(client: Client, application: Application, step: str, *, carrying: dict[str, str] | None = None, **given: Any):
    """Open the step and take it; `carrying` is what an older window shows."""
    data = (carrying or shown(client, application, step)) | given
    return client.post(reverse("files:step", args=[application.pk, step]), data)


def stored(application: Application) -> Application:
    return Application.objects.get(pk=application.pk)
