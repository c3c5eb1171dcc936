import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from cryptography.hazmat.primitives.asymmetric import ed448, ed25519

from data.domain.errors import UserError
from data.domain.signed import BROKEN, EXPIRED, OUT_OF_TIME, PARTIAL, UNCHECKED
from exporters.forms import FORMS
from exporters.pades import Signing, has_signatures, sign_pdf, sign_with, validate_signatures
from tests.factory_certificates import NOW, PASSWORD, certificate
from tests.factory_contents import sample_contents


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    contents = sample_contents(codes={"letter": "YWJ3-D7ZV-7P78-RGWP-7"})
    return FORMS["letter"].write(contents, tmp_path / "申请函.pdf").path


@pytest.mark.parametrize("rsa_key", [False, True], ids=["P-256", "RSA"])
def test_a_signature_is_whole_but_its_issuer_is_unknown(letter: Path, tmp_path: Path, rsa_key: bool) -> None:
    key, alone = certificate(tmp_path, rsa_key=rsa_key)
    check = sign_pdf(letter, tmp_path / "signed.pdf", key, PASSWORD, Signing("审签", NOW))
    assert (check.signer, check.intact, check.trusted, check.covers_whole) == ("李祎", True, False, True)
    assert check.sentence == "李祎的签名有效，但签发机构不在本机信任列表。"
    [trusted] = validate_signatures(tmp_path / "signed.pdf", [alone])
    assert trusted.trusted
    assert "吊销" in trusted.sentence  # nothing was fetched, and it says so


def test_the_signed_file_begins_with_every_byte_of_the_unsigned_one(letter: Path, tmp_path: Path) -> None:
    key, _ = certificate(tmp_path)
    sign_pdf(letter, tmp_path / "signed.pdf", key, PASSWORD, Signing("", NOW))
    assert (tmp_path / "signed.pdf").read_bytes().startswith(letter.read_bytes())
    assert has_signatures(tmp_path / "signed.pdf")
    assert not has_signatures(letter)


def test_two_people_sign_one_after_the_other(letter: Path, tmp_path: Path) -> None:
    first, _ = certificate(tmp_path, "李祎")
    second, _ = certificate(tmp_path, "张建国")
    sign_pdf(letter, tmp_path / "one.pdf", first, PASSWORD, Signing("审签", NOW))
    sign_pdf(tmp_path / "one.pdf", tmp_path / "two.pdf", second, PASSWORD, Signing("审签", NOW))
    checks = validate_signatures(tmp_path / "two.pdf")
    assert [check.signer for check in checks] == ["李祎", "张建国"]
    assert {check.role for check in checks} == {""}
    assert all(check.intact and check.covers_whole for check in checks)


def test_a_signature_shown_on_the_paper_is_worth_the_same_and_seen(letter: Path, tmp_path: Path) -> None:
    source = letter
    for name in ("李祎", "张建国"):
        key, _ = certificate(tmp_path, name)
        sign_pdf(source, tmp_path / f"{name}.pdf", key, PASSWORD, Signing("审签", NOW, ""))
        source = tmp_path / f"{name}.pdf"
    checks = validate_signatures(source)
    assert [check.signer for check in checks] == ["李祎", "张建国"]
    assert all(check.intact and check.covers_whole for check in checks)
    assert source.read_bytes().startswith(letter.read_bytes())
    with pikepdf.open(source) as document:
        marks = [mark for page in document.pages for mark in page.get("/Annots", ())]
        boxes = [[float(edge) for edge in mark.Rect] for mark in marks]
        assert all("/N" in mark.AP for mark in marks) and len(marks) == 2
    (l1, b1, r1, t1), (l2, b2, r2, t2) = boxes
    assert r1 <= l2 or r2 <= l1 or t1 <= b2 or t2 <= b1
    assert ink(source) > ink(letter)


def ink(path: Path) -> int:
    """How many dark points the rendered pages have."""
    with pypdfium2.PdfDocument(path) as document:
        document.init_forms()
        return sum(sum(page.render(grayscale=True).to_pil().histogram()[:128]) for page in document)  # type: ignore[arg-type]


