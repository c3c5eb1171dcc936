"""Scans as offices make them: real forms printed, turned, skewed, greyed, squeezed; each page finds back to its form."""

import io
import multiprocessing
import os
import random
import signal
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

from data.domain.errors import UserError
from data.domain.form_code import PageCode, read_page_code
from data.domain.scans import PRINT, SEVERAL
from data.files import sha256_of
from data.intake import scan as door
from data.intake.scan import MOST_PAGES, only_pages, read_scan, read_scans
from exporters.forms import FORMS
from exporters.pades import Signing, sign_pdf
from tests.factory_certificates import NOW, PASSWORD, certificate
from tests.factory_contents import sample_contents

CODES = {"form": "YWJ3-D7ZV-7P78-RGWP-7", "letter": "J4N9-A76Z-NQ7P-AJ8B-Q"}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], dict[tuple[str, int], Image.Image]]:
    """Every page of letter and form as a scanner sees it at a given resolution."""
    folder = tmp_path_factory.mktemp("forms")
    contents = sample_contents(codes=CODES)
    files = {key: FORMS[key].write(contents, folder / f"{key}.pdf").path for key in CODES}

    def at(dpi: int) -> dict[tuple[str, int], Image.Image]:
        seen = {}
        for key, file in files.items():
            with pypdfium2.PdfDocument(file) as document:
                for number, page in enumerate(document, 1):
                    seen[key, number] = page.render(scale=dpi / 72, grayscale=True).to_pil()  # type: ignore[arg-type]
        return seen

    return at


def noisy(page: Image.Image, seed: int = 7) -> Image.Image:
    """Grey paper, dust, and a stamp near the foot."""
    noise = Image.effect_noise(page.size, 40)
    grey = Image.blend(page.point(lambda v: int(v * 0.82) + 20), noise, 0.12)
    draw, chance = ImageDraw.Draw(grey), random.Random(seed)
    for _ in range(300):
        x, y = chance.randrange(page.width), chance.randrange(page.height)
        draw.point((x, y), chance.randrange(256))
    return grey.filter(ImageFilter.GaussianBlur(0.6))


def skewed(page: Image.Image, degrees: float) -> Image.Image:
    return page.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)


def jpeg(page: Image.Image, path: Path, quality: int = 60) -> Path:
    page.save(path, "JPEG", quality=quality)
    return path


def as_pdf(images: list[Image.Image], path: Path, dpi: int) -> Path:
    """A scanner's PDF: one JPEG a page."""
    squeezed = []
    for image in images:
        held = io.BytesIO()
        image.save(held, "JPEG", quality=60)
        squeezed.append(Image.open(held))
    squeezed[0].save(path, "PDF", save_all=True, append_images=squeezed[1:], resolution=dpi)
    return path


def read(path: Path) -> list[PageCode | None]:
    return [read_page_code(page.code) if page.code else None for page in read_scan(path)]


@pytest.mark.parametrize("dpi", [150, 200, 300])
@pytest.mark.parametrize(("turned", "skew"), [(0, 2), (90, -2), (180, 2), (270, -2)])
def test_a_turned_and_skewed_grey_jpeg_is_read(
    pages, tmp_path: Path, dpi: int, turned: int, skew: int
) -> None:
    for (form, number), page in pages(dpi).items():
        seen = skewed(noisy(page), skew).rotate(-turned, expand=True)
        [found] = read_scan(jpeg(seen, tmp_path / "scan.jpg"))
        code = read_page_code(found.code or "")
        assert code and (code.form, code.page, code.code) == (form, number, CODES[form])
        assert found.rotation == turned


