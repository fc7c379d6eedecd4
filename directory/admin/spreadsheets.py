"""Exports of lists in the admin, as spreadsheets in France open them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, cast

from wagtail.admin.views.mixins import Echo

from directory.exports.tables import BOM

if TYPE_CHECKING:
    from django.db.models import Model


class FrenchCsvMixin:
    """CSV with a byte order mark and semicolons. The view names what it exports in `export_headings`."""

    def stream_csv(self, queryset: Iterable[Model]) -> Iterator[bytes]:
        view: Any = self
        writer = csv.writer(Echo(), delimiter=";")
        yield BOM.encode()
        yield cast("bytes", writer.writerow(view.export_headings.values()))
        for row in queryset:
            yield view.write_csv_row(writer, view.to_row_dict(row))

    def write_csv_row(self, writer: Any, row_dict: dict[str, Any]) -> bytes:
        view: Any = self
        row = [view.preprocess_field_value(name, value, view.FORMAT_CSV) for name, value in row_dict.items()]
        return cast("bytes", writer.writerow(row))
