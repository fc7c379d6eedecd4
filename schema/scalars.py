"""Scalars of the contract that graphene does not have."""

from __future__ import annotations

from typing import Any

from graphene import Scalar


class HTML(Scalar):
    """HTML that is safe to insert as it is: sanitised, with public and absolute addresses."""

    @staticmethod
    def serialize(value: Any) -> str:
        return str(value)


class JSON(Scalar):
    """A JSON value of any shape."""

    @staticmethod
    def serialize(value: Any) -> Any:
        return value
