"""`./run demo`: migrate, load the demo content once, serve until Ctrl-C."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from functools import partial
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any

from cms.demo.folder import DataFolder, FolderRefused
from cms.demo.ports import HOST, PortBusy, listen
from cms.env import BASE_DIR
from cms.server import server

THREADS = 8
READY_TIMEOUT = 60  # seconds


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="./run demo", description="The platform with its demo content.")
    parser.add_argument("--port", type=_port, help="the port, or none: the first free one from 8000")
    parser.add_argument("--data", type=Path, default=BASE_DIR / "data", help="where everything is written")
    parser.add_argument("--reset", action="store_true", help="start again from the demo content")
    return parser.parse_args(arguments)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return int(text)


def environment(folder: DataFolder, address: str) -> dict[str, str]:
    """What the settings read. Whatever the caller's shell says, the demo stays in its folder."""
    return {
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "BALISE_DEMO": "1",
        "BALISE_DATA_DIR": str(folder.path),
        "DATABASE_URL": folder.database_url,
        "BALISE_BASE_URL": address,
        "BALISE_PUBLIC_URL": address,
        "BALISE_EMAIL_URL": "dummymail://",
        "BALISE_LOG_LEVEL": os.environ.get("BALISE_LOG_LEVEL", "WARNING"),
    }


def announcement(address: str) -> str:
    """What is printed when it answers; the address itself comes last."""
    from cms.demo.accounts import ACCOUNTS

    lines = [
        "",
        f"Admin       {address}/admin/",
        f"GraphiQL    {address}/graphiql/",
        f"API         {address}/graphql/",
        f"Schema      {address}/graphql/schema.graphql",
        f"Health      {address}/readyz",
        "",
        "Logins (they exist in the demo only)",
        *(f"  {account.role:<16}{account.username:<18}{account.password}" for account in ACCOUNTS),
        "",
        f"Ready: {address}/",
    ]
    return "\n".join(lines)


def prepare(folder: DataFolder) -> None:
    """Bring the database up to date and load the content that is not there yet."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from cms.migrating import migrate

    with folder.prepared_by_one():
        migrate()
        call_command("setup_portal", verbosity=0)
        call_command("load_demo", verbosity=1)
    # The server forks, and a connection belongs to one process.
    connections.close_all()


def announce_when_ready(address: str) -> None:
    """Ask until the health check is content, then print; called beside the server."""
    end = time.monotonic() + READY_TIMEOUT
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=10):  # noqa: S310 - our own address
                print(announcement(address), flush=True)
                return
        except urllib.error.HTTPError as error:
            problem = error.read().decode()
        except OSError as error:
            problem = str(error)
        time.sleep(0.2)
    print(f"The demo does not get ready: {problem}", file=sys.stderr, flush=True)


def main(arguments: Sequence[str]) -> int:
    """Returns the exit code: 2 for a port or a folder that cannot be used."""
    options = parse(arguments)
    folder = DataFolder(options.data.expanduser().resolve())
    try:
        folder.claim()
        if options.reset:
            folder.reset()
        listening = listen(options.port)
    except (FolderRefused, PortBusy) as error:
        print(error, file=sys.stderr)
        return 2
    port = listening.getsockname()[1]
    address = f"http://{HOST}:{port}"
    os.environ.update(environment(folder, address))
    print(f"Demo in {folder.path}", flush=True)
    with folder.in_use():
        try:
            prepare(folder)
            listening.close()  # kept until now, so that nobody else took the port
            _serve(port, address, folder)
        except KeyboardInterrupt:
            return 130
    return 0


def _serve(port: int, address: str, folder: DataFolder) -> None:
    hang_up = signal.getsignal(signal.SIGHUP)
    granian = server(f"{HOST}:{port}", workers=1, threads=THREADS)

    def stop(number: int, frame: object) -> None:
        os.kill(os.getpid(), signal.SIGTERM)

    @granian.on_startup
    def end_with_the_terminal() -> None:
        # granian would reload and stay when the terminal is closed; under nohup nothing happens, as asked.
        signal.signal(signal.SIGHUP, hang_up if hang_up == signal.SIG_IGN else stop)

    granian.serve(target_loader=partial(_answering, folder.path, address), wrap_loader=False)


def _answering(folder: Path, address: str) -> Any:
    """The application, in the process that answers, with the demo's clock beside it."""
    from cms.demo.clock import Clock
    from cms.wsgi import application

    clock = Clock(folder)
    clock.start()
    Finalize(None, clock.stop, exitpriority=0)  # of a process that another one started, `atexit` is not asked
    threading.Thread(target=announce_when_ready, args=(address,), daemon=True).start()
    return application


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
