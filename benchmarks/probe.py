"""What a contender answers and what it takes, in process: `python -m benchmarks.probe [instructions]`.

From standard input comes [[path, body, headers], …], to standard output goes [[body, statements, instructions], …].
Statements are counted where the driver takes them, so that none is missed, Django's own included. Instructions are
those of Python's own machine, counted on demand, for it takes long; what runs in C counts as the call it is.
"""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from threading import get_ident
from types import FrameType
from typing import Any

# Asked so often, and the least counts: plans, prepared statements and what is remembered are there from the second or
# third time on, and on a machine that stands still for a second, values that are kept are read anew.
TIMES = 3


def counter() -> list[int]:
    """A list of one number, which grows with every statement of this thread from now on."""
    from django.db import connection
    from django.db.backends.signals import connection_created

    seen = [0]

    asking = get_ident()  # not the thread that keeps in touch with the database

    def count(text: object = "") -> None:
        # SQLite also tells of the statements with which its own full-text index reads its own tables.
        by_index = isinstance(text, str) and (text.startswith("--") or "'main'." in text)
        seen[0] += get_ident() == asking and not by_index

    if connection.vendor == "sqlite":
        connection_created.connect(
            lambda connection, **_: connection.connection.set_trace_callback(count), weak=False, dispatch_uid="probe"
        )
        return seen
    import psycopg

    for name in ("execute", "executemany"):
        run = getattr(psycopg.Cursor, name)
        setattr(psycopg.Cursor, name, _counting(run, count))
    return seen


def _counting(run: Callable[..., Any], count: Callable[[], Any]) -> Callable[..., Any]:
    def counted(*args: Any, **kwargs: Any) -> Any:
        count()
        return run(*args, **kwargs)

    return counted


def ask(application: Any, path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    """Status and body that a WSGI application answers to a POST of JSON."""
    status: list[str] = []
    environ = {
        "REQUEST_METHOD": "POST", "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": "",
        "CONTENT_TYPE": "application/json", "CONTENT_LENGTH": str(len(body)), "HTTP_HOST": "127.0.0.1",
        "REMOTE_ADDR": "127.0.0.1", "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(body), "wsgi.errors": sys.stderr,
        "wsgi.multithread": True, "wsgi.multiprocess": False, "wsgi.run_once": False,
    }  # fmt: skip
    environ |= {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    answer = application(environ, lambda line, headers, *_: status.append(line))
    content = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    return int(status[0].split()[0]), content


def instructions(run: Callable[[], Any]) -> tuple[Any, int]:
    """What `run` returns, and the instructions of Python that this thread executed meanwhile."""
    seen = 0

    def trace(frame: FrameType, event: str, arg: Any) -> Any:
        nonlocal seen
        if event == "opcode":
            seen += 1
        else:
            frame.f_trace_lines, frame.f_trace_opcodes = False, True
        return trace

    sys.settrace(trace)
    try:
        return run(), seen
    finally:
        sys.settrace(None)


def hear() -> None:
    """Wait until this process is in touch with the database: before, it keeps nothing."""
    from core.freshness import versions
    from core.freshness.channel import listener

    listener.ensure()
    end = time.monotonic() + 10
    while time.monotonic() < end and not ((found := versions()) and found.is_heard()):
        time.sleep(0.05)


def main(*, count_instructions: bool) -> None:
    from cms.wsgi import application

    seen = counter()
    hear()
    answers = []
    for path, body, headers in json.load(sys.stdin):
        asking = partial(ask, application, path, body.encode(), headers)
        taken = []
        for _ in range(TIMES):
            before = seen[0]
            status, content = asking()
            taken.append(seen[0] - before)
            if status != 200 or b'"errors"' in content[:200]:
                sys.exit(f"{path} answers {status}: {content[:600].decode()}")
        executed = min(instructions(asking)[1] for _ in range(TIMES)) if count_instructions else 0
        answers.append([content.decode(), min(taken), executed])
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main(count_instructions="instructions" in sys.argv[1:])
