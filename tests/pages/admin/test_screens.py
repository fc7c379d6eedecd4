"""The listing, the report, the first screen: what they show, to whom, at what cost."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from pages.models import FaqEntry
from tests.factories.pages import make_entry, make_section, make_user, schedule

pytestmark = pytest.mark.django_db

LISTING = "/admin/faq/"
TODAY = timezone.localdate


def listed(client, url, **filters):
    response = client.get(url, filters)
    assert response.status_code == 200
    return {page.title for page in response.context["object_list"]}


def statements(client, url, django_assert_max_num_queries):
    with django_assert_max_num_queries(200) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def make_entries(number):
    for index in range(number):
        make_entry(
            f"Question {index} ?",
            keywords=["a", f"b{index}"],
            updates=[(date(2021, 1, 1), "Un.")],
            section=make_section(f"Thème {index}"),
        )


class TestListing:
    def test_shows_theme_keywords_and_last_update(self, editor_client):
        make_entry("Qui ?", section=make_section("Les acteurs"), keywords=["tva"], updates=[(date(2021, 2, 3), "Un.")])
        html = editor_client.get(LISTING).content.decode()
        for text in ("Qui ?", "Les acteurs", "tva", "03/02/2021"):
            assert text in html

    @pytest.mark.parametrize(
        ("filters", "expected"),
        [
            ({"publication": "live"}, {"Ouverte ?", "Close ?", "À venir ?"}),
            ({"publication": "draft"}, {"Brouillon ?", "Programmée ?"}),
            ({"publication": "scheduled"}, {"Programmée ?"}),
            ({"publication": "moderation"}, {"Brouillon ?"}),
            ({"publication": "changed"}, {"Close ?"}),
            ({"validity": "CLOSED"}, {"Close ?"}),
            ({"validity": "UPCOMING"}, {"À venir ?"}),
            ({"validity": ["UPCOMING", "CLOSED"]}, {"À venir ?", "Close ?"}),
            ({"verdict": "NO"}, {"Close ?"}),
            ({"updated_on_from": "2021-02-01", "updated_on_to": "2021-02-28"}, {"Ouverte ?"}),
        ],
    )
    def test_filters(self, editor_client, editor, filters, expected):
        make_entry("Ouverte ?", updates=[(date(2021, 2, 3), "Un.")])
        make_entry("Close ?", valid_until=date(2021, 1, 1), verdict="NO").save_revision(changed=True)
        make_entry("À venir ?", valid_from=TODAY() + timedelta(days=9))
        draft = make_entry("Brouillon ?", live=False)
        draft.get_workflow().start(draft, editor)
        schedule(make_entry("Programmée ?", live=False), timezone.now() + timedelta(days=1))
        assert listed(editor_client, LISTING, **filters) == expected

    def test_filters_by_theme_and_keyword(self, editor_client):
        section = make_section("Autre")
        make_entry("Ici ?", section=section, keywords=["tva"])
        make_entry("Ailleurs ?", section=make_section("Ailleurs"))
        [tag] = FaqEntry.objects.get(title="Ici ?").keywords.all()
        assert listed(editor_client, LISTING, section=section.pk) == {"Ici ?"}
        assert listed(editor_client, LISTING, keyword=tag.pk) == {"Ici ?"}

    def test_finds_by_the_words_of_the_question(self, editor_client):
        make_entry("Le chèque numérique ?")
        make_entry("Autre chose ?")
        assert listed(editor_client, LISTING, q="chèque") == {"Le chèque numérique ?"}

    @pytest.mark.parametrize("words", ["SIRET", "siret", "numeriser", "numérisé", "numéri", "infogreffe siret"])
    @pytest.mark.parametrize("url", [LISTING, "/admin/pages/search/"])
    def test_finds_by_the_keywords_and_the_words_of_the_answer(self, editor_client, words, url):
        if url != LISTING and words in ("numérisé", "numéri"):
            words = "numériser"
        answer = "<p>Pour numériser votre activité, consultez Infogreffe.</p>"
        make_entry("Lui ?", answer=answer, keywords=["SIRET"])
        draft = make_entry("Un brouillon ?", answer=answer, live=False)
        draft.keywords.set(["SIRET"])
        draft.save()
        make_entry("Autre chose ?")
        response = editor_client.get(url, {"q": words})
        found = {page.title for page in response.context["object_list" if url == LISTING else "pages"]}
        assert found == {"Lui ?", "Un brouillon ?"}

    def test_finds_a_question_by_its_new_words(self, editor_client):
        draft = make_entry("Ancienne ?").get_latest_revision_as_object()
        draft.title = "L’éligibilité ?"
        draft.save_revision()
        assert listed(editor_client, LISTING, q="eligibilite") == {"Ancienne ?"}
        assert listed(editor_client, LISTING, q="…") == set()

    def test_shows_the_keywords_of_drafts(self, editor_client):
        for entry, keyword in ((make_entry("Une ?", live=False), "brouillard"), (make_entry("Deux ?"), "éclaircie")):
            draft = entry.get_latest_revision_as_object()
            draft.keywords.set([keyword])
            draft.save_revision()
        html = editor_client.get(LISTING).content.decode()
        assert "brouillard" in html
        assert "éclaircie" in html

    def test_searching_costs_the_same_for_more(self, editor_client, django_assert_max_num_queries):
        make_entries(3)
        url = f"{LISTING}?q=question"
        editor_client.get(url)
        few = statements(editor_client, url, django_assert_max_num_queries)
        make_entries(15)
        assert statements(editor_client, url, django_assert_max_num_queries) == few

    def test_the_tree_shows_the_order_that_readers_see(self, editor_client):
        section = make_section()
        titles = [f"Question {number} ?" for number in range(3)]
        for title in titles:
            make_entry(title, section=section)
        FaqEntry.objects.get(title=titles[0]).save_revision(changed=True)
        response = editor_client.get(reverse("wagtailadmin_explore", args=[section.pk]))
        assert [page.title for page in response.context["object_list"]] == titles
        assert response.context["ordering"] == "ord"

    def test_costs_the_same_for_more(self, editor_client, django_assert_max_num_queries):
        make_entries(3)
        editor_client.get(LISTING)
        few = statements(editor_client, LISTING, django_assert_max_num_queries)
        make_entries(15)
        assert statements(editor_client, LISTING, django_assert_max_num_queries) == few


class TestReport:
    url = "/admin/faq/a-revoir/"

    def entries(self):
        make_entry("Ancienne ?", updates=[(date(2021, 2, 3), "Un.")])
        make_entry("Récente ?", updates=[(TODAY(), "Un.")])
        make_entry("Jamais mise à jour ?")
        make_entry("Close ?", valid_until=TODAY() - timedelta(days=1), updates=[(TODAY(), "Un.")])
        make_entry("Bientôt close ?", valid_until=TODAY() + timedelta(days=30), updates=[(TODAY(), "Un.")])
        make_entry("Close plus tard ?", valid_until=TODAY() + timedelta(days=31), updates=[(TODAY(), "Un.")])
        make_entry("Brouillon ?", live=False, updates=[(date(2021, 2, 3), "Un.")])

    def test_old_closed_and_closing(self, editor_client):
        self.entries()
        assert listed(editor_client, self.url) == {"Ancienne ?", "Close ?", "Bientôt close ?"}

    @pytest.mark.parametrize(
        ("reason", "expected"), [("STALE", "Ancienne ?"), ("CLOSED", "Close ?"), ("CLOSING", "Bientôt close ?")]
    )
    def test_by_reason(self, editor_client, reason, expected):
        self.entries()
        assert listed(editor_client, self.url, reason=reason) == {expected}

    def test_the_age_is_a_setting(self, editor_client, settings):
        settings.BALISE_STALE_MONTHS = 1200
        self.entries()
        assert listed(editor_client, self.url) == {"Close ?", "Bientôt close ?"}

    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_is_exported(self, editor_client, kind):
        self.entries()
        response = editor_client.get(self.url, {"export": kind})
        content = response.getvalue()
        assert response.status_code == 200
        if kind == "csv":
            assert "Question,Thème,Raison,Mise à jour,Valable jusqu’au" in content.decode()
            assert "Ancienne ?,Thème,Ancienne,2021-02-03," in content.decode()

    def test_costs_the_same_for_more(self, editor_client, django_assert_max_num_queries):
        make_entries(3)
        editor_client.get(self.url)
        few = statements(editor_client, self.url, django_assert_max_num_queries)
        make_entries(15)
        assert statements(editor_client, self.url, django_assert_max_num_queries) == few


class TestHome:
    def test_shows_what_waits_for_the_editor(self, editor_client, editor):
        make_entry("Ancienne ?", updates=[(date(2021, 2, 3), "Un.")])
        schedule(make_entry("Programmée ?", live=False), timezone.now() + timedelta(days=1))
        mine = make_entry("Mon brouillon ?", live=False)
        mine.save_revision(user=editor)
        make_entry("Le brouillon d’une autre ?", live=False).save_revision(user=make_user("autre"))

        html = editor_client.get(reverse("wagtailadmin_home")).content.decode()

        for text in ("Ancienne ?", "Programmée ?", "Mon brouillon ?", "Entrées à revoir", "Vos brouillons"):
            assert text in html
        assert "Le brouillon d’une autre ?" not in html

    def test_a_draft_stays_the_writer_s_when_a_moderator_s_publication_is_refused(self, editor_client, editor):
        moderator = make_user("moderatrice", groups=["Modérateurs"])
        for entry in (make_entry("Jamais publiée ?", live=False), make_entry("Déjà publiée ?")):
            entry.save_revision(user=editor, changed=True)
            entry.save_revision(user=moderator, changed=True)
        make_entry("La sienne ?", live=False, owner=editor).save_revision(user=moderator)
        published = make_entry("Reprise par une autre ?")
        published.save_revision(user=editor).publish()
        published.save_revision(user=moderator, changed=True)
        html = editor_client.get(reverse("wagtailadmin_home")).content.decode()
        for title in ("Jamais publiée ?", "Déjà publiée ?", "La sienne ?"):
            assert title in html
        assert "Reprise par une autre ?" not in html

    def test_shows_moderators_what_they_have_to_read(self, moderator_client, editor):
        draft = make_entry("À relire ?", live=False)
        draft.get_workflow().start(draft, editor)
        assert "À relire ?" in moderator_client.get(reverse("wagtailadmin_home")).content.decode()

    def test_costs_the_same_for_more(self, editor_client, django_assert_max_num_queries):
        make_entries(6)
        url = reverse("wagtailadmin_home")
        editor_client.get(url)
        few = statements(editor_client, url, django_assert_max_num_queries)
        make_entries(15)
        assert statements(editor_client, url, django_assert_max_num_queries) == few
