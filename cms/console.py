"""`manage.py`: Django's command line, which says what to do when there is no database yet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.core.management import execute_from_command_line
from django.db import DatabaseError

MAKE_ONE = (
    "`./run demo` makes one with its content. An empty one:\n"
    "  mkdir -p {folder} && ./run manage migrate && ./run manage setup_portal\n"
    "Another demo's: BALISE_DATA_DIR=DIR ./run manage …"
)


def main(arguments: Sequence[str]) -> None:
    """Run a command. A database that is not there is said in a sentence instead of a traceback."""
    try:
        execute_from_command_line(list(arguments))
    except DatabaseError as error:
        problem = missing_database()
        if problem is None:
            raise
        raise SystemExit(problem) from error


def missing_database() -> str | None:
    """What is missing for the database to answer, and what to do; None when that is not it."""
    from django.db import connection

    if connection.vendor != "sqlite":
        return None
    path = Path(str(connection.settings_dict["NAME"]))
    remedy = MAKE_ONE.format(folder=path.parent)
    if not path.parent.is_dir():
        return f"There is no folder {path.parent} yet, and so no database in it. {remedy}"
    try:
        is_empty = not connection.introspection.table_names()
    except DatabaseError:
        return None
    return f"The database {path} is empty. {remedy}" if is_empty else None
