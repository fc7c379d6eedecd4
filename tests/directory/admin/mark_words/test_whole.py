"""The words of rule B7 as one list: tried, then saved, and never emptied by oversight."""

from __future__ import annotations

import pytest

from directory.admin.mark_words.whole import WholeListForm
from directory.markcheck.words import stored_rows
from directory.models import MarkWordKind
from tests.directory.admin.mark_words.people import url

pytestmark = pytest.mark.django_db


class TestWholeList:
    def texts(self, **changes: str) -> dict[str, str]:
        lists = {str(kind): "" for kind in MarkWordKind.values}
        for kind, expression in stored_rows():
            lists[kind] += f"{expression}\n"
        return lists | changes

    def test_it_is_tried_then_saved_with_a_line_in_the_history(self, owner, claimant) -> None:
        before = stored_rows()
        given = self.texts(NAMING="", CLAIM="ZÉBULONNÉ\r\n\r\n  certifié \ncertifié", OFFICIAL="officiel\npartenaire",
                           PARTNERSHIP="")  # fmt: skip
        response = owner.post(url("whole"), given)
        assert response.context["trial"].appearing.total == 1
        assert stored_rows() == before
        assert owner.post(url("whole"), {**given, "seen": response.context["seen"]}).status_code == 302
        rows = stored_rows()
        assert ("CLAIM", "zébulonné") in rows
        assert ("OFFICIAL", "partenaire") in rows
        assert not any(kind in ("NAMING", "PARTNERSHIP") for kind, _ in rows)
        from wagtail.models import ModelLogEntry

        made = ModelLogEntry.objects.filter(action="wagtail.create", label="zébulonné").get()
        assert made.user is not None
        assert made.user.get_username() == "proprietaire"

    @pytest.mark.parametrize(
        ("change", "why"),
        [
            (
                {"CLAIM": "certifié\ncertifie"},
                "« certifie » répète « certifié »".replace("« ", "«\u00a0").replace(" »", "\u00a0»"),
            ),
            ({"CLAIM": "certifié", "OFFICIAL": "cer-ti-fié"}, "répète"),
            ({"CLAIM": "certifié\n…"}, "aucun mot"),
            ({"CLAIM": "partenaire"}, "une autre liste"),
            ({"CLAIM": "x" * 81}, "dépasse"),
            ({"CLAIM": "x\n" * 30_000}, "50"),
        ],
    )
    def test_what_cannot_be_is_said_and_nothing_is_lost(self, owner, change, why) -> None:
        before = stored_rows()
        response = owner.post(url("whole"), self.texts(**change))
        html = response.content.decode()
        assert response.status_code == 200
        assert why in html
        assert response.context["form"]["CLAIM"].value() == change["CLAIM"]
        assert stored_rows() == before

    @pytest.mark.parametrize("emptied", [["MARK"], list(MarkWordKind.values)])
    def test_the_rule_is_not_switched_off_by_oversight(self, owner, claimant, emptied) -> None:
        before = stored_rows()
        given = self.texts(**dict.fromkeys(emptied, ""))
        response = owner.post(url("whole"), given)
        html = response.content.decode()
        assert "plus aucune fiche ni aucun dossier ne serait vérifié" in html
        assert "Enregistrer la liste" not in html
        assert owner.post(url("whole"), {**given, "seen": response.context["seen"]}).status_code == 200
        assert stored_rows() == before

    def test_as_it_is_it_changes_nothing(self, owner, directory) -> None:
        form = WholeListForm(owner.get(url("whole")).context["form"].initial)
        assert form.is_valid()
        assert tuple(sorted((kind, word) for word, kind in form.expressions.items())) == stored_rows()
