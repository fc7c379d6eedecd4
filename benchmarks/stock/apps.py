from django.apps import AppConfig


class StockConfig(AppConfig):
    """Binds the models' fields before grapple, which comes after it, reads them."""

    name = "benchmarks.stock"
    label = "stock"

    def ready(self) -> None:
        from benchmarks.stock import bindings  # noqa: F401 - binds
