"""Certificate signatures in PDFs (证书签名): signing, PAdES B-B and offline, and saying what a signature is worth.

pyHanko does the work; it takes 0.3 s to load, so it is loaded only when a signature is made or checked.
"""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from data.domain.errors import UserError
from data.domain.signed import BROKEN, EXPIRED, OUT_OF_TIME, PARTIAL, UNCHECKED, SignatureCheck
from data.files import atomic_write, translate_os_errors
from data.words import day, masked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from asn1crypto.x509 import Certificate
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import SigFieldSpec
    from pyhanko.sign.signers import Signer, SimpleSigner
    from pyhanko.sign.validation import EmbeddedPdfSignature
    from pyhanko.stamp import StaticStampStyle

NO_SM2 = "国密（SM2）电子印章本程序不能核验，请用签章厂商的软件核验。"
_UNREAD = SignatureCheck("未能读出", "", False, False, False, f"这枚签名本程序读不懂。{NO_SM2}", UNCHECKED)
_CURVES = ("secp256r1", "secp384r1", "secp521r1")
_CHINESE_ALGORITHMS = bytes.fromhex("2a811ccf55")  # 1.2.156.10197
_LOGGERS = ("pyhanko", "pyhanko_certvalidator")


@dataclass(frozen=True, slots=True)
class Signing:
    """What a signature says beside its signer: why, when by this PC's clock, and where it shows on the paper: not at all
    (None), in the row of a role of the sign chain (单位负责人), or beside the date the paper is signed under ("").

    The role goes into the signature as part of its reason, so that it can be compared with the chain ever after."""

    reason: str
    at: datetime
    shown: str | None = None


def sign_pdf(source: Path, target: Path, key_file: Path, password: str, said: Signing) -> SignatureCheck:
    """Sign ``source`` into ``target`` with a key file (.p12); see ``sign_with``. The password is used and forgotten."""
    return sign_with(source, target, _signer(key_file, password, said.at), said)


def sign_with(source: Path, target: Path, signer: Signer, said: Signing) -> SignatureCheck:
    """Sign ``source`` into ``target`` whole or not at all, beside signatures already there; gives back its check.

    The time in the signature is this PC's clock, as no time stamp is asked for. What it shows on the paper is no seal.
    """
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import signers
    from pyhanko.sign.fields import SigSeedSubFilter

    with (
        translate_os_errors("签名文件"),
        quiet(),
        open(source, "rb") as unsigned,
        tempfile.TemporaryDirectory(prefix=".zgt-", dir=target.parent) as scratch,
    ):
        with _unreadable_as_error(source):
            writer = IncrementalPdfFileWriter(unsigned)
            field = f"Signature{len(_signatures(writer.prev)) + 1}"
        meta = signers.PdfSignatureMetadata(
            field_name=field,
            subfilter=SigSeedSubFilter.PADES,
            md_algorithm="sha256",
            reason="：".join(word for word in (said.reason, said.shown) if word) or None,
        )
        look, spec = _shown(source, signer, said, field, Path(scratch))
        made = signers.PdfSigner(meta, signer, stamp_style=look, new_field_spec=spec)
        with atomic_write(target) as signed:
            made.sign_pdf(writer, output=signed)
    return validate_signatures(target)[-1]


def has_signatures(path: Path) -> bool:
    """Whether a PDF holds a certificate signature at all; reads the bytes, loads nothing."""
    with translate_os_errors("签名文件"):
        return path.suffix.lower() == ".pdf" and b"/ByteRange" in path.read_bytes()


