"""Scans of signed forms: PDF, JPG, PNG or TIFF turned into pages, each with the QR code found on it and how it lies."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from data import apart
from data.apart import Apart, Lost
from data.domain.errors import UserError
from data.domain.form_code import MARK
from data.domain.model import Report, no_report
from data.domain.scans import PRINT, SEVERAL, ScannedPage
from data.files import sha256_of, translate_os_errors

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument, PdfPage

SUFFIXES = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
PARTABLE = (".pdf", ".tif", ".tiff")
"""What holds several scanned pages, of which some may be taken out."""
MOST_PAGES = 300
_DPI = 200
_LARGEST = 6000  # pixels of the longer side: A4 at 500 dpi
_THUMB = (420, 594)
_QUALITY = 70
_COVERED = 0.4  # of the page is picture where it was scanned; a photo taken across fills half an upright page
_HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heif")
PATIENCE = 60.0
"""Seconds for one page, after which a file is given up; a page takes a fifth of one, an unreadable one five."""


def read_scans(paths: Sequence[Path], report: Report = no_report) -> tuple[ScannedPage, ...]:
    """Every page of these files, read in a child process that may die; the first that cannot be read whole stops it."""
    found: list[ScannedPage] = []
    with Apart() as child:
        for path in paths:
            try:
                found += child.ask(read_scan, path, report=report, limit=PATIENCE)
            except Lost as lost:
                raise _given_up(path, lost.why) from None
    return tuple(found)


def _given_up(path: Path, why: str) -> UserError:
    if why == apart.SLOW:
        return UserError(
            f"“{path.name}”的一页读了{PATIENCE:.0f}秒还没有读完，已停止。",
            "内容可能异常，请重新扫描后再放进来。",
        )
    return _too_large(path) if why == apart.MEMORY else _damaged(path)


def read_scan(path: Path, report: Report = no_report) -> tuple[ScannedPage, ...]:
    """Every page of one file, in the file's order, read in this very process; ``read_scans`` is the door for everybody else."""
    if path.suffix.lower() not in SUFFIXES:
        raise UserError(
            f"“{path.name}”不是扫描件。", "请放 PDF、JPG、PNG 或 TIFF；照片请在手机上导出为 JPG 再放进来。"
        )
    with translate_os_errors("扫描件"):
        if path.stat().st_size == 0:
            raise UserError(
                f"“{path.name}”是空文件（0字节）。", "可能复制或扫描没有完成，请重新扫描后再放进来。"
            )
        _check_kind(path)
        sha256 = sha256_of(path)
        pages = _pdf_pages(path) if path.suffix.lower() == ".pdf" else _image_pages(path)
        found = []
        for at, (total, image, fault) in enumerate(pages):
            report(at, total, f"{path.name} 第{at + 1}页")
            found.append(
                _scanned(ScannedPage(str(path), at, None, sha256=sha256, pages=total, fault=fault), image)
            )
        if sha256_of(path) != sha256:
            raise UserError(f"“{path.name}”正在被改写。", "请等扫描或复制完成后，再放进来。")
    return tuple(found)


def _check_kind(path: Path) -> None:
    """``UserError`` where the file is of another kind than its name says, which would make it look damaged."""
    with open(path, "rb") as file:
        head = file.read(12)
    named_pdf = path.suffix.lower() == ".pdf"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC:
        raise UserError(
            f"“{path.name}”其实是 HEIC 照片，本程序读不了。",
            "请在手机上导出为 JPG，再放进来；只改文件名没有用。",
        )
    if head.startswith(b"%PDF-") and not named_pdf:
        raise UserError(f"“{path.name}”其实是 PDF 文件，不是图片。", "请把文件名的结尾改成 .pdf，再放进来。")
    kind = next((name for start, name in _PICTURES.items() if head.startswith(start)), "")
    if kind and named_pdf:
        raise UserError(
            f"“{path.name}”其实是 {kind.upper()} 图片，不是 PDF。",
            f"请把文件名的结尾改成 .{kind}，再放进来。",
        )


_PICTURES = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"II*\0": "tif", b"MM\0*": "tif"}


def _scanned(page: ScannedPage, image: "Image") -> ScannedPage:
    code, rotation, several = _find_code(image)
    return replace(
        page,
        code=code,
        rotation=rotation,
        thumb=_thumb(image, rotation),
        fault=SEVERAL if several else page.fault,
    )


def _find_code(image: "Image") -> tuple[str | None, int, bool]:
    """The one QR code of the page, by how many quarter turns (in degrees, clockwise) the page lies turned, and whether there
    are several of ours.

    Our code is preferred to any other on the page; two different ones of ours make the page doubtful.
    """
    import zxingcpp

    wanted = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
    other: str | None = None
    for attempt in _attempts(image):
        barcodes = zxingcpp.read_barcodes(attempt, wanted)
        ours = {code.text: code for code in barcodes if code.text.startswith(f"{MARK}|")}
        if len(ours) == 1:
            [code] = ours.values()
            return code.text, round(code.orientation / 90) % 4 * 90, False
        if ours:
            return None, 0, True
        if barcodes and other is None:
            other = barcodes[0].text
    return other, 0, False


