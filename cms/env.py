"""Every value that Balise takes from its environment: name, type, default and meaning, in one place.

`read` either returns a complete, typed `Env` or raises one `SettingsError` that lists everything missing or
wrong and how to set it. docs/operations.md shows the same table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, get_type_hints

from django.core.exceptions import ImproperlyConfigured

from cms import parsers
from cms.contradictions import contradictions

BASE_DIR = Path(__file__).resolve().parents[1]

# The server reads 8,190 bytes of a request's first line, which has the method and the path too.
LONGEST_URL = 8_000

Refusal = Callable[[Any], Iterable[str]]


class SettingsError(ImproperlyConfigured):
    """The environment cannot be used; the message lists every reason."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(("Balise cannot start:", *(f"  - {problem}" for problem in self.problems))))


@dataclass(frozen=True, slots=True)
class Var:
    """One variable of the environment. Without a default it must be given; `example` says how."""

    name: str
    parse: Callable[[str], Any]
    help: str
    default: str | None = field(default=None, kw_only=True)
    example: str = field(default="", kw_only=True)


SECRET_EXAMPLE = "\"$(python3 -c 'import secrets; print(secrets.token_urlsafe(64))')\""  # noqa: S105 - how to make one


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Env:
    """The environment, typed; it has no `repr`, for it holds secrets. Limits are counts, the body's is in bytes."""

    secret_key: Annotated[
        str, Var("BALISE_SECRET_KEY", str, "Signs sessions and links: 50 random characters or more.",
                 example=SECRET_EXAMPLE)
    ]  # fmt: skip
    base_url: Annotated[
        str, Var("BALISE_BASE_URL", parsers.origin, "Origin of this platform: admin, API, media, documents.",
                 example="https://cms.portail.example")
    ]  # fmt: skip
    public_url: Annotated[
        str, Var("BALISE_PUBLIC_URL", parsers.origin, "Origin of the frontend that visitors know.",
                 example="https://portail.example")
    ]  # fmt: skip
    allowed_hosts: Annotated[
        tuple[str, ...], Var("BALISE_ALLOWED_HOSTS", parsers.names, "Host names besides that of BALISE_BASE_URL.",
                             default="", example="10.0.0.7,cms.internal")
    ]  # fmt: skip
    cors_origins: Annotated[
        tuple[str, ...], Var("BALISE_CORS_ORIGINS", parsers.origins, "Origins whose pages may read the API.",
                             default="", example="https://portail.example")
    ]  # fmt: skip
    csrf_origins: Annotated[
        tuple[str, ...], Var("BALISE_CSRF_ORIGINS", parsers.origins, "Origins that may post forms, besides our own.",
                             default="")
    ]  # fmt: skip
    proxies: Annotated[
        int, Var("BALISE_PROXIES", parsers.count, "Reverse proxies in front, whose X-Forwarded headers are believed.",
                 default="0", example="1")
    ]  # fmt: skip
    data_dir: Annotated[
        Path, Var("BALISE_DATA_DIR", parsers.folder, "Folder of the SQLite database and of local files.",
                  default=str(BASE_DIR / "data"), example="/var/lib/balise")
    ]  # fmt: skip
    database: Annotated[
        dict[str, Any], Var("DATABASE_URL", parsers.database, "PostgreSQL or SQLite; none: SQLite in the data folder.",
                            default="", example="postgres://balise:password@db:5432/balise")
    ]  # fmt: skip
    cache: Annotated[
        dict[str, Any], Var("BALISE_CACHE_URL", parsers.cache, "Cache, to be shared when there are several machines.",
                            default="locmemcache://balise", example="redis://cache:6379/0")
    ]  # fmt: skip
    email: Annotated[
        dict[str, Any], Var("BALISE_EMAIL_URL", parsers.email, "Where mail goes.",
                            default="smtp://localhost:25", example="smtp+tls://user:password@mail.example:587")
    ]  # fmt: skip
    email_from: Annotated[
        str, Var("BALISE_EMAIL_FROM", str, "Sender of the platform's mail.",
                 default="balise@localhost", example="ne-pas-repondre@portail.example")
    ]  # fmt: skip
    s3_private_bucket: Annotated[
        str, Var("BALISE_S3_PRIVATE_BUCKET", str, "Bucket of originals and documents; none: the data folder.",
                 default="")
    ]  # fmt: skip
    s3_public_bucket: Annotated[
        str, Var("BALISE_S3_PUBLIC_BUCKET", str, "Bucket of the public sizes of pictures.", default="")
    ]  # fmt: skip
    s3_public_url: Annotated[
        str, Var("BALISE_S3_PUBLIC_URL", parsers.optional_origin, "Origin that serves the public bucket, as a CDN.",
                 default="", example="https://media.portail.example")
    ]  # fmt: skip
    s3_endpoint: Annotated[
        str, Var("BALISE_S3_ENDPOINT", parsers.optional_origin, "Origin of an S3 service other than Amazon's.",
                 default="", example="https://s3.hebergeur.example")
    ]  # fmt: skip
    s3_region: Annotated[str, Var("BALISE_S3_REGION", str, "Region of the buckets.", default="")]
    s3_access_key: Annotated[
        str, Var("BALISE_S3_ACCESS_KEY", str, "Access key of the buckets; none: the machine's own role.", default="")
    ]  # fmt: skip
    s3_secret_key: Annotated[str, Var("BALISE_S3_SECRET_KEY", str, "Secret of that access key.", default="")]
    log_level: Annotated[
        str, Var("BALISE_LOG_LEVEL", parsers.log_level, "Least level that is logged.", default="INFO")
    ]  # fmt: skip
    stale_months: Annotated[
        int, Var("BALISE_STALE_MONTHS", parsers.positive, "Months without update before an entry is reported as old.",
                 default="12")
    ]  # fmt: skip
    geocoding_url: Annotated[
        str, Var("BALISE_GEOCODING_URL", parsers.optional_service,
                 "Where addresses are located, as the Base Adresse Nationale does it; none: nowhere.",
                 default="", example="https://data.geopf.fr/geocodage")
    ]  # fmt: skip
    antivirus: Annotated[
        str, Var("BALISE_ANTIVIRUS", parsers.optional_scanner, "The clamd that scans files sent to us; none: no scan.",
                 default="", example="clamd://127.0.0.1:3310")
    ]  # fmt: skip
    register_url: Annotated[
        str, Var("BALISE_REGISTER_URL", parsers.optional_service,
                 "Where companies are looked up, as the State's «recherche d’entreprises» does it; none: nowhere.",
                 default="", example="https://recherche-entreprises.api.gouv.fr")
    ]  # fmt: skip
    link_checks: Annotated[
        bool, Var("BALISE_LINK_CHECKS", parsers.flag, "The links that activators give are checked, on the internet.",
                  default="0")
    ]  # fmt: skip
    application_path: Annotated[
        str, Var("BALISE_APPLICATION_PATH", parsers.link_path, "Path of the frontend's page that opens a file again.",
                 default="/inscription/dossier#cle={key}")
    ]  # fmt: skip
    activation_path: Annotated[
        str, Var("BALISE_ACTIVATION_PATH", parsers.link_path, "Path of the frontend's page that activates an account.",
                 default="/compte/activation#cle={key}")
    ]  # fmt: skip
    password_path: Annotated[
        str, Var("BALISE_PASSWORD_PATH", parsers.link_path, "Path of the frontend's page that sets a new password.",
                 default="/compte/mot-de-passe#cle={key}")
    ]  # fmt: skip
    email_path: Annotated[
        str, Var("BALISE_EMAIL_PATH", parsers.link_path, "Path of the frontend's page that confirms an address.",
                 default="/compte/courriel#cle={key}")
    ]  # fmt: skip
    draft_key_days: Annotated[
        int, Var("BALISE_DRAFT_KEY_DAYS", parsers.positive, "Days that an emailed link to a file is good for.",
                 default="30")
    ]  # fmt: skip
    draft_warning_days: Annotated[
        int, Var("BALISE_DRAFT_WARNING_DAYS", parsers.positive, "Days untouched before a file's author is warned.",
                 default="60")
    ]  # fmt: skip
    draft_erasure_days: Annotated[
        int, Var("BALISE_DRAFT_ERASURE_DAYS", parsers.positive, "Days untouched before an unfinished file is erased.",
                 default="90")
    ]  # fmt: skip
    closed_file_days: Annotated[
        int, Var("BALISE_CLOSED_FILE_DAYS", parsers.positive, "Days before a refused or withdrawn file is erased.",
                 default="730")
    ]  # fmt: skip
    decision_working_days: Annotated[
        bool, Var("BALISE_DECISION_WORKING_DAYS", parsers.flag, "The 15 days for a decision are working days.",
                  default="0")
    ]  # fmt: skip
    introspection: Annotated[
        bool, Var("BALISE_INTROSPECTION", parsers.flag, "GraphQL answers introspection.", default="0")
    ]
    graphiql: Annotated[
        bool, Var("BALISE_GRAPHIQL", parsers.flag, "GraphiQL is served; needs introspection.", default="0")
    ]  # fmt: skip
    suggestions: Annotated[
        bool, Var("BALISE_SUGGESTIONS", parsers.flag, "GraphQL errors suggest names of fields.", default="0")
    ]  # fmt: skip
    graphql_max_body: Annotated[
        int, Var("BALISE_GRAPHQL_MAX_BODY", parsers.positive, "Bytes of a request.", default="100000")
    ]  # fmt: skip
    graphql_max_url: Annotated[
        int, Var("BALISE_GRAPHQL_MAX_URL", parsers.up_to(LONGEST_URL),
                 f"Bytes of a request in an address, at most {LONGEST_URL}.", default=str(LONGEST_URL))
    ]  # fmt: skip
    graphql_max_tokens: Annotated[
        int, Var("BALISE_GRAPHQL_MAX_TOKENS", parsers.positive, "Tokens of a document.", default="2000")
    ]  # fmt: skip
    graphql_max_definitions: Annotated[
        int, Var("BALISE_GRAPHQL_MAX_DEFINITIONS", parsers.positive, "Operations and fragments of a document.",
                 default="100")
    ]  # fmt: skip
    graphql_max_depth: Annotated[
        int, Var("BALISE_GRAPHQL_MAX_DEPTH", parsers.positive, "Nested levels of fields.", default="15")
    ]  # fmt: skip
    graphql_max_aliases: Annotated[
        int, Var("BALISE_GRAPHQL_MAX_ALIASES", parsers.positive, "Aliases of a document.", default="30")
    ]  # fmt: skip
    graphql_max_root_fields: Annotated[
        int, Var("BALISE_GRAPHQL_MAX_ROOT_FIELDS", parsers.positive, "Fields at the root.", default="15")
    ]  # fmt: skip
    graphql_max_directives: Annotated[
        int, Var("BALISE_GRAPHQL_MAX_DIRECTIVES", parsers.positive, "Directives of a document.", default="20")
    ]  # fmt: skip
    graphql_max_cost: Annotated[
        int, Var("BALISE_GRAPHQL_MAX_COST", parsers.positive, "Objects an operation may make the server build.",
                 default="20000")
    ]  # fmt: skip
    answer_cache: Annotated[
        bool, Var("BALISE_ANSWER_CACHE", parsers.flag, "Answers are kept until what they were made from changes.",
                  default="1")
    ]  # fmt: skip
    graphql_budget: Annotated[
        int, Var("BALISE_GRAPHQL_BUDGET", parsers.count, "Objects for one client address in a minute; 0: no end.",
                 default="1000000")
    ]  # fmt: skip
    server_timing: Annotated[
        bool, Var("BALISE_SERVER_TIMING", parsers.flag, "GraphQL tells what its time was spent on (Server-Timing).",
                  default="0")
    ]  # fmt: skip
    trusted_documents_only: Annotated[
        bool, Var("BALISE_TRUSTED_DOCUMENTS_ONLY", parsers.flag, "Only what `load_documents` has loaded is answered.",
                  default="0")
    ]  # fmt: skip
    demo: Annotated[bool, Var("BALISE_DEMO", parsers.flag, "Published logins work; set by `./run demo`.", default="0")]
    debug: Annotated[
        bool, Var("BALISE_DEBUG", parsers.flag, "Django's debug pages; never in production.", default="0")
    ]  # fmt: skip

    @property
    def uses_s3(self) -> bool:
        """Whether files are in buckets rather than in the data folder."""
        return bool(self.s3_private_bucket)


