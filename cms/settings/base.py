"""Settings that are the same everywhere. What depends on the environment is in `cms.settings.environment`."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from corsheaders.defaults import default_headers

from cms.env import BASE_DIR
from cms.settings.limits import LIMITS

# Given by `cms.settings.environment`; declared here for the type checker.
DEMO: bool
DATABASES: dict[str, Any]
STORAGES: dict[str, Any]
BALISE_DATA_DIR: Path
BALISE_BASE_URL: str
BALISE_PUBLIC_URL: str
BALISE_STALE_MONTHS: int
BALISE_GEOCODING_URL: str
BALISE_ANTIVIRUS: str
BALISE_REGISTER_URL: str
BALISE_LINK_CHECKS: bool
BALISE_GRAPHQL: dict[str, Any]
BALISE_ANSWER_CACHE: bool
BALISE_GRAPHQL_BUDGET: int
BALISE_SERVER_TIMING: bool
BALISE_PROXIES: int
BALISE_MAIL_TRANSPORT: str
BALISE_APPLICATION_LINK: str
BALISE_ACTIVATION_LINK: str
BALISE_DRAFT_KEY_DAYS: int
BALISE_DRAFT_WARNING_DAYS: int
BALISE_DRAFT_ERASURE_DAYS: int
BALISE_CLOSED_FILE_DAYS: int
BALISE_DECISION_WORKING_DAYS: bool
BALISE_ADMIN_POLICY: dict[str, Any]
BALISE_DATA_POLICY: dict[str, Any]

INSTALLED_APPS = [
    "cms",
    # Before grapple, which reads the bindings when it is imported.
    "schema",
    "pages",
    "directory",
    "core",
    "accounts",
    "grapple",
    "graphene_django",
    "graphene_django_graphiql_static",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "corsheaders",
    "csp",
    # After accounts, whose templates come first.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.headless",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "cms.middleware.RequestIdMiddleware",
    "cms.middleware.AccessLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "cms.middleware.PermissionsPolicyMiddleware",
    "cms.middleware.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "core.refusals.PublicationRefusedMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "accounts.middleware.AccountEndpointsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "directory.admin.own.confinement.ConfinementMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ]
        },
    }
]

# --- people ---------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "accounts.auth.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"
SESSION_COOKIE_AGE = 12 * 60 * 60  # seconds: a working day
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
# Wagtail's admin reads the token from the page, not from the cookie.
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "cms.views.csrf_failure"
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60  # seconds
# An address is changed by a link that is sent there, which the admin's form would not ask for.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "accounts.admin_sign_in.ResetForm"  # noqa: S105

# allauth: docs/accounts.md.
HEADLESS_ONLY = True
HEADLESS_ADAPTER = "accounts.adapter.HeadlessAdapter"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_DISPLAY = "accounts.adapter.display_name"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # nobody signs up; allauth checks that it goes with the line above
ACCOUNT_USER_MODEL_USERNAME_FIELD = None  # user names are for the admin
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_EMAIL_VERIFICATION = "none"  # at sign-in: accounts only ever have addresses that were proven
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 1
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "30/m/ip,10/15m/key",
    "reauthenticate": "10/m/user",
    "change_password": "10/15m/user",
    "reset_password": "30/h/ip,5/h/key",
    "reset_password_from_key": "30/15m/ip",
    "manage_email": "30/15m/user",
    "confirm_email": "1/m/key",
}
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_TOTP_ISSUER = "Balise"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # or nobody with a second factor could change the address

# axes: every sign-in, the admin's and the API's.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True  # who signed in when is nobody's business
AXES_VERBOSE = False
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "email", "code"]
AXES_CLIENT_IP_CALLABLE = "accounts.addresses.client_address"
AXES_USERNAME_CALLABLE = "accounts.lockout.login_name"
AXES_LOCKOUT_CALLABLE = "cms.views.locked_out"

BALISE_LIMITS = LIMITS

# --- language and time ----------------------------------------------------------------------------------

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français")]
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True

# --- what goes out with every answer --------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# For browsers that know no frame-ancestors; Wagtail itself lifts it from its previews.
X_FRAME_OPTIONS = "DENY"

# Not allauth's endpoints for browsers: they go by a cookie, which no other origin may use.
CORS_URLS_REGEX = r"^/(graphql$|(graphql|media|documents|uploads|compte|_allauth/app)/|directory\.geojson$)"
CORS_ALLOW_CREDENTIALS = False
CORS_ALLOW_METHODS = ("DELETE", "GET", "OPTIONS", "PATCH", "POST", "PUT")
CORS_ALLOW_HEADERS = (
    *default_headers, "x-application-key", "x-session-token", "x-email-verification-key", "x-password-reset-key",
)  # fmt: skip
CORS_EXPOSE_HEADERS = ("X-Request-Id", "Retry-After", "RateLimit", "RateLimit-Policy")

# --- files ----------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT: Path | None = BASE_DIR / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False
# Above this size an upload goes to a temporary file; and requests without files stay small.
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # bytes
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000  # bytes: a long page of the editor
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long FAQ entry has thousands of form fields

# --- Wagtail --------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Balise"
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
# Those of the French territories: the machine's own list has names that browsers do not know.
WAGTAIL_USER_TIME_ZONES = [
    "Europe/Paris",
    "America/Cayenne",
    "America/Guadeloupe",
    "America/Martinique",
    "America/Miquelon",
    "Indian/Mayotte",
    "Indian/Reunion",
    "Pacific/Noumea",
    "Pacific/Tahiti",
    "Pacific/Wallis",
]
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"
WAGTAIL_AUTOSAVE_INTERVAL = 1000  # milliseconds after the last key
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAILREDIRECTS_AUTO_CREATE = True
# None of these may ask anything of another host.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []

WAGTAILIMAGES_IMAGE_MODEL = "core.PortalImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.forms.PortalImageForm"
WAGTAILIMAGES_RENDITION_STORAGE = "core.rendition_files.RenditionFiles"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10_000_000  # bytes
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_JPEG_QUALITY = 80
WAGTAILIMAGES_WEBP_QUALITY = 80
WAGTAILIMAGES_AVIF_QUALITY = 70

WAGTAILDOCS_DOCUMENT_MODEL = "core.PortalDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.document_forms.PortalDocumentForm"
# A password is for visitors, who never come here (see `core.media_views`).
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_EXTENSIONS = ["pdf", "odt", "ods", "odp", "docx", "xlsx", "csv", "txt"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20_000_000  # bytes

# "simple" leaves words as they are: the text comes folded and stemmed from `core.text`, on every database.
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "modelsearch.backends.database", "SEARCH_CONFIG": "simple"},
}
# Threads of the process do what nobody waits for, mail first; `tick` does what is left. Off in tests.
BALISE_BACKGROUND = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

GRAPPLE = {"APPS": [], "ADD_SEARCH_HIT": False, "EXPOSE_GRAPHIQL": False}

# A query is written as a plan (`schema.engine.plan`) when it has been asked this many times before; None: never.
BALISE_PLAN_AFTER: int | None = 1
