"""`./run serve`: production. Refuses to start on settings, accounts or a database that are not fit for it."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from cms.server import server

CONFIGURATION_ERROR = 2
DEFAULT_BIND = "127.0.0.1:8000"


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The command line; what it leaves out comes from the environment."""
    parser = argparse.ArgumentParser(prog="./run serve", description="Balise in production.")
    given = os.environ.get
    parser.add_argument("--bind", default=given("BALISE_BIND", DEFAULT_BIND), help="host:port or unix:/path")
    parser.add_argument("--workers", type=int, default=given("BALISE_WORKERS", "2"), help="processes")
    parser.add_argument("--threads", type=int, default=given("BALISE_THREADS", "8"), help="threads of each process")
    return parser.parse_args(arguments)


class Refused(Exception):
    """Production may not start like this; the message says what to do."""


def verify() -> None:
    """Everything that has to be right before the first request. Raises `Refused`."""
    from django.db import DatabaseError

    from cms.health import pending_migrations

    try:
        call_command("check", deploy=True, databases=["default"], fail_level="WARNING", stdout=io.StringIO())
        pending = pending_migrations()
    except CommandError as error:
        raise Refused(str(error)) from error
    except DatabaseError as error:
        raise Refused(f"The database does not answer: {error}") from error
    if pending:
        raise Refused(
            f"The database lacks {len(pending)} migrations, from {pending[0]}. Apply them first:\n"
            "  DJANGO_SETTINGS_MODULE=cms.settings.production ./run manage migrate"
        )


def main(arguments: Sequence[str]) -> int:
    """Returns the exit code: 2 when production is refused."""
    options = parse(arguments)
    os.environ["DJANGO_SETTINGS_MODULE"] = "cms.settings.production"
    try:
        import django

        django.setup()
        verify()
        serving = server(options.bind, workers=options.workers, threads=options.threads)
    except (ImproperlyConfigured, Refused, ValueError) as error:
        print(error, file=sys.stderr)
        return CONFIGURATION_ERROR
    _collect_static_files()
    from django.db import connections

    # The server forks, and a connection belongs to one process.
    connections.close_all()
    print(f"Serving on {options.bind}", file=sys.stderr, flush=True)
    serving.serve()
    return 0


def _collect_static_files() -> None:
    """Only what has changed is copied."""
    print("Collecting static files…", file=sys.stderr, flush=True)
    call_command("collectstatic", interactive=False, verbosity=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
