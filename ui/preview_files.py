"""What a preview shows of a file: pages, text, a table, or one sentence why not. Read on the worker thread, never raising.

Files are opened for each reading and closed again, so a previewed file can be moved or replaced at any time.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from data.domain.errors import Cancelled
from data.domain.model import Report, no_report

PICTURES = (".jpg", ".jpeg", ".jfif", ".png", ".bmp", ".gif", ".webp", ".tif", ".tiff")
TEXTS = (".txt", ".log", ".md", ".json", ".xml")
MOST_TEXT, MOST_ROWS, MOST_COLUMNS = 200_000, 300, 40
MOST_BYTES, MOST_UNPACKED = 40_000_000, 400_000_000

KINDS = {
    "PDF 文件": (".pdf",),
    "图片": (*PICTURES, ".heic", ".svg"),
    "Word 文档": (".docx", ".doc", ".wps", ".rtf"),
    "表格": (".xlsx", ".xlsm", ".xls", ".et", ".csv", ".ods"),
    "演示文稿": (".ppt", ".pptx", ".dps"),
    "版式文件": (".ofd", ".ceb"),
    "视频": (".mp4", ".mov", ".avi", ".wmv", ".mkv", ".flv"),
    "录音": (".mp3", ".wav", ".m4a", ".amr"),
    "压缩包": (".zip", ".rar", ".7z"),
    "文本": TEXTS,
}


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages of a PDF or pictures: sizes in pixels at 100 %, and how to draw one at a scale."""

    sizes: tuple[tuple[float, float], ...]
    draw: Callable[[int, float], QImage]


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text; ``cut`` when there is more in the file."""

    text: str
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The first rows of a table; ``note`` says which sheet, and what is left out."""

    rows: tuple[tuple[str, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No preview, and why, as a sentence."""

    why: str


Shown = Pages | Text | Sheet | Nothing


def kind_words(name: str) -> str:
    """What a person calls this kind of file."""
    suffix = Path(name).suffix.lower()
    return next((words for words, suffixes in KINDS.items() if suffix in suffixes), "文件")


def size_words(size: int) -> str:
    """1.4 MB and the like."""
    for unit, step in (("GB", 2**30), ("MB", 2**20), ("KB", 2**10)):
        if size >= step:
            return f"{size / step:.1f} {unit}"
    return f"{size} 字节"


def read(path: Path, name: str = "", report: Report = no_report) -> Shown:
    """What to show of ``path``; ``name`` is the file's own name where it is kept under another."""
    suffix = Path(name or path.name).suffix.lower()
    reader = _READERS.get(suffix)
    try:
        if path.stat().st_size == 0:
            return Nothing("这是一个空文件。")
        if reader is None:
            return Nothing("这种文件不能在这里预览。")
        report(0, 0, "正在打开")
        return reader(path)
    except FileNotFoundError:
        return Nothing("文件已不在原处，可能被移动或删除。")
    except PermissionError:
        return Nothing("没有权限打开这个文件，可能正被其他程序占用。")
    except Cancelled:
        raise
    except Exception:
        # Readers of foreign formats raise anything on damaged bytes; a preview must not bring the window down.
        return Nothing("这个文件打不开，可能没有下载完整或已损坏。")


def _pdf(path: Path) -> Shown:
    import pypdfium2  # loads a large library: only when a PDF is looked at

    try:
        with pypdfium2.PdfDocument(path) as document:
            points = [document.get_page_size(number) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            return Nothing("这个 PDF 设有密码，请取消密码后再添加。")
        raise
    sizes = tuple((wide * 96 / 72, high * 96 / 72) for wide, high in points)
    return (
        Pages(sizes, lambda number, scale: _pdf_page(path, number, scale))
        if sizes
        else Nothing("这个 PDF 没有页面。")
    )


def _pdf_page(path: Path, number: int, scale: float) -> QImage:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        if document.get_formtype():  # what is filled in shows only then
            document.init_forms()
        page = document[number]
        wide, high = page.get_size()
        factor = min(scale * 96 / 72, 6000 / max(wide, high, 1))
        bitmap = page.render(scale=factor, prefer_bgrx=True)  # pyright: ignore[reportArgumentType]
        image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
        return image.copy()


def _picture(path: Path) -> Shown:
    reader = _image_reader(path)
    count = max(1, reader.imageCount()) if reader.format() in (b"tiff", b"tif") else 1
    sizes = []
    for number in range(count):
        if number:
            reader.jumpToImage(number)
        size = _upright(reader, reader.size())
        if not size.isValid():
            return Nothing("这张图片打不开，可能没有下载完整或已损坏。")
        sizes.append((float(size.width()), float(size.height())))
    return Pages(tuple(sizes), lambda number, scale: _picture_page(path, number, scale))


def _picture_page(path: Path, number: int, scale: float) -> QImage:
    reader = _image_reader(path)
    if number:
        reader.jumpToImage(number)
    size = reader.size()
    factor = min(scale, 1.0, 6000 / max(size.width(), size.height(), 1))
    if factor < 1.0:
        # JPEG decodes straight to the smaller size: a 24-megapixel photo in a fraction of the time and memory.
        reader.setScaledSize(
            QSize(max(1, round(size.width() * factor)), max(1, round(size.height() * factor)))
        )
    return reader.read()


def _image_reader(path: Path) -> QImageReader:
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    return reader


def _upright(reader: QImageReader, size: QSize) -> QSize:
    turned = reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90
    return size.transposed() if turned else size


def _text(path: Path) -> Shown:
    with path.open("rb") as file:
        head = file.read(MOST_TEXT * 3)
    text = _decoded(head)
    return Text(text[:MOST_TEXT], cut=len(text) > MOST_TEXT or path.stat().st_size > len(head))


def _decoded(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    try:
        # The head may end inside a character: up to three bytes at its end do not count against UTF-8.
        return head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start >= len(head) - 3:
            return head[: error.start].decode("utf-8-sig")
        return head.decode("gb18030", "replace")


def _csv(path: Path) -> Shown:
    shown = _text(path)
    assert isinstance(shown, Text)
    first = shown.text.split("\n", 1)[0]
    mark = max(",\t;", key=first.count)
    return _sheet(csv.reader(io.StringIO(shown.text), delimiter=mark), "")


def _xlsx(path: Path) -> Shown:
    import openpyxl

    if (why := _too_big(path)) is not None:
        return why
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        sheet = next((s for s in book.worksheets if s.sheet_state == "visible"), book.worksheets[0])
        count = len(book.worksheets)
        note = f"工作表“{sheet.title}”" + (f"（共 {count} 张）" if count > 1 else "")
        cells = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)
        return _sheet(([_cell(value) for value in row] for row in cells), note)
    finally:
        book.close()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value)
    return text.removesuffix(" 00:00:00")


def _sheet(rows: Iterable[Iterable[str]], note: str) -> Shown:
    kept: list[tuple[str, ...]] = []
    for row in rows:
        kept.append(tuple(row)[:MOST_COLUMNS])
        if len(kept) > MOST_ROWS:
            note = "，".join(part for part in (note, f"只显示前 {MOST_ROWS} 行") if part)
            break
    while kept and not any(kept[-1]):
        kept.pop()
    wide = max((number + 1 for row in kept for number, text in enumerate(row) if text), default=0)
    if not wide:
        return Nothing("这张表里没有内容。")
    return Sheet(tuple((*row, *[""] * wide)[:wide] for row in kept[:MOST_ROWS]), note)


def _docx(path: Path) -> Shown:
    import docx
    from docx.table import Table

    if (why := _too_big(path)) is not None:
        return why
    parts: list[str] = []
    length = 0
    for block in docx.Document(str(path)).iter_inner_content():
        if isinstance(block, Table):
            part = "\n".join(
                "　│　".join(cell.text.replace("\n", " ") for cell in row.cells) for row in block.rows
            )
        else:
            part = block.text
        parts.append(part)
        length += len(part)
        if length > MOST_TEXT:
            return Text("\n".join(parts)[:MOST_TEXT], cut=True)
    text = "\n".join(parts).strip("\n")
    return Text(text) if text.strip() else Nothing("这份文档里没有文字，可能全是图片。")


def _too_big(path: Path) -> Nothing | None:
    with zipfile.ZipFile(path) as packed:
        unpacked = sum(part.file_size for part in packed.infolist())
    if path.stat().st_size > MOST_BYTES or unpacked > MOST_UNPACKED:
        return Nothing("这个文件较大，请用系统程序打开。")
    return None


_READERS: dict[str, Callable[[Path], Shown]] = {
    ".pdf": _pdf,
    **dict.fromkeys(PICTURES, _picture),
    **dict.fromkeys(TEXTS, _text),
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".xlsm": _xlsx,
    ".docx": _docx,
}