def test_the_small_picture_stands_upright(pages, tmp_path: Path) -> None:
    page = pages(150)["form", 1]
    upright, turned = (
        Image.open(io.BytesIO(read_scan(jpeg(p, tmp_path / "a.jpg"))[0].thumb)).convert("L")
        for p in (page, page.rotate(-90, expand=True))
    )
    assert upright.height > upright.width and turned.size == upright.size
    foot = [
        image.crop((0, int(image.height * 0.9), image.width // 3, image.height))
        for image in (upright, turned)
    ]
    assert all(min(part.getextrema()) < 100 for part in foot)  # the code stands at the lower left


@pytest.mark.parametrize("dpi", [150, 300])
def test_several_forms_in_one_pdf_in_any_order(pages, tmp_path: Path, dpi: int) -> None:
    seen = list(pages(dpi).items())
    random.Random(3).shuffle(seen)
    turned = [noisy(page).rotate(90 * (at % 4), expand=True) for at, (_, page) in enumerate(seen)]
    found = read(as_pdf(turned, tmp_path / "全部.pdf", dpi))
    assert [(code.form, code.page) for code in found if code] == [key for key, _ in seen]


def test_a_tiff_of_several_pages_is_read(pages, tmp_path: Path) -> None:
    images = [page.convert("1") for page in pages(200).values()]  # black and white, as fax-like scanners save
    path = tmp_path / "扫描.tiff"
    images[0].save(path, "TIFF", save_all=True, append_images=images[1:], compression="group4")
    assert len([code for code in read(path) if code]) == len(images) == 5


def test_a_png_with_a_stamp_over_the_text_is_read(pages, tmp_path: Path) -> None:
    page = pages(200)["letter", 2].convert("RGB")
    ImageDraw.Draw(page).ellipse((700, 800, 1100, 1200), outline=(200, 20, 20), width=12)
    page.save(tmp_path / "a.png")
    [code] = read(tmp_path / "a.png")
    assert code and (code.form, code.page) == ("letter", 2)


def test_a_photo_turned_by_its_own_note_is_read(pages, tmp_path: Path) -> None:
    page = pages(200)["form", 2]
    exif = Image.Exif()
    exif[0x0112] = 6
    page.rotate(90, expand=True).save(tmp_path / "a.jpg", exif=exif, quality=80)
    [found] = read_scan(tmp_path / "a.jpg")
    assert found.rotation == 0 and read_page_code(found.code or "")


def test_a_page_whose_code_is_torn_off_has_none(pages, tmp_path: Path) -> None:
    page = pages(200)["form", 1]
    ImageDraw.Draw(page).rectangle((0, int(page.height * 0.85), page.width, page.height), fill=255)
    [found] = read_scan(jpeg(page, tmp_path / "a.jpg"))
    assert found.code is None and found.thumb


def test_two_pages_in_one_photo_are_left_to_the_person(pages, tmp_path: Path) -> None:
    one, two = pages(200)["form", 1], pages(200)["form", 2]
    both = Image.new("L", (one.width * 2, one.height), 255)
    both.paste(one, (0, 0))
    both.paste(two, (one.width, 0))
    [found] = read_scan(jpeg(both, tmp_path / "a.jpg", 85))
    assert found.code is None and found.fault == SEVERAL


def test_another_ones_code_beside_ours_does_not_matter(pages, tmp_path: Path) -> None:
    page = pages(200)["form", 1]
    drawing = zxingcpp.create_barcode("https://example.org/a", zxingcpp.BarcodeFormat.QRCode).to_image(
        scale=6
    )
    page.paste(Image.fromarray(drawing), (900, 60))
    [code] = read(jpeg(page, tmp_path / "a.jpg"))
    assert code and code.form == "form"


@pytest.mark.parametrize("name", ["坏.pdf", "坏.jpg", "坏.png", "坏.tif"])
def test_a_damaged_file_is_a_sentence(tmp_path: Path, name: str) -> None:
    starts = {
        ".pdf": b"%PDF-1.7",
        ".jpg": b"\xff\xd8\xff\xe0",
        ".png": b"\x89PNG\r\n\x1a\n",
        ".tif": b"II*\0",
    }
    (tmp_path / name).write_bytes(starts[name[1:]] + b" not really" + b"\0" * 50)
    with pytest.raises(UserError, match=f"“{name}”打不开或已损坏"):
        read_scan(tmp_path / name)


def test_half_a_picture_is_a_sentence(pages, tmp_path: Path) -> None:
    whole = jpeg(pages(150)["form", 1], tmp_path / "a.jpg").read_bytes()
    (tmp_path / "a.jpg").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UserError, match="打不开或已损坏"):
        read_scan(tmp_path / "a.jpg")


def test_an_empty_file_a_missing_one_and_a_wrong_kind_are_sentences(tmp_path: Path) -> None:
    (tmp_path / "空.pdf").touch()
    with pytest.raises(UserError, match="空文件"):
        read_scan(tmp_path / "空.pdf")
    with pytest.raises(UserError, match="找不到"):
        read_scan(tmp_path / "没有.pdf")
    (tmp_path / "a.docx").write_bytes(b"PK")
    with pytest.raises(UserError, match="不是扫描件"):
        read_scan(tmp_path / "a.docx")


def test_a_locked_pdf_is_a_sentence(tmp_path: Path) -> None:
    import pikepdf

    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "锁.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(UserError, match="加了密码"):
        read_scan(tmp_path / "锁.pdf")


def test_a_whole_book_is_refused(tmp_path: Path) -> None:
    import pikepdf

    with pikepdf.new() as pdf:
        for _ in range(MOST_PAGES + 1):
            pdf.add_blank_page()
        pdf.save(tmp_path / "书.pdf")
    with pytest.raises(UserError, match="不像签字件"):
        read_scan(tmp_path / "书.pdf")


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"0" * 99


@pytest.mark.parametrize(
    ("name", "start", "said"),
    [
        ("照片.jpg", HEIC, "其实是 HEIC 照片"),
        ("表.jpg", b"%PDF-1.7\n" + b"0" * 50, "其实是 PDF 文件"),
        ("表.pdf", b"\x89PNG\r\n\x1a\n" + b"0" * 50, "其实是 PNG 图片"),
        ("表.pdf", b"\xff\xd8\xff\xe0" + b"0" * 50, "其实是 JPG 图片"),
    ],
    ids=["HEIC as jpg", "PDF as jpg", "PNG as pdf", "JPG as pdf"],
)
def test_a_file_of_another_kind_than_its_name_is_not_called_damaged(
    tmp_path: Path, name: str, start: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(start)
    with pytest.raises(UserError, match=said):
        read_scan(tmp_path / name)


def test_a_transparent_picture_with_black_ink_is_read_as_on_white_paper(pages, tmp_path: Path) -> None:
    page = pages(200)["form", 1]
    ink = Image.new("RGBA", page.size, (0, 0, 0, 0))
    ink.putalpha(page.point(lambda value: 255 - value))
    ink.save(tmp_path / "a.png")
    [code] = read(tmp_path / "a.png")
    assert code and code.form == "form"


@pytest.fixture
def print_of_form(tmp_path: Path) -> Path:
    return FORMS["form"].write(sample_contents(codes=CODES), tmp_path / "申请表.pdf").path


def test_the_programs_own_print_is_told_from_a_scan_and_from_a_signed_file(
    pages, print_of_form: Path, tmp_path: Path
) -> None:
    assert {page.fault for page in read_scan(print_of_form)} == {PRINT}
    scanned = as_pdf([noisy(page) for page in pages(150).values()], tmp_path / "扫描.pdf", 150)
    assert {page.fault for page in read_scan(scanned)} == {""}
    key, _ = certificate(tmp_path)
    sign_pdf(print_of_form, tmp_path / "签.pdf", key, PASSWORD, Signing("审签", NOW))
    assert {page.fault for page in read_scan(tmp_path / "签.pdf")} == {""}


def test_a_scan_with_its_text_recognised_is_a_scan(pages, tmp_path: Path) -> None:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "识别.pdf"), (595, 842))
    canvas.drawImage(ImageReader(pages(150)["form", 1]), 0, 0, 595, 842)
    hidden = canvas.beginText(60, 700)
    hidden.setTextRenderMode(3)
    hidden.textLine("recognised text")
    canvas.drawText(hidden)
    canvas.save()
    [found] = read_scan(tmp_path / "识别.pdf")
    assert found.fault == "" and found.code


