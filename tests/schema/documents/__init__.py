"""What real clients ask, one document per file; see `tests.schema.test_sql` and `tests.schema.test_documents`."""

from pathlib import Path

FOLDER = Path(__file__).parent
NAMES = sorted(path.stem for path in FOLDER.glob("*.graphql"))


def document(name: str) -> str:
    """The text of a document."""
    return (FOLDER / f"{name}.graphql").read_text(encoding="utf-8")
