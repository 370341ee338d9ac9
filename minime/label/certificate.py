"""The certificate that pictures are signed with: a given one, or one made on first use.

``MINIME_CERTIFICATE`` and ``MINIME_KEY`` name the PEM files of a given chain and its key. Else
a root signs one certificate and its key is thrown away; both certificates and the signing key
lie in one file, readable by its owner alone, so that the pictures of one computer bear one
certificate. They name no person, and nobody vouches for them: a reader finds them valid, and
their maker unknown.
"""

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from minime.errors import CredentialsError

if TYPE_CHECKING:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes, PublicKeyTypes

CERTIFICATE, KEY = "MINIME_CERTIFICATE", "MINIME_KEY"  # environment variables
OWN_FILE = "signing.pem"
VALID_FOR = timedelta(days=3650)
CLOCKS_DIFFER = timedelta(days=1)
_MAKER = "MiniMe, certificate made by the program itself"


@dataclass(frozen=True, kw_only=True)
class Identity:
    """chain: PEM certificates, the signer's first. key: PEM of its private key (PKCS 8).
    algorithm: as C2PA names it, such as "es256"."""

    chain: bytes
    key: bytes = field(repr=False)
    algorithm: str


def find_identity() -> Identity:
    """What to sign with. Raises CredentialsError where a given one can't be used."""
    certificate, key = os.environ.get(CERTIFICATE), os.environ.get(KEY)
    if certificate and key:
        return _read_given(Path(certificate), Path(key))
    if certificate or key:
        raise CredentialsError(f"Set both {CERTIFICATE} and {KEY}, or neither.")
    return _own_identity(config_folder() / OWN_FILE)


def config_folder() -> Path:
    """MiniMe's folder among the person's own settings: XDG's, or Windows' APPDATA."""
    base = os.environ.get("XDG_CONFIG_HOME") or os.environ.get("APPDATA")
    return Path(base or os.path.expanduser("~/.config"), "minime")


def _read_given(certificate: Path, key: Path) -> Identity:
    try:
        return _read_identity(certificate.read_bytes(), key.read_bytes())
    except OSError as error:
        raise CredentialsError(
            f"{error.filename} can't be read; correct {CERTIFICATE} and {KEY}."
        ) from error
    except (ValueError, TypeError) as error:
        raise CredentialsError(
            f"{certificate} and {key} are not a PEM certificate that is still valid and its PEM "
            f"key without a password; correct {CERTIFICATE} and {KEY}."
        ) from error


@lru_cache(maxsize=1)
def _own_identity(path: Path) -> Identity:
    """The one that lies at ``path``, else a new one, kept there where that is possible."""
    with suppress(OSError, ValueError, TypeError):
        packed = path.read_bytes()
        return _read_identity(packed, packed)
    identity = _make_identity()
    if path.is_absolute():  # else there is no home: for this run alone, as in one that is read-only
        with suppress(OSError):
            _keep(identity.key + identity.chain, path)
    return identity


def _keep(packed: bytes, path: Path) -> None:
    """Write a file that only its owner can read, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{secrets.token_hex(6)}.part")
    try:
        number = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(number, "wb") as file:
            file.write(packed)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _read_identity(chain: bytes, key: bytes) -> Identity:
    """Raises ValueError or TypeError for what is no PEM, does not belong together or is over."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    certificates = x509.load_pem_x509_certificates(chain)
    private = load_pem_private_key(key, password=None)
    if certificates[0].public_key() != private.public_key():
        raise ValueError("the key is another certificate's")
    if certificates[0].not_valid_after_utc <= datetime.now(UTC):
        raise ValueError("the certificate has expired")
    return _pack(certificates, private)


def _make_identity() -> Identity:
    from cryptography import x509
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.x509.oid import ExtendedKeyUsageOID

    root_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root = _certificate("root", root_key.public_key(), root_key.public_key(), signs_others=True)
    signer = _certificate("signer", key.public_key(), root_key.public_key(), signs_others=False)
    # C2PA asks for one of a few purposes; this is the one that every reader knows.
    purpose = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
    signer = signer.add_extension(purpose, critical=False)
    return _pack([part.sign(root_key, SHA256()) for part in (signer, root)], key)


def _certificate(
    name: str, public: "PublicKeyTypes", root: "PublicKeyTypes", *, signs_others: bool
) -> "x509.CertificateBuilder":
    """As the C2PA specification wants them (Trust Model, certificate profiles), unsigned."""
    from cryptography import x509

    now = datetime.now(UTC)
    usage = dict.fromkeys(
        ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement"), False
    )
    limits = x509.BasicConstraints(ca=signs_others, path_length=0 if signs_others else None)
    use = x509.KeyUsage(
        digital_signature=not signs_others,
        key_cert_sign=signs_others,
        crl_sign=signs_others,
        encipher_only=False,
        decipher_only=False,
        **usage,
    )
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name("root"))
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - CLOCKS_DIFFER)
        .not_valid_after(now + VALID_FOR)
        .add_extension(limits, critical=True)
        .add_extension(use, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root), critical=False)
    )


def _name(common: str) -> "x509.Name":
    from cryptography import x509
    from cryptography.x509.oid import NameOID

    parts = {NameOID.ORGANIZATION_NAME: _MAKER, NameOID.COMMON_NAME: common}
    return x509.Name([x509.NameAttribute(*part) for part in parts.items()])


def _pack(certificates: "list[x509.Certificate]", key: "PrivateKeyTypes") -> Identity:
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    return Identity(
        chain=b"".join(part.public_bytes(Encoding.PEM) for part in certificates),
        key=key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        algorithm=_algorithm(key),
    )


def _algorithm(key: "PrivateKeyTypes") -> str:
    """The name that C2PA gives to what a key signs with; raises ValueError if it has none."""
    from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

    curves = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}
    if isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name in curves:
        return curves[key.curve.name]
    if isinstance(key, rsa.RSAPrivateKey):
        return "ps256"
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return "ed25519"
    raise ValueError("C2PA knows no such key")
