"""The settings that depend on the environment, as one function of it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from cms.env import Env
from cms.policies import admin_policy, data_policy, page_policy

SQLITE = "django.db.backends.sqlite3"
BUSY_TIMEOUT = 20  # seconds a writer waits for another
PREPARE_AFTER = 2  # times that a connection has run a statement
CONNECT_TIMEOUT = 5  # seconds
CONN_MAX_AGE = (
    60  # seconds that a thread keeps its connection: to open one takes longer than most requests, on SQLite too
)
# Plans are made once, not for each parameter: that takes longer than to run them. And pages of the database are as near
# as one another, as on every disk without arms; PostgreSQL's own default is for those that have them.
PLANNING = "-c plan_cache_mode=force_generic_plan -c random_page_cost=1.1"
LOCAL_ENTRIES = 50_000  # of the cache that a process has to itself: some 20 MB


def settings_for(env: Env) -> dict[str, Any]:
    """Django's settings for this environment; `globals().update(…)` takes them over."""
    return {
        "SECRET_KEY": env.secret_key,
        "DEBUG": env.debug,
        "DEMO": env.demo,
        "BALISE_DATA_DIR": env.data_dir,
        "BALISE_BASE_URL": env.base_url,
        "BALISE_PUBLIC_URL": env.public_url,
        "BALISE_STALE_MONTHS": env.stale_months,
        "BALISE_GEOCODING_URL": env.geocoding_url,
        "BALISE_ANTIVIRUS": env.antivirus,
        "BALISE_REGISTER_URL": env.register_url,
        "BALISE_LINK_CHECKS": env.link_checks,
        "BALISE_GRAPHQL": graphql(env),
        "BALISE_ANSWER_CACHE": env.answer_cache,
        "BALISE_GRAPHQL_BUDGET": env.graphql_budget,
        "BALISE_SERVER_TIMING": env.server_timing,
        "WAGTAILADMIN_BASE_URL": env.base_url,
        "ALLOWED_HOSTS": [urlsplit(env.base_url).hostname or "", *env.allowed_hosts],
        "CSRF_TRUSTED_ORIGINS": [env.base_url, *env.csrf_origins],
        "CORS_ALLOWED_ORIGINS": list(env.cors_origins),
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if env.proxies else None,
        "BALISE_PROXIES": env.proxies,
        "HEADLESS_FRONTEND_URLS": {
            "account_reset_password_from_key": env.public_url + env.password_path,
            "account_confirm_email": env.public_url + env.email_path,
            # allauth asks for these, and no message has them.
            "account_reset_password": env.public_url,
            "account_signup": env.public_url,
        },
        "DATABASES": {"default": database(env)},
        "CACHES": caches(env),
        "STORAGES": storages(env),
        "MEDIA_ROOT": str(env.data_dir / "public"),
        "MEDIA_URL": "/media/",
        "DEFAULT_FROM_EMAIL": env.email_from,
        "SERVER_EMAIL": env.email_from,
        **env.email,
        # Everything goes through the outbox (`core.mail`); this is what the outbox delivers with.
        "EMAIL_BACKEND": "core.mail.backend.OutboxBackend",
        "BALISE_MAIL_TRANSPORT": env.email["EMAIL_BACKEND"],
        "BALISE_APPLICATION_LINK": env.public_url + env.application_path,
        "BALISE_ACTIVATION_LINK": env.public_url + env.activation_path,
        "BALISE_DRAFT_KEY_DAYS": env.draft_key_days,
        "BALISE_DRAFT_WARNING_DAYS": env.draft_warning_days,
        "BALISE_DRAFT_ERASURE_DAYS": env.draft_erasure_days,
        "BALISE_CLOSED_FILE_DAYS": env.closed_file_days,
        "BALISE_DECISION_WORKING_DAYS": env.decision_working_days,
        **policies(env),
    }


