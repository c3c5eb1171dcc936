"""Signing with a key: a real PKCS#11 driver (SoftHSM) with real keys, and drivers that crash, hang or refuse."""

from datetime import timedelta
from pathlib import Path

import pytest
from asn1crypto import pem
from asn1crypto.x509 import Certificate

from data.domain.errors import Cancelled, UserError
from exporters import usb_key
from exporters.forms import FORMS
from exporters.pades import Signing, validate_signatures
from exporters.usb_key import certificates_on, sign_with_key
from tests import factory_token
from tests.factory_certificates import NOW, certificate
from tests.factory_contents import sample_contents
from tests.factory_token import PIN, Token, faulty_driver, with_certificate

SAID = Signing("审签", NOW)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    return (
        FORMS["letter"]
        .write(sample_contents(codes={"letter": "YWJ3-D7ZV-7P78-RGWP-7"}), tmp_path / "函.pdf")
        .path
    )


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Token:
    return factory_token.plugged_in(tmp_path / "hsm", monkeypatch)


@pytest.mark.parametrize("rsa_key", [False, True], ids=["P-256", "RSA"])
def test_a_key_signs_and_the_signature_is_worth_as_much_as_a_files(
    token: Token, letter: Path, tmp_path: Path, rsa_key: bool
) -> None:
    alone = with_certificate(token, tmp_path / "c", "李祎", rsa_key=rsa_key)
    [found] = certificates_on(token.driver)
    assert (found.subject, found.token, found.why_not) == ("李祎", "测试U盾", "")
    until = (NOW + timedelta(365)).astimezone()
    assert found.until == f"{until.year}年{until.month}月{until.day}日"
    check = sign_with_key(letter, tmp_path / "signed.pdf", found, PIN, SAID)
    assert (check.signer, check.intact, check.covers_whole) == ("李祎", True, True)
    [trusted] = validate_signatures(tmp_path / "signed.pdf", [alone])
    assert trusted.trusted
    assert (tmp_path / "signed.pdf").read_bytes().startswith(letter.read_bytes())


def test_of_several_certificates_the_chosen_one_signs(token: Token, letter: Path, tmp_path: Path) -> None:
    for name, rsa_key in (("李祎", False), ("张建国", True)):
        with_certificate(token, tmp_path / "c", name, rsa_key=rsa_key)
    source = letter
    for one in certificates_on(token.driver):
        target = tmp_path / f"{one.subject}.pdf"
        assert sign_with_key(source, target, one, PIN, SAID).signer == one.subject
        source = target
    assert {check.signer for check in validate_signatures(source)} == {"李祎", "张建国"}


def test_certificates_that_cannot_sign_are_listed_last_with_the_reason(token: Token, tmp_path: Path) -> None:
    with_certificate(token, tmp_path / "c", "过期的", days=(-30, -2))
    with_certificate(token, tmp_path / "c", "未生效", days=(3, 30))
    with_certificate(token, tmp_path / "c", "加密用", signs=False)
    factory_token.put_certificate(token, "国密的", b"\x09", sm2_certificate(tmp_path))
    factory_token.put_certificate(token, "坏的", b"\x08", b"no certificate")
    with_certificate(token, tmp_path / "c", "好的")
    first, *others = certificates_on(token.driver)
    assert (first.subject, first.why_not) == ("好的", "")
    why = {one.subject: one.why_not for one in others}
    assert "过期" in why["过期的"] and "才生效" in why["未生效"] and "加密证书" in why["加密用"]
    assert "SM2" in why["国密的"] and "读不懂" in why["读不懂的证书"]


def sm2_certificate(folder: Path) -> bytes:
    """A certificate that says its key is on the national curve (SM2)."""
    from asn1crypto.keys import ECDomainParameters, NamedCurve

    NamedCurve.register("sm2p256v1", "1.2.156.10197.1.301", 32)
    _, alone = certificate(folder, "国密的")
    _, _, data = pem.unarmor(alone.read_bytes())
    made = Certificate.load(data)
    algorithm = made["tbs_certificate"]["subject_public_key_info"]["algorithm"]
    algorithm["parameters"] = ECDomainParameters(name="named", value="1.2.156.10197.1.301")
    return made.dump(force=True)


@pytest.mark.parametrize(
    ("days", "signs", "said"),
    [((-30, -1), True, "过期"), ((2, 30), True, "才生效"), ((-1, 30), False, "加密证书")],
    ids=["expired", "not yet valid", "for secrets"],
)
def test_a_certificate_that_cannot_sign_signs_nothing(
    token: Token, letter: Path, tmp_path: Path, days: tuple[int, int], signs: bool, said: str
) -> None:
    with_certificate(token, tmp_path / "c", "李祎", days=days, signs=signs)
    [found] = certificates_on(token.driver)
    with pytest.raises(UserError, match=said):
        sign_with_key(letter, tmp_path / "signed.pdf", found, PIN, SAID)
    assert not (tmp_path / "signed.pdf").exists()


def test_an_sm2_certificate_is_refused_with_the_way_out(token: Token, letter: Path, tmp_path: Path) -> None:
    factory_token.put_certificate(token, "国密的", b"\x09", sm2_certificate(tmp_path))
    [found] = certificates_on(token.driver)
    with pytest.raises(UserError, match="SM2.*\n?.*厂商自己的签名软件"):
        sign_with_key(letter, tmp_path / "signed.pdf", found, PIN, SAID)


