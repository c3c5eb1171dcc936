"""ui/preview.py: every kind of evidence shows, damaged files say one sentence, nothing blocks or raises."""

import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen import canvas

from data.files import short_code
from exporters.opinion_files import write_opinion_form
from tests.data.intake.filled_forms import RETURN, fill
from tests.factory_package import package_contents
from ui.preview import Preview
from ui.preview_files import Nothing, Pages, Sheet, Text, read, size_words

SCREENS = Path(__file__).resolve().parents[2] / "build" / "screens"


def photo(path: Path, size=(1600, 1200), turned: bool = False, **more) -> Path:
    image = Image.new("RGB", size, "#9CC3D5")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, size[1] * 0.55, size[0], size[1]), fill="#6E8B5B")
    draw.rectangle((0, 0, 60, 60), fill="#FF0000")
    exif = image.getexif()
    if turned:
        exif[0x0112] = 6
    image.save(path, exif=exif, **more)
    return path


def pdf(path: Path, pages: int = 12) -> Path:
    made = canvas.Canvas(str(path))
    for number in range(pages):
        made.setPageSize(landscape(A4) if number == 2 else A4)
        made.setFont("Helvetica", 40)
        made.drawString(100, 500, f"Page {number + 1}")
        made.showPage()
    made.save()
    return path


def show(qtbot: QtBot, path: Path, name: str = "") -> Preview:
    preview = Preview()
    qtbot.addWidget(preview)
    preview.resize(760, 620)
    preview.show()
    preview.show_file(path, name)
    qtbot.waitUntil(lambda: preview._job is None)
    return preview


def test_pdf_pages_are_drawn_as_they_come_into_sight(qtbot: QtBot, tmp_path: Path) -> None:
    preview = show(qtbot, pdf(tmp_path / "会议纪要.pdf"))
    view = preview._pages
    qtbot.waitUntil(lambda: 0 in view._drawn and view._job is None)
    assert preview._place.text() == "第 1 页，共 12 页"
    assert 11 not in view._drawn
    qtbot.keyClick(view, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: 11 in view._drawn)
    assert preview._place.text() == "第 12 页，共 12 页"
    qtbot.keyClick(view, Qt.Key.Key_PageUp)
    assert preview._place.text() == "第 11 页，共 12 页"
    SCREENS.mkdir(parents=True, exist_ok=True)
    qtbot.wait(100)
    preview.grab().save(str(SCREENS / "preview_pdf.png"))


def test_what_is_filled_into_a_form_shows(tmp_path: Path) -> None:
    write_opinion_form(package_contents(), short_code("ab" * 32), tmp_path / "空.pdf")
    empty, filled = (
        read(tmp_path / name)
        for name in ("空.pdf", fill(tmp_path / "空.pdf", tmp_path / "填.pdf", {}, RETURN).name)
    )
    assert isinstance(empty, Pages) and isinstance(filled, Pages)
    assert empty.draw(0, 1.0) == empty.draw(0, 1.0) != filled.draw(0, 1.0)


def test_only_a_few_pages_are_kept(qtbot: QtBot, tmp_path: Path) -> None:
    preview = show(qtbot, pdf(tmp_path / "长.pdf", 60))
    for page in range(0, 60, 2):
        preview._pages.turn_to(page)
        qtbot.waitUntil(lambda p=page: p in preview._pages._drawn)
    assert len(preview._pages._drawn) <= 12


def test_a_photo_stands_upright_and_zooms(qtbot: QtBot, tmp_path: Path) -> None:
    path = photo(tmp_path / "整改后.jpg", turned=True)
    shown = read(path)
    assert isinstance(shown, Pages) and shown.sizes == ((1200.0, 1600.0),)
    drawn = shown.draw(0, 0.5)
    assert (drawn.width(), drawn.height()) == (600, 800)
    # The red corner, top left in the file, is top right when turned by a quarter.
    assert drawn.pixelColor(590, 8).red() > 200 and drawn.pixelColor(590, 8).green() < 60
    preview = show(qtbot, path)
    fit = preview._pages.scale()
    preview._pages.set_zoom(1.0)
    assert preview._pages.scale() == 1.0 > fit


def test_a_large_photo_is_fitted(qtbot: QtBot, tmp_path: Path) -> None:
    preview = show(qtbot, photo(tmp_path / "现场.jpg", (6000, 4000)))
    qtbot.waitUntil(lambda: 0 in preview._pages._drawn)
    assert preview._pages._drawn[0][1].width() < 1000
    preview.grab().save(str(SCREENS / "preview_photo.png"))