def graphql(env: Env) -> dict[str, int | bool]:
    """What `schema` needs to know: limits of a request, and what is told to strangers."""
    return {
        "MAX_BODY_BYTES": env.graphql_max_body,
        "MAX_URL_BYTES": env.graphql_max_url,
        "MAX_TOKENS": env.graphql_max_tokens,
        "MAX_DEFINITIONS": env.graphql_max_definitions,
        "MAX_DEPTH": env.graphql_max_depth,
        "MAX_ALIASES": env.graphql_max_aliases,
        "MAX_ROOT_FIELDS": env.graphql_max_root_fields,
        "MAX_DIRECTIVES": env.graphql_max_directives,
        "MAX_COST": env.graphql_max_cost,
        "INTROSPECTION": env.introspection,
        "SUGGESTIONS": env.suggestions,
        "GRAPHIQL": env.graphiql,
        "TRUSTED_ONLY": env.trusted_documents_only,
    }


def database(env: Env) -> dict[str, Any]:
    """The database, with what keeps concurrent writers from failing.

    There is no ATOMIC_REQUESTS: an IMMEDIATE transaction around every request would have readers wait for writers.
    """
    found = env.database or {"ENGINE": SQLITE, "NAME": str(env.data_dir / "balise.sqlite3")}
    options = found.get("OPTIONS", {})
    if found["ENGINE"] == SQLITE:
        # A deferred transaction that turns into a writer fails at once when another has written meanwhile;
        # an immediate one waits its turn.
        own = {
            "transaction_mode": "IMMEDIATE",
            "timeout": BUSY_TIMEOUT,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
        return {"CONN_MAX_AGE": CONN_MAX_AGE, **found, "OPTIONS": {**own, **options}}
    # Of the statements that bind their parameters (`core.rows`); Django's own are never prepared. A pool that gives
    # each transaction another connection cannot have it: `?prepare_threshold=none` in the address.
    prepare = str(options.get("prepare_threshold", PREPARE_AFTER))
    prepares = prepare.isdecimal()
    planning = {"options": PLANNING} if prepares else {}
    return {
        "CONN_MAX_AGE": CONN_MAX_AGE,
        "CONN_HEALTH_CHECKS": True,
        **found,
        "OPTIONS": {
            "connect_timeout": CONNECT_TIMEOUT,
            **planning,
            **options,
            "prepare_threshold": int(prepare) if prepares else None,
        },
    }


def caches(env: Env) -> dict[str, Any]:
    """The cache, and none for the rows of renditions.

    Wagtail would take a rendition that another process has deleted for one that is there, and a picture that
    comes back from a private collection would stay without its public sizes.
    """
    # The default of 300 entries would let anybody push the counters of `accounts.throttle` out.
    default = (
        {**env.cache, "OPTIONS": {"MAX_ENTRIES": LOCAL_ENTRIES}} if "locmem" in env.cache["BACKEND"] else env.cache
    )
    return {"default": default, "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


def storages(env: Env) -> dict[str, Any]:
    """Where files go: the default storage is private, so that nothing becomes public by forgetting."""
    static = {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"}
    if not env.uses_s3:
        private = {"BACKEND": "cms.storage.PrivateFiles", "OPTIONS": {"location": str(env.data_dir / "private")}}
        public = {"BACKEND": "cms.storage.PublicFiles", "OPTIONS": {"location": str(env.data_dir / "public")}}
        return {"default": private, "public": public, "staticfiles": static}
    common = {
        "endpoint_url": env.s3_endpoint or None,
        "region_name": env.s3_region or None,
        "access_key": env.s3_access_key or None,
        "secret_key": env.s3_secret_key or None,
    }
    domain = urlsplit(env.s3_public_url).netloc or None
    return {
        "default": {
            "BACKEND": "cms.buckets.PrivateBucket",
            "OPTIONS": {**common, "bucket_name": env.s3_private_bucket},
        },
        "public": {
            "BACKEND": "cms.buckets.PublicBucket",
            "OPTIONS": {**common, "bucket_name": env.s3_public_bucket, "custom_domain": domain},
        },
        "staticfiles": static,
    }


def policies(env: Env) -> dict[str, Any]:
    """The content security policies; pictures may also come from where the public bucket is served."""
    media = [env.base_url, *filter(None, (env.s3_public_url or env.s3_endpoint,))]
    return {
        "CONTENT_SECURITY_POLICY": {"DIRECTIVES": page_policy(media)},
        "BALISE_ADMIN_POLICY": admin_policy(media),
        "BALISE_DATA_POLICY": data_policy(),
    }
