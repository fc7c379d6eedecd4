"""Telling states of the public directory apart without reading all of it."""

import secrets

_BITS = 40  # so many that sums of millions fit into a column, and two never agree by chance


def new_edition() -> int:
    """What a profile gets whenever something of what is shown of it is written.

    Drawn and not counted: the sum over all public profiles then changes with each of them, and with which they are,
    whoever of two that write at the same time comes to an end first.
    """
    return secrets.randbits(_BITS)
