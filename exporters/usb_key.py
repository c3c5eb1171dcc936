"""Certificates on a key or card (U盾、智能卡): listing them and signing, through the office's own PKCS#11 driver.

Drivers are other makers' programs and may crash: all of them run in a child process. The PIN goes to it through a pipe,
is given to the driver, and is written nowhere.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from data import apart
from data.apart import Apart, Lost
from data.domain.errors import UserError
from data.domain.model import Report, no_report
from data.domain.signed import SignatureCheck
from data.files import translate_os_errors
from data.words import day
from exporters.pades import (
    Signing,
    check_period,
    has_known_key,
    is_sm2,
    may_sign,
    name_of,
    quiet,
    sign_with,
    validate_signatures,
)

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate
    from pkcs11 import Session, Slot
    from pyhanko.sign.pkcs11 import PKCS11Signer

LIST_LIMIT, SIGN_LIMIT = 60.0, 180.0
"""Seconds a driver may stay silent; signing may wait for a person to press the key's button."""

SM2_ADVICE = "请用签章厂商自己的签名软件签好，再把签好的 PDF 拖到“签字盖章件”里收存。"
_OTHER_WAY = "仍不行的，请用厂商自己的签名软件签好，再把 PDF 拖到“签字盖章件”里收存。"
_MACHINES = {
    "pe": {0x14C: "x86", 0x8664: "x86_64", 0xAA64: "aarch64"},
    "elf": {3: "x86", 62: "x86_64", 183: "aarch64", 258: "loongarch64"},
}
_SPOKEN = {"x86": "32位", "x86_64": "64位", "aarch64": "ARM 64位", "loongarch64": "龙芯64位"}


@dataclass(frozen=True, slots=True)
class KeyCertificate:
    """One certificate on a plugged-in key: by which driver, on which token, its fingerprint, whose it is, valid until when.

    ``why_not`` says why it cannot sign; "" where it can.
    """

    driver: Path
    token: str
    serial: bytes
    fingerprint: str
    subject: str
    until: str
    why_not: str = ""


def certificates_on(driver: Path, report: Report = no_report) -> tuple[KeyCertificate, ...]:
    """Every certificate on the keys plugged in now, those that can sign first; ``UserError`` where there is none."""
    _check_driver(driver)
    with _said_of_loss("没有读到证书", LIST_LIMIT), Apart() as child:
        return child.ask(list_certificates, driver, datetime.now(UTC), report=report, limit=LIST_LIMIT)


def sign_with_key(
    source: Path,
    target: Path,
    certificate: KeyCertificate,
    pin: str,
    said: Signing,
    report: Report = no_report,
) -> SignatureCheck:
    """Sign ``source`` into ``target`` whole or not at all with the private key of a certificate on a key.

    The PIN is tried once: keys lock after a few wrong ones.
    """
    _check_driver(certificate.driver)
    with _said_of_loss("没有签名", SIGN_LIMIT), Apart() as child:
        child.ask(sign_on_key, (source, target), certificate, pin, said, report=report, limit=SIGN_LIMIT)
    return validate_signatures(target)[-1]


@contextmanager
def _said_of_loss(outcome: str, limit: float) -> Iterator[None]:
    """A driver that took its process down, or hangs, is a sentence."""
    try:
        yield
    except Lost as lost:
        if lost.why == apart.SLOW:
            raise UserError(
                f"U盾{limit:.0f}秒没有回应，{outcome}。", f"请拔下重插后再试；{_OTHER_WAY}"
            ) from None
        raise UserError(
            f"U盾的驱动程序出错退出了，{outcome}。",
            f"请拔下重插后再试，或向厂商要新版驱动；{_OTHER_WAY}",
        ) from None


# ---------------------------------------------------------------- the driver's file


def _check_driver(driver: Path) -> None:
    """``UserError`` where this file can never be loaded here; says which kind is needed."""
    with translate_os_errors("驱动文件"), open(driver, "rb") as file:
        kind, machine = _machine_of(file.read(4096))
    if not kind:
        raise UserError(
            f"“{driver.name}”不是驱动文件。",
            "请选择厂商驱动里的 PKCS#11 接口文件（Windows 上是 .dll，麒麟、统信上是 .so）。",
        )
    ours = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine().lower())
    if machine != ours:
        theirs, wanted = _SPOKEN.get(machine, "别种处理器"), _SPOKEN.get(ours, ours)
        raise UserError(
            f"“{driver.name}”是{theirs}的驱动，本程序要用{wanted}的。",
            f"同一驱动的安装文件夹里常有{wanted}的一份；没有的，请向厂商要。",
        )


