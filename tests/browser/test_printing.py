"""The print view on a telephone."""

import pytest

from tests.factories.pages import make_entry, make_section

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("width", [390, 320])
def test_a_table_of_the_rules_is_no_wider_than_the_screen(page, live_server, width):
    entry = make_entry(section=make_section("Thème"), answer=[{"type": "brand_decisions", "value": {"only": []}}])
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{live_server.url}/imprimer/faq/{entry.get_parent().slug}/{entry.slug}/")
    assert page.locator("table").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