def test_every_page_knows_its_files_bytes_and_how_many_pages_it_has(pages, tmp_path: Path) -> None:
    path = as_pdf(list(pages(150).values()), tmp_path / "a.pdf", 150)
    found = read_scan(path)
    assert {page.sha256 for page in found} == {sha256_of(path)} and {page.pages for page in found} == {5}
    assert len({page.key for page in found}) == 5


def test_a_file_that_is_written_over_while_it_is_read_is_refused(pages, tmp_path: Path) -> None:
    one, two = (page for key, page in pages(150).items() if key[0] == "letter")
    path = jpeg(one, tmp_path / "a.jpg")

    def report(_done: int, _total: int, _what: str) -> None:
        jpeg(two, path)

    with pytest.raises(UserError, match="正在被改写"):
        read_scan(path, report)


@pytest.mark.parametrize("kind", ["pdf", "tif"])
def test_pages_are_taken_out_of_a_scan_as_they_were_scanned(pages, tmp_path: Path, kind: str) -> None:
    images = [page.convert("1") if kind == "tif" else page for page in pages(200).values()]
    whole, taken = tmp_path / f"全部.{kind}", tmp_path / f"取出.{kind}"
    if kind == "pdf":
        as_pdf(images, whole, 200)
    else:
        images[0].save(whole, "TIFF", save_all=True, append_images=images[1:], compression="group4")
    only_pages(whole, [1, 4], taken)
    before, after = read_scan(whole), read_scan(taken)
    assert [page.code for page in after] == [before[1].code, before[4].code]
    assert [page.thumb for page in after] == [before[1].thumb, before[4].thumb]


