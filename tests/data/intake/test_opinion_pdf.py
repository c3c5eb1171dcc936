"""Opinion forms that come back as PDF: filled in by a viewer, printed to PDF, made from Word or a workbook; scans and hostile files."""

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from data.domain.errors import ByHand, UserError
from data.domain.model import Answer, Reason
from data.files import short_code
from data.intake.opinion_file import read_opinion
from data.intake.read_pdf import read_pdf_form
from data.intake.reply import read_reply
from exporters.fonts import font_set
from exporters.opinion_files import write_opinion_form
from tests.data.intake.filled_forms import ACCEPT, RETURN, fill
from tests.factory_package import package_contents

CODE = short_code("ab" * 32)
KEPT = Path(__file__).resolve().parents[2] / "files" / "opinions"
LEVELS = (("city", "市级"), ("province", "省级"))
OPINION = "整改基本到位，但佐证材料不全，请补充完善后重新申请，并同步说明管网改造的资金来源和验收情况。"
FIRST = Reason(
    "缺处罚过程性材料，请补充立案、询问、告知、决定和缴款等全部文书，并逐页加盖印章后重新提交审核。", "措施2"
)
LONG = "大气监测数据与在线平台数据不一致，请逐日核对后说明原因。" * 12
RETURNED = {
    "验收意见": OPINION,
    "退回意见1": FIRST.text,
    "退回意见1针对": FIRST.subject,
    "退回意见2": "照片没有说明。",
    "验收人员": "沈若川、赵敏",
    "验收日期": "2026年11月20日",
}


@pytest.fixture
def form(tmp_path: Path) -> Path:
    path = tmp_path / "意见表.pdf"
    write_opinion_form(package_contents(level="city", levels=LEVELS), CODE, path)
    return path


def returned(*reasons: Reason) -> Answer:
    day = date(2026, 11, 20)
    return Answer(
        "XH-620999-2024-7", "", False, day, "市住建局", "沈若川、赵敏", OPINION, reasons, CODE, "市级"
    )


_TOP = (("申请包编号", "XH-620999-2024-7", ""), ("校验码", CODE, ""), ("退回补正", "√", ""))
_END = (("验收单位", "市住建局", ""), ("验收日期", "2026-11-20", ""))


