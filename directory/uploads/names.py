"""Names of files, as people gave them."""

from __future__ import annotations

import unicodedata

LONGEST = 255  # characters


def clean_name(name: str) -> str:
    """The name without folders and without what cannot be seen or stored; its ending survives when it is cut."""
    base = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    # Also the marks that turn the direction of writing, which make «fdp.exe» of «exe.pdf».
    seen = "".join(char for char in base if unicodedata.category(char)[0] != "C").strip(" .")
    if len(seen) <= LONGEST:
        return seen or "fichier"
    stem, dot, ending = seen.rpartition(".")
    return f"{stem[: LONGEST - len(ending) - 1]}.{ending}" if dot and len(ending) <= 10 else seen[:LONGEST]
