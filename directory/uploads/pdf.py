"""What is in a PDF. Run as a program of its own by `directory.uploads.checking`: bytes in, one line of JSON out.

A parser in Python can be kept busy, or made to fill the memory, by a file that was made for it, and a thread cannot be
stopped. A process can: it has a limit of memory and of time, no secrets in its environment, and knows nothing of the
platform. It costs a fraction of a second, for a document that is sent once or twice in the life of a file.
"""

from __future__ import annotations

import io
import json
import logging
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader, apply_configuration
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

MAX_OBJECTS = 50_000
MAX_TRAILING = 1_024  # bytes after the end: some programs pad, or add a line of their own

MEMORY = 768 * 1024 * 1024  # bytes of address space; Python and pypdf need about 150 MB
CPU_SECONDS = 8
_LIMITS: dict[str, Any] = {
    "zlib_maximum_output_length": 20_000_000,
    "zlib_maximum_recovery_input_length": 1_000_000,
    "lzw_maximum_output_length": 5_000_000,
    "run_length_maximum_output_length": 5_000_000,
    "array_based_stream_maximum_output_length": 20_000_000,
    "stream_decoding_work_maximum_length": 60_000_000,
    "maximum_declared_stream_length": 10_000_000,
    "page_tree_maximum_entries": 10_000,
    "page_tree_maximum_depth": 30,
    "jbig2dec_binary": None,  # no other program is run
    "disable_legacy_handling": True,
}

# Names, in whatever object, of what acts by itself, carries other files, or is not shown as it is printed.
_ACTIVE_KEYS = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/AA", "/RichMediaContent"})
_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition", "/RichMediaExecute"}
)
_SUBTYPES = frozenset({"/RichMedia", "/FileAttachment", "/Movie", "/Screen", "/3D", "/Sound"})
# The same where no table of contents leads: what one reader skips, another finds. Long names, for short ones stand in
# compressed data by chance.
_ACTIVE_BYTES = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFile|RichMedia|SubmitForm|ImportData)(?![A-Za-z0-9])")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_ENCRYPTED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
_END = b"%%EOF"


class Refused(Exception):
    """The document is not taken; the argument says why, as a code."""


def pages_of(data: bytes, most: int) -> int:
    """How many pages a letter has, `most` at the most.

    Raises Refused: NOT_ONLY_A_PDF, PDF_DAMAGED, PDF_ENCRYPTED, PDF_ACTIVE_CONTENT, PDF_TOO_MANY_PAGES or PDF_EMPTY.
    """
    _end_of(data)
    if _ACTIVE_BYTES.search(_ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), data)):
        raise Refused("PDF_ACTIVE_CONTENT")
    try:
        with apply_configuration(**_LIMITS):
            return _examine(data, most)
    except Refused:
        raise
    except (Exception, RecursionError) as broken:  # a parser raises whatever it meets in a broken file
        # Some ways of protecting a document are not known to the parser, which fails where it meets them.
        raise Refused("PDF_ENCRYPTED" if _ENCRYPTED.search(data) else "PDF_DAMAGED") from broken


def _end_of(data: bytes) -> None:
    """The document ends where the file ends: behind it, or around it, could be another file for other programs."""
    end = data.rfind(_END)
    if end < 0:
        raise Refused("PDF_DAMAGED")
    if len(data[end + len(_END) :].strip(b"\0\t\n\f\r ")) > MAX_TRAILING or zipfile.is_zipfile(io.BytesIO(data)):
        raise Refused("NOT_ONLY_A_PDF")


def _examine(data: bytes, most: int) -> int:
    reader = PdfReader(io.BytesIO(data), root_object_recovery_limit=1_000, xref_stream_maximum_entries=MAX_OBJECTS)
    if "/Encrypt" in reader.trailer or reader.is_encrypted:
        raise Refused("PDF_ENCRYPTED")
    for thing in _objects(reader):
        _inert(thing)
    return _pages(reader, most)


def _pages(reader: PdfReader, most: int) -> int:
    """Counted, for what a file says of itself need not be so; no further than it matters."""
    count = 0
    for count, page in enumerate(reader.pages, start=1):
        if count > most:
            raise Refused("PDF_TOO_MANY_PAGES")
        _ = page.mediabox.width  # a page without a size cannot be shown
    if not count:
        raise Refused("PDF_EMPTY")
    return count


def _objects(reader: PdfReader) -> Iterator[Any]:
    """The trailer and every object that the file lists."""
    numbers = {(number, generation) for generation, found in reader.xref.items() for number in found}
    numbers |= {(number, 0) for number in reader.xref_objStm}
    if len(numbers) > MAX_OBJECTS:
        raise Refused("PDF_DAMAGED")
    yield reader.trailer
    for number, generation in sorted(numbers):
        # One that cannot be read is not passed over: another reader might read it.
        yield reader.get_object(IndirectObject(number, generation, reader))


def _inert(thing: Any) -> None:
    """Nothing in this object acts. What it refers to is another object's turn."""
    pending = [thing]
    while pending:
        item = pending.pop()
        if isinstance(item, ArrayObject):
            pending.extend(part for part in list.__iter__(item) if isinstance(part, (ArrayObject, DictionaryObject)))
        elif isinstance(item, DictionaryObject):
            _inert_dictionary(item)
            pending.extend(part for part in dict.values(item) if isinstance(part, (ArrayObject, DictionaryObject)))


def _inert_dictionary(item: DictionaryObject) -> None:
    if not _ACTIVE_KEYS.isdisjoint(item):
        raise Refused("PDF_ACTIVE_CONTENT")
    for key, wanted in (("/S", _ACTIONS), ("/Subtype", _SUBTYPES), ("/Type", frozenset({"/EmbeddedFile"}))):
        value = item.get(key)
        value = value.get_object() if isinstance(value, IndirectObject) else value
        if isinstance(value, NameObject) and value in wanted:
            raise Refused("PDF_ACTIVE_CONTENT")
    opening = item.get("/OpenAction")
    opening = opening.get_object() if isinstance(opening, IndirectObject) else opening
    # Word processors say there at which place the document opens; that is no more than a place.
    if isinstance(opening, DictionaryObject) and opening.get("/S") != "/GoTo":
        raise Refused("PDF_ACTIVE_CONTENT")


def main() -> None:
    """Examine what is on the standard input. The argument is how many pages it may have."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable(logging.CRITICAL)
    try:
        answer: dict[str, object] = {"pages": pages_of(sys.stdin.buffer.read(), int(sys.argv[1]))}
    except Refused as refused:
        answer = {"refused": str(refused)}
    except MemoryError:
        answer = {"refused": "PDF_DAMAGED"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