def validate_signatures(path: Path, trusted: Sequence[Path] = ()) -> tuple[SignatureCheck, ...]:
    """What each signature in the PDF is worth, in order; ``trusted`` are certificate files of issuers this desk trusts.

    Nothing is fetched: whether a certificate was revoked meanwhile cannot be known here, and no sentence claims it.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader

    with translate_os_errors("签名文件"), quiet(), open(path, "rb") as handle:
        with _unreadable_as_error(path):
            found = _signatures(PdfFileReader(handle, strict=False))
        roots = _roots(trusted)
        return tuple(_check(signature, roots) if signature else _UNREAD for signature in found)


# ---------------------------------------------------------------- signing


def _shown(
    source: Path, signer: Signer, said: Signing, field: str, scratch: Path
) -> tuple[StaticStampStyle | None, SigFieldSpec | None]:
    """The look of a signature that shows on the paper, and its field there; nothing for one that does not."""
    if said.shown is None:
        return None, None
    from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
    from pyhanko.sign.fields import SigFieldSpec
    from pyhanko.stamp import StaticStampStyle

    from exporters.sign_mark import draw_mark
    from exporters.sign_place import find_place

    assert signer.signing_cert is not None
    name, at = name_of(signer.signing_cert), said.at.astimezone()
    upright = draw_mark(name, at)
    place = find_place(source, (upright.width, upright.height), said.shown)
    look = scratch / "look.pdf"
    look.write_bytes(draw_mark(name, at, turn=place.turn).pdf)
    whole = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, margins=Margins.uniform(0))
    style = StaticStampStyle.from_pdf_file(str(look), border_width=0, background_layout=whole)
    return style, SigFieldSpec(field, on_page=place.page, box=place.box)


def _signer(key_file: Path, password: str, at: datetime) -> SimpleSigner:
    from asn1crypto import pkcs12 as container
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import pkcs12
    from pyhanko.sign.signers import SimpleSigner

    with translate_os_errors("证书文件"):
        data = key_file.read_bytes()
    try:
        container.Pfx.load(data, strict=True)["version"].native  # noqa: B018 - parsed when read
    except (ValueError, TypeError) as error:
        raise UserError(
            f"“{key_file.name}”不是证书文件。", "请选择签发机构给的 .p12 或 .pfx 文件（里面带私钥）。"
        ) from error
    try:
        key, certificate, _ = pkcs12.load_key_and_certificates(data, password.encode())
    except UnsupportedAlgorithm as error:
        raise _cannot_use(key_file) from error
    except ValueError as error:
        raise UserError("证书密码不对，没有签名。", "请核对大小写后再输入一次；密码不会保存。") from error
    if key is None or certificate is None:
        raise UserError(
            f"“{key_file.name}”里没有私钥，不能签名。", "请向签发机构索取带私钥的 .p12 或 .pfx 文件。"
        )
    check_period(certificate.not_valid_before_utc, certificate.not_valid_after_utc, at)
    try:
        signer = SimpleSigner.load_pkcs12_data(data, other_certs=[], passphrase=password.encode())
    except (ValueError, NotImplementedError, UnsupportedAlgorithm) as error:
        raise _cannot_use(key_file) from error
    assert signer.signing_cert is not None
    if not has_known_key(signer.signing_cert):
        raise _cannot_use(key_file)
    if not may_sign(signer.signing_cert):
        raise UserError(
            f"“{key_file.name}”里的证书不是用来签名的，多半是加密证书。",
            "请选签名用的那一张；没有的，请向签发机构索取签名证书。",
        )
    return signer


def _cannot_use(key_file: Path) -> UserError:
    return UserError(
        f"“{key_file.name}”用的算法本程序不支持，不能签名。",
        "本程序支持 RSA 和 ECDSA 证书；国密（SM2）证书请用签章厂商的软件签名，再把签好的 PDF 放进来。",
    )


def has_known_key(certificate: Certificate) -> bool:
    """Whether the certificate's key is of a kind this program signs with: RSA, or ECDSA on a common curve."""
    key = certificate.public_key
    return key.algorithm == "rsa" or (key.algorithm == "ec" and key.curve[1] in _CURVES)


def may_sign(certificate: Certificate) -> bool:
    """Whether the certificate is for signatures, and not for secrets only."""
    usage = certificate.key_usage_value
    return usage is None or bool({"digital_signature", "non_repudiation"} & set(usage.native))


def check_period(begins: datetime, ends: datetime, at: datetime) -> None:
    """``UserError`` where a certificate is not valid at that time."""
    if at > ends:
        raise UserError(
            f"证书已于{day(ends)}过期，没有签名。", "请向签发机构换发证书，或改用纸质签字后扫描。"
        )
    if at < begins:
        raise UserError(
            f"证书要到{day(begins)}才生效，没有签名。", "请核对电脑的日期；日期无误时，请到生效后再签。"
        )


# ---------------------------------------------------------------- checking


def _roots(files: Sequence[Path]) -> list[Certificate]:
    from pyhanko.keys import load_certs_from_pemder

    try:
        return list(load_certs_from_pemder([str(file) for file in files]))
    except (OSError, ValueError, TypeError) as error:
        names = "、".join(file.name for file in files)
        raise UserError(
            f"信任的签发机构证书读不出来（{names}）。", "请核对这些文件，删掉不是证书的，再放一次。"
        ) from error


