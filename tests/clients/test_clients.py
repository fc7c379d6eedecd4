"""Apollo Client, urql and the GraphQL-over-HTTP audits against a running server.

They need Node.js and `npm ci` in this folder (`tests/clients/run` does it); without them the tests are skipped.
"""

import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not (shutil.which("node") and (HERE / "node_modules").exists()),
        reason="no Node.js or no packages (run `npm ci` in tests/clients)",
    ),
]


@pytest.mark.parametrize(
    ("script", "verdict"), [("audits.mjs", "audits: 61 of 61"), ("clients.mjs", "clients: 7 of 7")]
)
def test_against_a_server(live_server, script, verdict):
    done = subprocess.run(  # noqa: S603
        [str(shutil.which("node")), script, f"{live_server.url}/graphql/"],
        cwd=HERE,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert verdict in done.stdout, done.stdout + done.stderr
    assert done.returncode == 0