def _machine_of(head: bytes) -> tuple[str, str]:
    """The kind of library (pe, elf; "" for neither) and the processor it is made for."""
    if head[:4] == b"\x7fELF":
        return "elf", _MACHINES["elf"].get(int.from_bytes(head[18:20], "little"), "")
    at = int.from_bytes(head[60:64], "little")
    if head[:2] == b"MZ" and head[at : at + 4] == b"PE\0\0":
        return "pe", _MACHINES["pe"].get(int.from_bytes(head[at + 4 : at + 6], "little"), "")
    return "", ""


# ---------------------------------------------------------------- the child's side


def list_certificates(driver: Path, now: datetime, report: Report) -> tuple[KeyCertificate, ...]:
    """``certificates_on``, in this very process."""
    from pkcs11 import Attribute, ObjectClass

    found: dict[str, KeyCertificate] = {}
    with quiet(), _faults("没有读到证书"):
        slots = _slots(driver)
        for slot in slots:
            token = slot.get_token()
            with token.open() as session:
                for thing in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
                    data = bytes(thing[Attribute.VALUE])
                    mark = sha256(data).hexdigest()
                    told = _told_of(data, now)
                    found[mark] = KeyCertificate(driver, token.label, token.serial, mark, *told)
    if not found:
        raise UserError("U盾里没有读到证书。", f"请用厂商的管理工具看看里面有没有证书；{_OTHER_WAY}")
    return tuple(sorted(found.values(), key=lambda one: bool(one.why_not)))


def sign_on_key(
    files: tuple[Path, Path], certificate: KeyCertificate, pin: str, said: Signing, report: Report
) -> None:
    """``sign_with_key``, in this very process."""
    from pkcs11.exceptions import PinIncorrect, PinInvalid, PinLenRange

    with _faults("没有签名"):
        slot = next(
            (one for one in _slots(certificate.driver) if one.get_token().serial == certificate.serial), None
        )
        if slot is None:
            raise _not_plugged(f"没有找到这张证书所在的U盾（{certificate.token}），没有签名。")
        try:
            session = slot.get_token().open(user_pin=pin)
        except (PinIncorrect, PinInvalid, PinLenRange) as error:
            raise _wrong_pin(slot) from error
        with session:
            sign_with(*files, _signer(slot, session, certificate, said.at), said)


def _slots(driver: Path) -> list[Slot]:
    """The places where a key that was ever set up is plugged in."""
    import pkcs11
    from pkcs11 import TokenFlag
    from pkcs11.exceptions import PKCS11Error

    if os.name == "nt":  # the driver's own libraries lie beside it
        os.environ["PATH"] = f"{driver.parent}{os.pathsep}{os.environ['PATH']}"
    try:
        library = pkcs11.lib(str(driver))
    except PKCS11Error as error:
        if type(error) is not PKCS11Error:  # the driver itself answered
            raise
        raise UserError(
            f"“{driver.name}”装不上，或者不是U盾的驱动文件。",
            "请核对是不是厂商驱动里的 PKCS#11 接口文件；驱动没有安装的，请先安装再选。",
        ) from error
    slots = [
        slot
        for slot in library.get_slots(token_present=True)
        if TokenFlag.TOKEN_INITIALIZED in slot.get_token().flags
    ]
    if not slots:
        raise _not_plugged("没有找到插着的U盾。")
    return slots


def _signer(slot: Slot, session: Session, wanted: KeyCertificate, at: datetime) -> PKCS11Signer:
    """A signer of pyHanko's for this certificate and the private key that goes with it."""
    from asn1crypto.x509 import Certificate
    from pkcs11 import Attribute, Mechanism, ObjectClass
    from pyhanko.sign.pkcs11 import PKCS11Signer

    for thing in session.get_objects({Attribute.CLASS: ObjectClass.CERTIFICATE}):
        data = bytes(thing[Attribute.VALUE])
        if sha256(data).hexdigest() == wanted.fingerprint:
            break
    else:
        raise UserError("U盾里已经没有这张证书，没有签名。", "请重新读取证书，再选一次。")
    certificate = Certificate.load(data)
    check_period(certificate.not_valid_before, certificate.not_valid_after, at)
    if why_not := _why_not(certificate, at):
        raise UserError(f"这张证书不能签名：{why_not}。", SM2_ADVICE)
    hashing = (
        Mechanism.SHA256_RSA_PKCS if certificate.public_key.algorithm == "rsa" else Mechanism.ECDSA_SHA256
    )
    number = thing[Attribute.ID]
    return PKCS11Signer(
        session,
        signing_cert=certificate,
        key_id=number or None,
        key_label=None if number else thing[Attribute.LABEL],
        use_raw_mechanism=hashing not in slot.get_mechanisms(),  # many keys sign digests only
    )


