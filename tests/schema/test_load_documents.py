"""`manage.py load_documents`: manifests into the database, all or none."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from cms import diagnosis
from schema.engine.documents import digest_of
from schema.models import TrustedDocument

pytestmark = pytest.mark.django_db

RULES = "query Rules { rules { id } }"
SITE = "query Site { site { name } }"
BROKEN = "query Broken { site { colour } }"


@pytest.fixture
def out():
    """What the command prints."""
    return io.StringIO()


@pytest.fixture
def load(tmp_path, out):
    """Runs the command on a manifest; returns what it printed."""

    def run(content, *options):
        path = tmp_path / "persisted-documents.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        out.seek(0)
        out.truncate()
        call_command("load_documents", str(path), *options, stdout=out, stderr=out)
        return out.getvalue()

    return run


def manifest(*texts, prefix=""):
    return {prefix + digest_of(text): text for text in texts}


def loaded():
    return set(TrustedDocument.objects.values_list("text", flat=True))


@pytest.mark.parametrize("prefix", ["", "sha256:"])
def test_graphql_codegen(load, prefix):
    output = load(manifest(RULES, SITE, prefix=prefix))
    assert loaded() == {RULES, SITE}
    assert f"ok      {digest_of(RULES)[:12]}  Rules" in output
    assert "2 added, 0 there already, 0 removed." in output


def test_apollo(load):
    operations = [{"id": digest_of(SITE), "name": "Site", "type": "query", "body": SITE}]
    load({"format": "apollo-persisted-query-manifest", "version": 1, "operations": operations})
    assert loaded() == {SITE}


def test_again_changes_nothing(load):
    load(manifest(RULES))
    before = list(TrustedDocument.objects.values())
    assert "0 added, 1 there already, 0 removed." in load(manifest(RULES))
    assert list(TrustedDocument.objects.values()) == before


def test_older_clients_keep_theirs_unless_pruned(load):
    load(manifest(RULES))
    load(manifest(SITE))
    assert loaded() == {RULES, SITE}
    assert "0 added, 1 there already, 1 removed." in load(manifest(SITE), "--prune")
    assert loaded() == {SITE}


def test_a_dry_run_says_and_does_nothing(load):
    load(manifest(RULES))
    assert "Would add 1 and remove 1." in load(manifest(SITE), "--prune", "--dry-run")
    assert loaded() == {RULES}


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (manifest(BROKEN), "Cannot query field 'colour'"),
        ({digest_of(RULES): SITE}, "another text"),
        ({"a" * 40: SITE}, "hashAlgorithm: 'sha256'"),
        (manifest("{"), "Syntax Error"),
        (manifest("fragment F on Query { rules { id } }"), "never used"),
        (manifest("{ " + "a: rules { id } " * 31 + "}"), "MAX_"),
    ],
)
def test_one_wrong_document_and_none_is_loaded(load, out, wrong, why):
    with pytest.raises(CommandError, match="1 of 2 documents cannot be answered"):
        load(manifest(SITE) | wrong)
    assert why in next(line for line in out.getvalue().splitlines() if line.startswith("WRONG"))
    assert loaded() == set()


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "3", '{"x": 1}', '{"format": "apollo-persisted-query-manifest"}', "[" * 100_000,
     '{"x": "\\ud800"}', '{"x": "# \\u0000"}', '{"format": "apollo-persisted-query-manifest", "operations": [1]}'],
)  # fmt: skip
def test_what_is_no_manifest(load, content):
    with pytest.raises(CommandError, match="cannot be read"):
        load(content)


def test_a_manifest_that_is_not_there():
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_documents", "nowhere.json")


def test_either_a_manifest_or_a_check():
    with pytest.raises(CommandError, match="--check"):
        call_command("load_documents")


def test_a_document_that_the_schema_has_left_behind_is_told(load):
    load(manifest(SITE))
    call_command("load_documents", "--check", stdout=io.StringIO())
    assert diagnosis.documents() == "1 loaded"
    TrustedDocument.objects.update(digest=digest_of(BROKEN), text=BROKEN)
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 of 1"):
        call_command("load_documents", "--check", stdout=out, stderr=out)
    assert "Cannot query field 'colour'" in out.getvalue()
    with pytest.raises(diagnosis.Wrong, match="1 of 1 do not fit the schema"):
        diagnosis.documents()
