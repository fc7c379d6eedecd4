from django.apps import AppConfig


class SchemaConfig(AppConfig):
    """The GraphQL API. It stands before grapple in INSTALLED_APPS: grapple builds its types in `ready`."""

    name = "schema"

    def ready(self) -> None:
        import schema.directory.seo
        import schema.pages.seo  # noqa: F401 - they register what search engines are told
        from schema.bindings import bind

        bind()