# ---------------------------------------------------------------- certificates in words


def _told_of(data: bytes, now: datetime) -> tuple[str, str, str]:
    """Whose certificate it is, until when it is valid, and why it cannot sign."""
    from asn1crypto.x509 import Certificate

    try:
        certificate = Certificate.load(data)
        return name_of(certificate), day(certificate.not_valid_after.astimezone()), _why_not(certificate, now)
    except (ValueError, TypeError, KeyError, AttributeError):
        return "读不懂的证书", "", "证书内容读不懂"


def _why_not(certificate: Certificate, now: datetime) -> str:
    if certificate.not_valid_after < now:
        return f"已于{day(certificate.not_valid_after.astimezone())}过期"
    if certificate.not_valid_before > now:
        return f"{day(certificate.not_valid_before.astimezone())}才生效"
    if not has_known_key(certificate):
        return "国密（SM2）证书，本程序签不了" if is_sm2(certificate) else "密钥的算法本程序不支持"
    return "" if may_sign(certificate) else "加密证书，不用来签名"


# ---------------------------------------------------------------- faults in words


@contextmanager
def _faults(outcome: str) -> Iterator[None]:
    """What a driver answers, as a sentence."""
    from pkcs11 import exceptions as p11
    from pkcs11.exceptions import PKCS11Error

    removed = (
        p11.DeviceRemoved,
        p11.TokenNotPresent,
        p11.TokenNotRecognised,
        p11.DeviceError,
        p11.SessionClosed,
        p11.SessionHandleInvalid,
        p11.SlotIDInvalid,
    )
    unable = (p11.MechanismInvalid, p11.KeyTypeInconsistent, p11.KeySizeRange, p11.FunctionNotSupported)
    try:
        yield
    except removed as error:
        raise UserError(f"U盾中途断开或被拔出，{outcome}。", "请插好，等指示灯稳定后再试一次。") from error
    except p11.PinLocked as error:
        raise UserError(f"U盾的 PIN 码已锁死，{outcome}。", "请带上U盾到签发机构或厂商那里解锁。") from error
    except (p11.PinExpired, p11.UserPinNotInitialized) as error:
        raise UserError(
            f"U盾的 PIN 码还没有设置或已到期，{outcome}。", "请用厂商的管理工具设好新的 PIN 码，再来签名。"
        ) from error
    except (p11.FunctionCancelled, p11.FunctionRejected) as error:
        raise UserError(f"在U盾上取消了，{outcome}。", "要签名的，请再签一次，并在U盾上按确认。") from error
    except unable as error:
        raise UserError(f"U盾不支持这种签名，{outcome}。", SM2_ADVICE) from error
    except PKCS11Error as error:
        if type(error) is PKCS11Error:  # pyHanko looked for the key in vain
            raise UserError(
                f"U盾里没有和这张证书配对的私钥，{outcome}。", "请换一张证书；仍没有的，请问签发机构。"
            ) from error
        raise UserError(f"U盾没有完成这一步，{outcome}。", f"请拔下重插后再试；{_OTHER_WAY}") from error


def _not_plugged(title: str) -> UserError:
    return UserError(title, "请插好U盾，等指示灯稳定后再试；已插着的，请核对驱动文件是不是这个厂商的。")


def _wrong_pin(slot: Slot) -> UserError:
    """Says how near the key is to locking, where the key tells."""
    from pkcs11 import TokenFlag

    flags = slot.get_token().flags
    if TokenFlag.USER_PIN_LOCKED in flags:
        return UserError("PIN 码不对，U盾已锁死，没有签名。", "请带上U盾到签发机构或厂商那里解锁。")
    last = "这次再错就会锁死。" if TokenFlag.USER_PIN_FINAL_TRY in flags else ""
    return UserError(
        "PIN 码不对，没有签名。",
        f"{last}连续输错几次，U盾就会锁死，只能到签发机构解锁；记不准的，请先问清楚再输。",
    )