def variables() -> dict[str, Var]:
    """Every variable, by field of `Env`, in order."""
    hints = get_type_hints(Env, include_extras=True)
    return {name: hint.__metadata__[0] for name, hint in hints.items() if hasattr(hint, "__metadata__")}


def read(
    environ: Mapping[str, str],
    *,
    defaults: Mapping[str, str] | None = None,
    refusals: Mapping[str, Refusal] | None = None,
) -> Env:
    """The typed environment.

    `defaults`, by variable, come before the variables' own. `refusals`, by field of `Env`, say what is wrong with
    a well-formed value. Raises `SettingsError` with everything that is missing, malformed or refused.
    """
    given = {**(defaults or {}), **{name: value for name, value in environ.items() if value.strip()}}
    values: dict[str, Any] = {}
    problems: list[str] = []
    for name, variable in variables().items():
        text = given.get(variable.name, variable.default)
        if text is None:
            problems.append(
                f"{variable.name} is missing. {variable.help} Set it: export {variable.name}={variable.example}"
            )
            continue
        try:
            values[name] = variable.parse(text.strip())
        except (ValueError, ImproperlyConfigured) as error:
            problems.append(f"{variable.name} cannot be used: {error}. {variable.help}")
            continue
        reasons = refusals[name](values[name]) if refusals and name in refusals else ()
        problems.extend(f"{variable.name} is refused: {reason}. {variable.help}" for reason in reasons)
    if problems:
        raise SettingsError(problems)
    env = Env(**values)
    if found := list(contradictions(env)):
        raise SettingsError(found)
    return env