def _attempts(image: "Image") -> "Iterator[Image]":
    """The page as it is; then as poor scans need it: stretched contrast, softened, enlarged."""
    from PIL import Image, ImageFilter, ImageOps

    yield image
    yield ImageOps.autocontrast(image, cutoff=2)
    yield image.filter(ImageFilter.MedianFilter(3))
    if max(image.size) < _LARGEST // 2:
        large = image.resize((image.width * 2, image.height * 2), Image.Resampling.BICUBIC)
        yield large
        yield large.filter(ImageFilter.GaussianBlur(1.5))


def _thumb(image: "Image", rotation: int) -> bytes:
    small = image.rotate(rotation, expand=True) if rotation else image.copy()
    small.thumbnail(_THUMB)
    target = io.BytesIO()
    small.convert("L").save(target, "JPEG", quality=_QUALITY)
    return target.getvalue()


# ---------------------------------------------------------------- files


def _pdf_pages(path: Path) -> "Iterator[tuple[int, Image, str]]":
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UserError(f"“{path.name}”加了密码，打不开。", "请导出一份不加密码的再放进来。") from error
        raise _damaged(path) from error
    with document:
        total = len(document)
        _check_count(path, total)
        signed = _is_signed(document)
        for at in range(total):
            try:
                page = document[at]
                scale = min(_DPI / 72, _LARGEST / max(*page.get_size(), 1))
                picture = page.render(scale=scale, grayscale=True)  # pyright: ignore[reportArgumentType]
                yield total, picture.to_pil(), PRINT if not signed and _is_print(page) else ""
            except pypdfium2.PdfiumError as error:
                raise _damaged(path) from error


def _is_signed(document: "PdfDocument") -> bool:
    """Whether the file holds a certificate signature, valid or not; an empty place for one does not count."""
    import pypdfium2.raw as pdfium

    count = pdfium.FPDF_GetSignatureCount(document)
    found = (pdfium.FPDF_GetSignatureObject(document, at) for at in range(count))
    return any(pdfium.FPDFSignatureObj_GetContents(one, None, 0) > 0 for one in found)


def _is_print(page: "PdfPage") -> bool:
    """Whether the page came from a program and never from a scanner: it has text, and no picture covers it."""
    import pypdfium2.raw as pdfium

    if page.get_textpage().count_chars() == 0:
        return False
    width, height = page.get_size()
    boxes = [one.get_bounds() for one in page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE])]
    covered = sum((right - left) * (top - bottom) for left, bottom, right, top in boxes)
    return covered < _COVERED * width * height


def _image_pages(path: Path) -> "Iterator[tuple[int, Image, str]]":
    from PIL import Image, ImageOps, ImageSequence

    try:
        with Image.open(path) as image:
            total = getattr(image, "n_frames", 1)
            _check_count(path, total)
            for frame in ImageSequence.Iterator(image):
                page = on_white(ImageOps.exif_transpose(frame))
                page.thumbnail((_LARGEST, _LARGEST))
                yield total, page, ""
    except Image.DecompressionBombError as error:
        raise _too_large(path) from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise  # the disk, not the picture
        raise _damaged(path) from error


def on_white(image: "Image") -> "Image":
    """The picture in grey, on white paper where it is transparent."""
    from PIL import Image

    if not image.has_transparency_data:
        return image.convert("L")
    seen = image.convert("LA")
    paper = Image.new("L", seen.size, 255)
    paper.paste(seen.getchannel("L"), mask=seen.getchannel("A"))
    return paper


def only_pages(source: Path, indexes: Sequence[int], target: Path) -> None:
    """These pages of a PARTABLE scan as a file of the same kind, in this order; what was scanned stays as it was."""
    import pypdfium2
    from PIL import Image

    if source.suffix.lower() == ".pdf":
        with pypdfium2.PdfDocument(source) as whole, pypdfium2.PdfDocument.new() as taken:
            taken.import_pages(whole, list(indexes))
            taken.save(target)
        return
    with Image.open(source) as image:
        frames = []
        for index in indexes:
            image.seek(index)
            frames.append(image.copy())
        squeezed = "group4" if all(frame.mode == "1" for frame in frames) else "tiff_adobe_deflate"
        dpi = image.info.get("dpi", (_DPI, _DPI))
    frames[0].save(target, "TIFF", save_all=True, append_images=frames[1:], compression=squeezed, dpi=dpi)


def _check_count(path: Path, total: int) -> None:
    if total == 0:
        raise _damaged(path)
    if total > MOST_PAGES:
        raise UserError(
            f"“{path.name}”有{total}页，不像签字件。", f"请只放签字盖章的表，一个文件不超过{MOST_PAGES}页。"
        )


def _damaged(path: Path) -> UserError:
    return UserError(f"“{path.name}”打不开或已损坏。", "请重新扫描或重新复制后再放进来。")


def _too_large(path: Path) -> UserError:
    return UserError(f"“{path.name}”的图太大，读不了。", "请按 300 DPI、A4 大小重新扫描后再放进来。")