def _signatures(reader: PdfFileReader) -> list[EmbeddedPdfSignature | None]:
    """Every signature in signing order; None for one whose contents cannot be read, as seals of other makers."""
    from pyhanko.pdf_utils.generic import DictionaryObject
    from pyhanko.sign.fields import enumerate_sig_fields
    from pyhanko.sign.validation import EmbeddedPdfSignature

    found = []
    for name, _, reference in enumerate_sig_fields(reader, filled_status=True):
        try:
            field = reference.get_object()
            assert isinstance(field, DictionaryObject)
            found.append(EmbeddedPdfSignature(reader, field, name))
        except Exception:  # whatever a seal holds, it must not stop the reading of the others
            found.append(None)
    return sorted(found, key=lambda one: (one is None, one.signed_revision if one else 0))


def _check(signature: EmbeddedPdfSignature, roots: list[Certificate]) -> SignatureCheck:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    signer = name_of(signature.signer_cert)
    when = signature.self_reported_timestamp
    on = f"{day(when.astimezone())} {when.astimezone():%H:%M}" if when else ""
    if is_sm2(signature.signer_cert):
        return SignatureCheck(signer, on, False, False, False, NO_SM2, UNCHECKED)
    try:
        context = ValidationContext(trust_roots=roots, allow_fetching=False)
        status = validate_pdf_signature(signature, context)
    except Exception:
        said = f"这枚签名核验不了，可能已损坏。{NO_SM2}"
        return SignatureCheck(signer, on, False, False, False, said, UNCHECKED)
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE or (
        status.coverage == SignatureCoverageLevel.ENTIRE_REVISION
        and status.modification_level in (ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)
    )
    intact = status.intact and status.valid
    out_of_time = _out_of_time(signature.signer_cert, when)
    trusted = intact and status.trusted and not out_of_time
    if not intact:
        fault, said = BROKEN, f"{signer}的签名无效：签名以后文件内容被改动过。"
    elif not whole:
        fault, said = PARTIAL, f"{signer}的签名只管文件的一部分：签名以后又加了内容，请核对是否本意。"
    elif out_of_time:
        fault, said = out_of_time[0], f"{signer}{out_of_time[1]}"
    else:
        fault, said = "", _sentence(signer, trusted)
    return SignatureCheck(signer, on, intact, trusted, whole, said, fault, _role(signature))


def _role(signature: EmbeddedPdfSignature) -> str:
    """The place of the sign chain that the signature's reason names: 审签：单位负责人."""
    return str(signature.sig_object.get("/Reason", "")).partition("：")[2]


def _out_of_time(certificate: Certificate, when: datetime | None) -> tuple[str, str] | None:
    """What is wrong with the certificate's time, at the signing by the signer's clock and now; None where nothing is."""
    begins, ends = certificate.not_valid_before.astimezone(), certificate.not_valid_after.astimezone()
    now = datetime.now().astimezone()
    signed = when or now
    if signed < begins:
        return OUT_OF_TIME, f"签名时证书还没有生效（{day(begins)}起有效），请核对签名时间。"
    if signed > ends:
        return OUT_OF_TIME, f"签名时证书已经过期（有效到{day(ends)}），请换有效的证书重新签名。"
    if now > ends:
        return (
            EXPIRED,
            f"签名时证书有效，现已过期（有效到{day(ends)}）；签名时间只凭签名人电脑的时钟，请核对。",
        )
    return None


def _sentence(signer: str, trusted: bool) -> str:
    if trusted:
        return f"{signer}的签名有效，签发机构在本机信任列表；没有联网，不知道证书是否已被吊销。"
    return f"{signer}的签名有效，但签发机构不在本机信任列表。"


def is_sm2(certificate: Certificate) -> bool:
    """Whether a Chinese national algorithm signed it or is its key's: their identifiers share one root."""
    return _CHINESE_ALGORITHMS in certificate.dump()


def name_of(certificate: Certificate) -> str:
    """Whose certificate it is: the person, else the organisation; an identity number in it is not shown whole."""
    subject = certificate.subject.native
    named = subject.get("common_name") or subject.get("organization_name") or "未写姓名"
    return masked("、".join(named) if isinstance(named, list) else str(named))


@contextmanager
def _unreadable_as_error(path: Path) -> Iterator[None]:
    from pyhanko.pdf_utils.misc import PdfError

    try:
        yield
    except (PdfError, ValueError, KeyError, TypeError) as error:
        raise UserError(
            f"“{path.name}”打不开或已损坏，签名没有核验。", "请重新复制或请对方重新发送后再放进来。"
        ) from error


@contextmanager
def quiet() -> Iterator[None]:
    """pyHanko logs every doubtful path with a traceback; what matters is in the sentence."""
    before = {name: logging.getLogger(name).level for name in _LOGGERS}
    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for name, level in before.items():
            logging.getLogger(name).setLevel(level)