# ---------------------------------------------------------------- in a child process


def test_several_files_are_read_apart_in_their_order_as_they_would_be_here(pages, tmp_path: Path) -> None:
    paths = [jpeg(page, tmp_path / f"{at}.jpg") for at, page in enumerate(pages(150).values())]
    heard: list[str] = []
    found = read_scans(paths, lambda _done, _total, what: heard.append(what))
    assert found == tuple(page for path in paths for page in read_scan(path))
    assert len(found) == 5


def test_a_refusal_from_apart_names_the_file(pages, tmp_path: Path) -> None:
    good = jpeg(pages(150)["form", 1], tmp_path / "a.jpg")
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7 no")
    with pytest.raises(UserError, match="“坏.pdf”打不开或已损坏"):
        read_scans([good, tmp_path / "坏.pdf"])


@pytest.mark.skipif(os.name == "nt", reason="进程不能从外面这样结束")
def test_a_reader_that_dies_over_a_file_ends_in_a_sentence(pages, tmp_path: Path) -> None:
    path = as_pdf(list(pages(300).values()) * 4, tmp_path / "多页.pdf", 300)

    def report(_done: int, _total: int, what: str) -> None:
        for child in multiprocessing.active_children():
            if what and child.pid:
                os.kill(child.pid, signal.SIGSEGV)

    with pytest.raises(UserError, match="“多页.pdf”打不开或已损坏"):
        read_scans([path], report)


def test_a_page_that_takes_too_long_is_given_up(
    pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "PATIENCE", 0.0)
    with pytest.raises(UserError, match="还没有读完"):
        read_scans([jpeg(pages(150)["form", 1], tmp_path / "a.jpg")])


def test_a_picture_too_large_for_the_memory_is_a_sentence(tmp_path: Path) -> None:
    Image.new("1", (60_000, 60_000)).save(tmp_path / "大.tif", "TIFF", compression="group4")
    with pytest.raises(UserError, match="“大.tif”的图太大"):
        read_scans([tmp_path / "大.tif"])
