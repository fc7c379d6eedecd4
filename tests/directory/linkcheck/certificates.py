"""Certificates for servers of tests: good ones, an expired one, one that nobody has signed."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

GOOD, EXPIRED, SELF_SIGNED, STRANGE = "site.example", "expire.example", "seul.example", "inconnu.example"


class Authority:
    """`trusted` is the file of the certificate that a client has to know."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._root = self._make("racine", None)
        self.trusted = folder / "racine.pem"
        other = self._make("autre racine", None)
        for name in (GOOD, "xn--caf-dma.example"):
            self._make(name, self._root)
        self._make(EXPIRED, self._root, days=-1)
        self._make(SELF_SIGNED, None)
        self._make(STRANGE, other)

    def server(self) -> ssl.SSLContext:
        """One that presents the certificate of the name it is asked for."""
        contexts = {path.stem: ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) for path in self._folder.glob("*.pem")}
        for name, context in contexts.items():
            context.load_cert_chain(self._folder / f"{name}.pem")

        def choose(sock: ssl.SSLSocket, name: str | None, _: ssl.SSLContext) -> None:
            sock.context = contexts.get(name or "", contexts[GOOD])

        contexts[GOOD].sni_callback = choose  # type: ignore[assignment]
        return contexts[GOOD]

    def _make(self, name: str, issuer: Any, days: int = 30) -> Any:
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        now = datetime.now(UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer[1].subject if issuer else subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=60))
            .not_valid_after(now + timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca="racine" in name, path_length=None), critical=True)
        )
        if "racine" not in name:
            builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        certificate = builder.sign(issuer[0] if issuer else key, hashes.SHA256())
        no_password = serialization.NoEncryption()
        pem = serialization.Encoding.PEM
        (self._folder / f"{name}.pem").write_bytes(
            key.private_bytes(pem, serialization.PrivateFormat.PKCS8, no_password) + certificate.public_bytes(pem)
        )
        return key, certificate