def test_every_page_of_a_scanned_tiff_shows(tmp_path: Path) -> None:
    pages = [Image.new("L", (300 + i, 400), 255) for i in range(3)]
    pages[0].save(tmp_path / "扫描.tif", save_all=True, append_images=pages[1:])
    shown = read(tmp_path / "扫描.tif")
    assert isinstance(shown, Pages) and [s[0] for s in shown.sizes] == [300, 301, 302]
    assert shown.draw(2, 1.0).width() == 302


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_the_encodings_in_use(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "说明.txt").write_bytes("整改说明：已完成。".encode(encoding))
    assert read(tmp_path / "说明.txt") == Text("整改说明：已完成。")


def test_long_text_is_cut_and_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "长.txt").write_text("整改" * 200_000, encoding="utf-8")
    preview = show(qtbot, tmp_path / "长.txt")
    assert preview._text.toPlainText().endswith("打开全文）")


def test_tables_show_their_first_rows(qtbot: QtBot, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "监测数据"
    for number in range(1000):
        book.worksheets[0].append([number, "断面", 3.5, None])
    book.save(tmp_path / "监测.xlsx")
    shown = read(tmp_path / "监测.xlsx")
    assert isinstance(shown, Sheet) and len(shown.rows) == 300 and shown.rows[1] == ("1", "断面", "3.5")
    assert shown.note == "工作表“监测数据”，只显示前 300 行"
    (tmp_path / "表.csv").write_bytes("编号,单位\n1,水务局\n".encode("gb18030"))
    assert read(tmp_path / "表.csv") == Sheet((("编号", "单位"), ("1", "水务局")))
    show(qtbot, tmp_path / "监测.xlsx").grab().save(str(SCREENS / "preview_xlsx.png"))


def test_a_word_document_shows_its_text_and_tables_in_order(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("整改报告")
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "措施", "完成"
    made.add_paragraph("以上。")
    made.save(str(tmp_path / "报告.docx"))
    assert read(tmp_path / "报告.docx") == Text("整改报告\n措施　│　完成\n以上。")


def test_other_files_get_a_card_with_a_way_to_open_them(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "现场.mp4").write_bytes(b"0" * 3_000_000)
    preview = show(qtbot, tmp_path / "现场.mp4")
    assert size_words(3_000_000) == "2.9 MB"
    preview.grab().save(str(SCREENS / "preview_card.png"))


def test_a_stored_file_is_shown_by_its_own_name(tmp_path: Path) -> None:
    stored = photo(tmp_path / "a.jpg").rename(tmp_path / "5f2c")
    assert isinstance(read(stored, "整改后.jpg"), Pages)


@pytest.mark.parametrize("suffix", [".pdf", ".jpg", ".tif", ".xlsx", ".docx"])
def test_a_damaged_file_says_one_sentence(qtbot: QtBot, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"坏{suffix}"
    path.write_bytes(b"%PDF-1.4 nothing \x00\x01\x02" * 20)
    shown = read(path)
    assert isinstance(shown, Nothing) and shown.why.endswith("。")
    show(qtbot, path)


def test_missing_empty_and_bomb_files_say_what_is_wrong(qtbot: QtBot, tmp_path: Path) -> None:
    gone = read(tmp_path / "没有.pdf")
    assert isinstance(gone, Nothing) and "不在原处" in gone.why
    show(qtbot, tmp_path / "没有.pdf")
    (tmp_path / "空.jpg").touch()
    empty = read(tmp_path / "空.jpg")
    assert isinstance(empty, Nothing) and "空文件" in empty.why
    with (
        zipfile.ZipFile(tmp_path / "弹.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb,
        bomb.open("x", "w") as part,
    ):
        for _ in range(450):
            part.write(b"\0" * 1_000_000)
    big = read(tmp_path / "弹.xlsx")
    assert isinstance(big, Nothing) and "较大" in big.why


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.sampled_from([".pdf", ".png", ".csv", ".txt", ".xlsx", ".docx", ".gif"]))
def test_reading_never_raises(tmp_path: Path, content: bytes, suffix: str) -> None:
    (tmp_path / f"x{suffix}").write_bytes(content)
    shown = read(tmp_path / f"x{suffix}")
    if isinstance(shown, Pages):
        shown.draw(0, 0.5)


def test_a_newer_file_overtakes_an_older_one(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "甲.txt").write_text("甲")
    (tmp_path / "乙.txt").write_text("乙")
    preview = Preview()
    qtbot.addWidget(preview)
    for _ in range(20):
        preview.show_file(tmp_path / "甲.txt")
        preview.show_file(tmp_path / "乙.txt")
    qtbot.waitUntil(lambda: preview._job is None)
    assert preview._text.toPlainText() == "乙"