def test_a_wrong_pin_is_tried_once_and_warns_of_locking(token: Token, letter: Path, tmp_path: Path) -> None:
    with_certificate(token, tmp_path / "c", "李祎")
    [found] = certificates_on(token.driver)
    for wrong in ("00000000", "1", ""):
        with pytest.raises(UserError, match="PIN 码不对") as caught:
            sign_with_key(letter, tmp_path / "signed.pdf", found, wrong, SAID)
        assert "锁死" in str(caught.value)
    assert not (tmp_path / "signed.pdf").exists()
    assert sign_with_key(letter, tmp_path / "signed.pdf", found, PIN, SAID).intact


def test_a_certificate_without_its_private_key_is_a_sentence(
    token: Token, letter: Path, tmp_path: Path
) -> None:
    _, alone = certificate(tmp_path, "李祎")
    _, _, data = pem.unarmor(alone.read_bytes())
    factory_token.put_certificate(token, "李祎", b"\x07", data)
    [found] = certificates_on(token.driver)
    with pytest.raises(UserError, match="没有和这张证书配对的私钥"):
        sign_with_key(letter, tmp_path / "signed.pdf", found, PIN, SAID)


def test_no_key_plugged_in_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    token = factory_token.empty_slot(tmp_path / "hsm", monkeypatch)
    with pytest.raises(UserError, match="没有找到插着的U盾"):
        certificates_on(token.driver)


def test_a_key_without_certificates_is_a_sentence(token: Token) -> None:
    with pytest.raises(UserError, match="没有读到证书"):
        certificates_on(token.driver)


def test_another_key_plugged_in_meanwhile_is_noticed(
    token: Token, letter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_certificate(token, tmp_path / "c", "李祎")
    [found] = certificates_on(token.driver)
    factory_token.plugged_in(tmp_path / "other", monkeypatch)
    with pytest.raises(UserError, match="没有找到这张证书所在的U盾"):
        sign_with_key(letter, tmp_path / "signed.pdf", found, PIN, SAID)


# ---------------------------------------------------------------- drivers


def test_a_file_that_is_no_driver_is_named(tmp_path: Path) -> None:
    (tmp_path / "说明.dll").write_bytes(b"not a library")
    with pytest.raises(UserError, match=r"“说明\.dll”不是驱动文件"):
        certificates_on(tmp_path / "说明.dll")
    with pytest.raises(UserError, match="找不到"):
        certificates_on(tmp_path / "没有.so")


def test_a_driver_for_another_processor_is_named(tmp_path: Path) -> None:
    pe = bytearray(b"MZ".ljust(200, b"\0"))
    pe[60:64] = (128).to_bytes(4, "little")
    pe[128:134] = b"PE\0\0" + (0x14C).to_bytes(2, "little")
    elf = b"\x7fELF\x01\x01\x01".ljust(18, b"\0") + (3).to_bytes(2, "little")
    for name, data in (("旧驱动.dll", bytes(pe)), ("旧驱动.so", elf)):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(UserError, match="是32位的驱动"):
            certificates_on(tmp_path / name)


def test_a_library_that_is_no_driver_is_a_sentence(token: Token, tmp_path: Path) -> None:
    import _ctypes

    with pytest.raises(UserError, match="装不上，或者不是"):
        certificates_on(Path(_ctypes.__file__))


@pytest.mark.parametrize("at", [factory_token.GET_LIST, factory_token.INITIALIZE, factory_token.GET_SLOTS])
def test_a_driver_that_crashes_ends_in_a_sentence(token: Token, tmp_path: Path, at: int) -> None:
    driver = faulty_driver(tmp_path, token, at, "crash")
    with pytest.raises(UserError, match="驱动程序出错退出了，没有读到证书"):
        certificates_on(driver)


@pytest.mark.parametrize(
    ("at", "fault", "said"),
    [
        (factory_token.SIGN, "crash", "驱动程序出错退出了，没有签名"),
        (factory_token.SIGN, "pulled", "中途断开或被拔出，没有签名"),
        (factory_token.SIGN, "unable", "不支持这种签名"),
        (factory_token.SIGN, "cancelled", "在U盾上取消了"),
        (factory_token.LOGIN, "locked", "已锁死"),
    ],
)
def test_what_goes_wrong_while_signing_is_said_and_leaves_nothing(
    token: Token, letter: Path, tmp_path: Path, at: int, fault: str, said: str
) -> None:
    with_certificate(token, tmp_path / "c", "李祎", rsa_key=True)
    [found] = certificates_on(faulty_driver(tmp_path, token, at, fault))
    out = tmp_path / "out"
    out.mkdir()
    with pytest.raises(UserError, match=said):
        sign_with_key(letter, out / "signed.pdf", found, PIN, SAID)
    assert not (out / "signed.pdf").exists()


def test_a_driver_that_hangs_is_given_up(
    token: Token, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = faulty_driver(tmp_path, token, factory_token.GET_SLOTS, "hang")
    monkeypatch.setattr(usb_key, "LIST_LIMIT", 2.0)
    with pytest.raises(UserError, match="2秒没有回应"):
        certificates_on(driver)


def test_waiting_for_a_driver_can_be_stopped(token: Token, tmp_path: Path) -> None:
    def report(done: int, total: int, what: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        certificates_on(faulty_driver(tmp_path, token, factory_token.GET_SLOTS, "hang"), report)
