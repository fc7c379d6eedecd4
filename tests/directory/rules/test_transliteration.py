"""Rule S2, name by name."""

import unicodedata

import pytest

from directory.rules.slugs import slugify

DASHES = [chr(code) for code in range(0x10000) if unicodedata.category(chr(code)) == "Pd"] + ["−", "⁃", "˗", "_"]
APOSTROPHES = "'’‘‛ʼʻʽʹ′‵`´＇ˈˊˋ՚׳ꞌ"

FRENCH = {
    "Jean-François d'Aboville": "jean-francois-d-aboville",
    "JEAN-FRANÇOIS D’ABOVILLE": "jean-francois-d-aboville",
    "Anne-Sophie de La Bretonnière": "anne-sophie-de-la-bretonniere",
    "Hélène Le Goff": "helene-le-goff",
    "Gaëlle L'Hôpital": "gaelle-l-hopital",
    "Loïc Le Bihan": "loic-le-bihan",
    "Marie-Noëlle Œuvrard": "marie-noelle-oeuvrard",
    "Lætitia Cœur": "laetitia-coeur",
    "LÆTITIA CŒUR": "laetitia-coeur",
    "Aÿmeric Haÿ": "aymeric-hay",
    "Chloé Dupont-Durand": "chloe-dupont-durand",
    "Chloé Dupont – Durand": "chloe-dupont-durand",
    "Charles d’ Orléans": "charles-d-orleans",
    "Jean-Baptiste Poquelin, dit Molière": "jean-baptiste-poquelin-dit-moliere",
    "Molière": "moliere",
    "J.-P. Martin": "j-p-martin",
    "Dr. Martin (fils)": "dr-martin-fils",
    "Louis XIV": "louis-xiv",
    "Louis Ⅷ": "louis-viii",
    "Martin 2ᵉ": "martin-2e",
    "  Jeanne \t Martin\n": "jeanne-martin",
    "Jeanne\u00a0Martin": "jeanne-martin",
    "Jeanne\u202fMartin": "jeanne-martin",
    "Je\u00adanne Mar\u200dtin\ufeff": "jeanne-martin",
    "He\u0301le\u0300ne": "helene",
}

FOREIGN = {
    "Łukasz Żółć": "lukasz-zolc",
    "Strauß": "strauss",
    "STRAUẞ": "strauss",
    "Jürgen Müller": "jurgen-muller",
    "Søren Kierkegård": "soren-kierkegard",
    "Ægir Þórðarson": "aegir-thordarson",
    "Đorđe Šćepanović": "dorde-scepanovic",
    "Ștefan Țepeș": "stefan-tepes",
    "José Núñez y Peña": "jose-nunez-y-pena",
    "João da Conceição": "joao-da-conceicao",
    "Conor O'Brien": "conor-o-brien",
    "Nguyễn Thị Ánh Đào": "nguyen-thi-anh-dao",
    "Işık Ilıcalı": "isik-ilicali",
    "İPEK IŞIK": "ipek-isik",
    "Heydər Əliyev": "heyder-eliyev",
    "Ngũgĩ wa Thiong’o": "ngugi-wa-thiong-o",
    "Ānanda Ŋwá": "ananda-ngwa",
    "Ĳsbrand Ǆ": "ijsbrand-dz",
    "ﬁnn": "finn",
    "𝐉𝐞𝐚𝐧": "jean",
    "Наталья Иванова": "natalia-ivanova",
    "Сергей Щукин": "sergei-shchukin",
    "Алёна Подъячева": "aliona-podiacheva",
    "Лук’яненко": "luk-ianenko",
    "Γιώργος Παπαδόπουλος": "giorgos-papadopoulos",
    "ΓΙΏΡΓΟΣ": "giorgos",
    "محمد علي": "mhmd-aly",
    "أحمد رضا": "ahmd-rda",
    "שלום כהן": "shlvm-khn",
    "王小明": "wang-xiao-ming",
    "田中さくら": "tian-zhong-sakura",
    "コーヒー": "kohi",
    "김민수": "gimminsu",
    "Խաչատրյան": "khachatryan",
    "ქართული": "kartuli",
    "𠮷田": "kichitian",
}

COMPANIES = {
    "Dupont & Fils": "dupont-et-fils",
    "Dupont＆Fils": "dupont-et-fils",
    "R&D Conseil": "r-et-d-conseil",
    "Numéric™ Solutions": "numeric-solutions",
    "Click®": "click",
    "Trade™Mark": "trademark",
    "© 2024 Agence": "2024-agence",
    "n° 1 du web": "no-1-du-web",
    "360°": "360o",
    "№ 5": "no-5",
    "1-2-3 Web": "1-2-3-web",
    "3,14 et 1 000": "3-14-et-1-000",
    "42": "42",
    "L'Atelier (Lyon)": "l-atelier-lyon",
    "S.A.R.L. Durand": "s-a-r-l-durand",
    "SARL « L’Épicerie du coin »": "sarl-l-epicerie-du-coin",
    "C++ / Python": "c-python",
    "web@home.fr": "web-home-fr",
    "Mon-Site.com": "mon-site-com",
    "Café ☕ Numérique 😀": "cafe-numerique",
    "1️⃣ Premier": "1-premier",
    "H₂O m²": "h2o-m2",
    "½ Prix": "1-2-prix",
    "<script>alert(1)</script>": "script-alert-1-script",
    "../../etc/passwd": "etc-passwd",
}


@pytest.mark.parametrize(("name", "expected"), [*FRENCH.items(), *FOREIGN.items(), *COMPANIES.items()])
def test_names(name, expected):
    assert slugify(name) == expected
    assert slugify(unicodedata.normalize("NFD", name)) == expected


@pytest.mark.parametrize("dash", DASHES)
def test_every_dash_is_a_dash(dash):
    assert slugify(f"Jean{dash}Marc") == slugify(f"Jean {dash} Marc") == "jean-marc"


@pytest.mark.parametrize("apostrophe", APOSTROPHES)
def test_every_apostrophe_is_an_apostrophe(apostrophe):
    assert slugify(f"D{apostrophe}Aboville") == "d-aboville"
    assert slugify(f"{apostrophe}Aho{apostrophe}") == "aho"


@pytest.mark.parametrize("name", ["", " ", "?!", "😀👍🏽", "™®©", "–—", "''", "\u0301", "\ufe0f", "\u2028", "★"])
def test_names_of_which_nothing_can_be_written(name):
    assert slugify(name) == ""
