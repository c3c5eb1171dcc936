"""Self-made certificates for tests: a key file as offices get it, and the certificate alone."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

EDWARDS = (ed25519.Ed25519PrivateKey, ed448.Ed448PrivateKey)
Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | ed448.Ed448PrivateKey
NOW = datetime.now(UTC)
PASSWORD = "口令Ab1"


def certificate(
    folder: Path,
    name: str = "李祎",
    days: tuple[float, float] = (-1, 365),
    rsa_key: bool = False,
    signs: bool = True,
    key: Key | None = None,
) -> tuple[Path, Path]:
    """A self-made certificate with its key: the .p12 file and the certificate alone; one that ``signs`` not is for secrets.

    Several names are parted by a slash.
    """
    if key is None:
        key = rsa.generate_private_key(65537, 2048) if rsa_key else ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, one) for one in name.split("/")])
    name = name.replace("/", "、")
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW + timedelta(days[0]))
        .not_valid_after(NOW + timedelta(days[1]))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
        .add_extension(
            x509.KeyUsage(signs, signs, not signs, False, False, False, False, False, False), critical=True
        )
        .sign(key, None if isinstance(key, EDWARDS) else hashes.SHA256())
    )
    sealed = serialization.BestAvailableEncryption(PASSWORD.encode())
    file = folder / f"{name}.p12"
    file.write_bytes(pkcs12.serialize_key_and_certificates(name.encode(), key, made, None, sealed))
    alone = folder / f"{name}.crt"
    alone.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    return file, alone
