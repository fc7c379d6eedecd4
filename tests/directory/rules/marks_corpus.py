"""The sentences that rule B7 is tried on."""

from pathlib import Path

_FILE = Path(__file__).parent / "data" / "marks.txt"


def sentences(mark: str) -> list[str]:
    """Those that are allowed (+), that block (-), that a person decides about (?), or that are not refused (~)."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return [line[2:].replace("\\n", "\n") for line in lines if line.startswith(f"{mark} ")]