def printed(path: Path, *pages: Sequence[tuple[str, str, str]]) -> Path:
    """A form printed to PDF: on each page a ruled table of three columns, 22 characters a line, and its number below."""
    canvas = Canvas(str(path), pagesize=(595, 842))
    for at, rows in enumerate(pages, 1):
        top = 780.0
        for row in rows:
            bottom = top - 18 * max(1, -(-len(row[1]) // 22)) - 6
            canvas.grid((60, 140, 408, 520), (top, bottom))
            for x, text in zip((62, 142, 410), row, strict=True):
                for number in range(0, len(text), 22):
                    draw(canvas, x, top - 14 - 18 * (number // 22), text[number : number + 22])
            top = bottom
        draw(canvas, 290, 30, f"{at} / {len(pages)}")
        canvas.showPage()
    canvas.save()
    return path


def draw(canvas: Canvas, x: float, y: float, text: str) -> None:
    line = canvas.beginText(x, y)
    for piece, font in font_set().runs(text, "song"):
        line.setFont(font, 12)
        line.textOut(piece)
    canvas.drawText(line)


@pytest.mark.parametrize("flat", [False, True])
def test_what_a_viewer_fills_in_is_the_answer(form: Path, tmp_path: Path, flat: bool) -> None:
    path = fill(form, tmp_path / "填好.pdf", RETURNED, RETURN, flat)
    assert read_reply(path) == returned(FIRST, Reason("照片没有说明。"))


@pytest.mark.parametrize("name", ["filled", "flattened"])
def test_forms_filled_in_earlier_are_still_read(name: str) -> None:
    assert read_opinion(KEPT / f"{name}.pdf") == returned(FIRST, Reason("照片没有说明。"))


@pytest.mark.parametrize("name", ["from-docx", "from-xlsx"])
def test_a_word_form_or_workbook_turned_into_pdf_says_the_same(name: str) -> None:
    more = (Reason("照片没有说明。"), Reason("监测报告没有采样点位。"), Reason(LONG))
    assert read_opinion(KEPT / f"{name}.pdf") == returned(FIRST, *more)


def test_an_acceptance_needs_no_words_and_may_change_the_level(form: Path, tmp_path: Path) -> None:
    given = {"验收日期": "2026.11.20", "验收层级": "省级", "验收单位": "省生态环境厅"}
    answer = read_opinion(fill(form, tmp_path / "填好.pdf", given, ACCEPT))
    assert answer.accepted and answer.reasons == () and answer.opinion == ""
    assert (answer.level, answer.unit, answer.on) == ("省级", "省生态环境厅", date(2026, 11, 20))


def test_several_reasons_in_one_field_are_several(form: Path, tmp_path: Path) -> None:
    given = RETURNED | {"退回意见2": "1.照片没有说明。\r2.没有采样点位。"}
    answer = read_opinion(fill(form, tmp_path / "填好.pdf", given, RETURN))
    assert [reason.text for reason in answer.reasons[1:]] == ["照片没有说明。", "没有采样点位。"]


def test_a_quantity_at_the_beginning_of_a_line_is_no_list_number(form: Path, tmp_path: Path) -> None:
    given = RETURNED | {"退回意见1": "2.5吨污泥去向不明\r3.5公里河道未清", "退回意见1针对": ""}
    answer = read_opinion(fill(form, tmp_path / "填好.pdf", given, RETURN))
    assert [reason.text for reason in answer.reasons[:2]] == ["2.5吨污泥去向不明", "3.5公里河道未清"]


def test_a_reason_that_runs_over_several_pages_is_kept_whole(tmp_path: Path) -> None:
    """Pages that hold nothing but its rest are left without a row: the row it belongs to stands further back."""
    text = "".join(
        f"第{a}{b}处点位没有监测数据，请补充。" for a in "一二三四五六七八九" for b in "一二三四五六七八九"
    )
    parts = [text[:220], text[220:660], text[660:1100], text[1100:]]
    pages = [[*_TOP, ("退回意见1", parts[0], "措施2")], *([("", part, "")] for part in parts[1:])]
    pages[-1] += [("退回意见2", "照片没有说明。", ""), *_END]
    answer = read_opinion(printed(tmp_path / "长.pdf", *pages))
    assert answer.reasons == (Reason(text, "措施2"), Reason("照片没有说明。"))
    assert (answer.unit, answer.unread) == ("市住建局", ())


def test_a_row_that_ended_on_its_page_takes_nothing_from_the_next(tmp_path: Path) -> None:
    pages = [
        [*_TOP, ("退回意见1", "缺照片。", ""), ("", "加行：缺监测报告。", "")],
        [("", "加行：缺会议纪要。", ""), *_END],
        [("", "表末加的一行", "")],
    ]
    answer = read_opinion(printed(tmp_path / "加行.pdf", *pages))
    assert [reason.text for reason in answer.reasons] == [
        "缺照片。",
        "加行：缺监测报告。",
        "加行：缺会议纪要。",
    ]
    assert (answer.unit, answer.on) == ("市住建局", date(2026, 11, 20))
    assert answer.unread == ("表末加的一行",)


def test_the_empty_form_is_refused(form: Path) -> None:
    with pytest.raises(UserError, match="没有勾选"):
        read_opinion(form)


def test_a_form_filled_in_by_a_program_is_read_too(form: Path, tmp_path: Path) -> None:
    with pikepdf.open(form) as document:
        for field in document.Root.AcroForm.Fields:  # pyright: ignore[reportGeneralTypeIssues]
            name = str(field.T)
            if name == "验收结论":
                field.V = pikepdf.Name("/accept")
                field.Kids[0].AS = pikepdf.Name("/accept")
            elif name == "验收日期":
                field.V = "2026-11-20"
        document.save(tmp_path / "填好.pdf")
    assert read_opinion(tmp_path / "填好.pdf").accepted


@pytest.mark.parametrize(("name", "said"), [("校验码", "校验码"), ("申请包编号", "编号")])
def test_a_number_or_code_changed_in_the_file_is_refused(
    form: Path, tmp_path: Path, name: str, said: str
) -> None:
    filled = fill(form, tmp_path / "填好.pdf", RETURNED, RETURN)
    with pikepdf.open(filled) as document:
        for field in document.Root.AcroForm.Fields:  # pyright: ignore[reportGeneralTypeIssues]
            if str(field.T) == name:
                field.V = short_code("cd" * 32) if name == "校验码" else "XH-620999-2024-8"
        document.save(tmp_path / "改过.pdf")
    with pytest.raises(UserError, match=said):
        read_opinion(tmp_path / "改过.pdf")


def test_a_scan_is_left_to_the_person(tmp_path: Path) -> None:
    path = tmp_path / "扫描.pdf"
    Image.new("L", (1240, 1754), 255).save(path, "PDF")
    with pytest.raises(ByHand, match="扫描件") as told:
        read_reply(path)
    assert "录入" in told.value.advice and "附上" in told.value.advice


def test_other_text_is_told_from_a_form(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.drawString(100, 700, "Page 1 of 1")
    canvas.save()
    with pytest.raises(ByHand):
        read_opinion(tmp_path / "a.pdf")


def test_a_locked_form_is_refused_in_words(form: Path, tmp_path: Path) -> None:
    with pikepdf.open(form) as document:
        document.save(tmp_path / "锁.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(UserError, match="加了密码"):
        read_opinion(tmp_path / "锁.pdf")


def test_a_book_of_pages_is_refused_in_words(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "长.pdf"))
    for _ in range(500):
        canvas.showPage()
    canvas.save()
    with pytest.raises(UserError, match="有500页，不像意见表"):
        read_opinion(tmp_path / "长.pdf")


@pytest.mark.parametrize("cut", [9, 1000, 20_000, -300])
def test_a_broken_form_is_refused_or_read_whole(form: Path, tmp_path: Path, cut: int) -> None:
    path = tmp_path / "断.pdf"
    path.write_bytes(form.read_bytes()[:cut])
    with pytest.raises(UserError):
        read_opinion(path)


def test_scripts_in_a_form_are_not_run(form: Path, tmp_path: Path) -> None:
    """A script that would fill the date in when the form is opened, shown or calculated: the date stays empty."""
    script = "this.getField('验收日期').value = '2026-11-20';"
    with pikepdf.open(fill(form, tmp_path / "填好.pdf", RETURNED | {"验收日期": ""}, RETURN)) as document:
        action = pikepdf.Dictionary(S=pikepdf.Name("/JavaScript"), JS=script)
        document.Root.OpenAction = action
        for field in document.Root.AcroForm.Fields:  # pyright: ignore[reportGeneralTypeIssues]
            field.AA = pikepdf.Dictionary(C=action, F=action, K=action, V=action, PO=action)
        document.save(tmp_path / "脚本.pdf")
    with pytest.raises(UserError, match="日期没有填写"):
        read_opinion(tmp_path / "脚本.pdf")


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_lies_turned_is_read_upright(tmp_path: Path, turn: int) -> None:
    """The text turned one way and the page the other, as some printers' drivers do it."""
    with pikepdf.open(KEPT / "from-docx.pdf") as document:
        for page in document.pages:
            _, _, wide, high = (float(edge) for edge in page.MediaBox)  # pyright: ignore[reportGeneralTypeIssues]
            matrix, box = {
                90: (f"0 1 -1 0 {high} 0", [0, 0, high, wide]),
                180: (f"-1 0 0 -1 {wide} {high}", [0, 0, wide, high]),
                270: (f"0 -1 1 0 0 {wide}", [0, 0, high, wide]),
            }[turn]
            page.contents_add(f"q {matrix} cm".encode(), prepend=True)
            page.contents_add(b"Q")
            page.MediaBox, page.Rotate = pikepdf.Array(box), turn
        document.save(tmp_path / "转.pdf")
    assert read_opinion(tmp_path / "转.pdf") == read_opinion(KEPT / "from-docx.pdf")


def test_a_rare_character_of_a_name_is_kept(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    draw(canvas, 80, 700, "张𠮷甲𬱖")
    canvas.save()
    [page] = read_pdf_form(str(tmp_path / "a.pdf"), lambda *_: None)
    assert page.rows == (("张𠮷甲𬱖",),)


def test_text_without_ruled_lines_is_parted_at_its_gaps(tmp_path: Path) -> None:
    raw = io.BytesIO()
    canvas = Canvas(raw)
    canvas.drawString(80, 700, "code")
    canvas.drawString(160, 700, CODE)
    canvas.drawString(80, 680, "two words")
    canvas.save()
    (tmp_path / "a.pdf").write_bytes(raw.getvalue())
    [page] = read_pdf_form(str(tmp_path / "a.pdf"), lambda *_: None)
    assert page.rows == (("code", CODE), ("two words",))