def test_a_signature_not_shown_leaves_the_paper_as_it_is(letter: Path, tmp_path: Path) -> None:
    key, _ = certificate(tmp_path)
    sign_pdf(letter, tmp_path / "signed.pdf", key, PASSWORD, Signing("审签", NOW))
    assert ink(tmp_path / "signed.pdf") == ink(letter)


def test_one_flipped_byte_breaks_the_signature(letter: Path, tmp_path: Path) -> None:
    key, _ = certificate(tmp_path)
    signed = tmp_path / "signed.pdf"
    sign_pdf(letter, signed, key, PASSWORD, Signing("", NOW))
    data = bytearray(signed.read_bytes())
    data[data.index(b"stream") + 40] ^= 1
    signed.write_bytes(data)
    [check] = validate_signatures(signed)
    assert not check.intact and check.fault == BROKEN and check.speaks_against
    assert "被改动过" in check.sentence


def test_what_is_added_after_signing_is_said(letter: Path, tmp_path: Path) -> None:
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    key, _ = certificate(tmp_path)
    signed = tmp_path / "signed.pdf"
    sign_pdf(letter, signed, key, PASSWORD, Signing("", NOW))
    with open(signed, "r+b") as handle:
        writer = IncrementalPdfFileWriter(handle)
        page = writer.root["/Pages"]["/Kids"][0]
        page["/MediaBox"] = generic.ArrayObject([generic.NumberObject(n) for n in (0, 0, 300, 300)])
        writer.update_container(page)
        writer.write_in_place()
    [check] = validate_signatures(signed)
    assert check.intact and not check.covers_whole and check.fault == PARTIAL and check.speaks_against
    assert "又加了内容" in check.sentence


@pytest.mark.parametrize(
    ("days", "said"), [((-30, -1), "过期"), ((2, 30), "才生效")], ids=["expired", "not yet valid"]
)
def test_a_certificate_out_of_its_time_signs_nothing(
    letter: Path, tmp_path: Path, days: tuple[int, int], said: str
) -> None:
    key, _ = certificate(tmp_path, days=days)
    with pytest.raises(UserError, match=said):
        sign_pdf(letter, tmp_path / "signed.pdf", key, PASSWORD, Signing("", NOW))
    assert not (tmp_path / "signed.pdf").exists()


@pytest.mark.parametrize(
    ("days", "said"),
    [((-30, -2), "签名时证书已经过期"), ((5, 30), "签名时证书还没有生效")],
    ids=["expired", "not yet valid"],
)
def test_a_signature_by_a_certificate_out_of_its_time_is_said_to_be_so(
    letter: Path, tmp_path: Path, days: tuple[int, int], said: str
) -> None:
    from pyhanko.sign.signers import SimpleSigner

    key, alone = certificate(tmp_path, days=days)
    signer = SimpleSigner.load_pkcs12_data(key.read_bytes(), other_certs=[], passphrase=PASSWORD.encode())
    assert signer is not None
    sign_with(letter, tmp_path / "signed.pdf", signer, Signing("", NOW))
    [check] = validate_signatures(tmp_path / "signed.pdf", [alone])
    assert check.fault == OUT_OF_TIME and said in check.sentence and check.intact and not check.trusted
    assert check.speaks_against


def test_a_certificate_that_expired_after_it_signed_is_said_to_have(letter: Path, tmp_path: Path) -> None:
    ends = datetime.now(UTC) + timedelta(seconds=3)
    key, _ = certificate(tmp_path, days=(-1, (ends - NOW) / timedelta(days=1)))
    made = sign_pdf(letter, tmp_path / "signed.pdf", key, PASSWORD, Signing("", datetime.now(UTC)))
    assert made.fault == ""
    while datetime.now(UTC) <= ends:
        time.sleep(0.1)
    [check] = validate_signatures(tmp_path / "signed.pdf")
    assert check.fault == EXPIRED and "签名时证书有效，现已过期" in check.sentence
    assert check.intact and not check.speaks_against


@pytest.mark.parametrize("key", [ed25519.Ed25519PrivateKey, ed448.Ed448PrivateKey], ids=["25519", "448"])
def test_a_key_of_an_algorithm_not_known_here_is_a_sentence(letter: Path, tmp_path: Path, key) -> None:
    file, _ = certificate(tmp_path, key=key.generate())
    with pytest.raises(UserError, match="算法本程序不支持"):
        sign_pdf(letter, tmp_path / "signed.pdf", file, PASSWORD, Signing("", NOW))
    assert not (tmp_path / "signed.pdf").exists()


def test_a_certificate_for_secrets_signs_nothing(letter: Path, tmp_path: Path) -> None:
    key, _ = certificate(tmp_path, signs=False)
    with pytest.raises(UserError, match="不是用来签名的"):
        sign_pdf(letter, tmp_path / "signed.pdf", key, PASSWORD, Signing("", NOW))
    assert not (tmp_path / "signed.pdf").exists()


def test_the_sentence_names_the_signer_as_people_may_read_it(letter: Path, tmp_path: Path) -> None:
    key, _ = certificate(tmp_path, "李祎 110101199001011234/整改办")
    check = sign_pdf(letter, tmp_path / "signed.pdf", key, PASSWORD, Signing("", NOW))
    assert check.signer == "李祎 110101********1234、整改办"
    assert check.sentence.startswith(f"{check.signer}的签名有效") and check.is_by("李祎")


def test_a_wrong_password_signs_nothing(letter: Path, tmp_path: Path) -> None:
    key, _ = certificate(tmp_path)
    with pytest.raises(UserError, match="密码不对"):
        sign_pdf(letter, tmp_path / "signed.pdf", key, "wrong", Signing("", NOW))
    assert not (tmp_path / "signed.pdf").exists()


def test_a_file_that_holds_no_key_is_named(letter: Path, tmp_path: Path) -> None:
    key, alone = certificate(tmp_path)
    with pytest.raises(UserError, match="不是证书文件"):
        sign_pdf(letter, tmp_path / "signed.pdf", alone, PASSWORD, Signing("", NOW))
    cut = tmp_path / "坏.p12"
    cut.write_bytes(key.read_bytes()[:200])
    with pytest.raises(UserError, match="不是证书文件"):
        sign_pdf(letter, tmp_path / "signed.pdf", cut, PASSWORD, Signing("", NOW))


def test_a_damaged_pdf_is_a_sentence(tmp_path: Path) -> None:
    bad = tmp_path / "坏.pdf"
    bad.write_bytes(b"%PDF-1.7\n/ByteRange nothing more")
    with pytest.raises(UserError, match="打不开或已损坏"):
        validate_signatures(bad)


def test_a_seal_nobody_here_can_read_is_said_and_does_not_stop_the_reading(
    letter: Path, tmp_path: Path
) -> None:
    key, _ = certificate(tmp_path)
    signed = tmp_path / "signed.pdf"
    sign_pdf(letter, signed, key, PASSWORD, Signing("", NOW))
    data = signed.read_bytes()
    at = data.index(b"/Contents <", data.index(b"/ByteRange") - 40_000) + len(b"/Contents <")
    signed.write_bytes(data[:at] + b"31" + data[at + 2 :])
    [check] = validate_signatures(signed)
    assert not check.intact and "SM2" in check.sentence
    assert check.fault == UNCHECKED and not check.speaks_against


def test_a_trusted_issuer_that_is_no_certificate_is_named(letter: Path, tmp_path: Path) -> None:
    key, _ = certificate(tmp_path)
    sign_pdf(letter, tmp_path / "signed.pdf", key, PASSWORD, Signing("", NOW))
    (tmp_path / "坏.cer").write_bytes(b"no certificate")
    with pytest.raises(UserError, match=r"坏\.cer"):
        validate_signatures(tmp_path / "signed.pdf", [tmp_path / "坏.cer"])


def test_loading_the_module_loads_no_pyhanko() -> None:
    import subprocess
    import sys

    said = "import sys, exporters.pades; print('pyhanko' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", said], text=True).strip() == "False"
