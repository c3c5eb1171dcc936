from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from data.domain.errors import UserError
from exporters.fonts import font_set
from exporters.pdf.blocks import Block, Bookmark, Ends, Gap, Signature, Text
from exporters.pdf.measures import BODY, FLUSH, HEADING_1, LEADING, PITCH
from exporters.pdf.paper import About, Paper
from exporters.pdf.pictures import Picture, PicturePair
from exporters.pdf.table import Cell, Row, Table, label
from tests.pdf_reading import MM, chars_of, joined, lines_of, page_count, text_of

FONTS = font_set(True)


def paper(path: Path, blocks: list[Block], lying: bool = False) -> Path:
    with open(path, "wb") as target:
        sheet = Paper(target, About("测试"), FONTS, lying=lying)
        sheet.flow(blocks)
        sheet.finish()
    return path


def body(path: Path, page: int) -> list[list]:
    return [row for row in lines_of(path, page).values() if "—" not in row[0].text]


def test_a_page_holds_22_lines_of_28_characters_inside_the_type_area(tmp_path: Path):
    path = paper(tmp_path / "a.pdf", [Text("国" * 28 * 30, FLUSH)])
    rows = body(path, 0)
    assert [len(row) for row in rows] == [28] * 22
    assert [len(row) for row in body(path, 1)] == [28] * 8
    assert rows[0][0].x / MM == pytest.approx(28, abs=0.1)
    assert (210 - rows[0][-1].right / MM) == pytest.approx(26, abs=1)
    middle_of_first = (rows[0][0].top + rows[0][0].bottom) / 2
    middle_of_last = (rows[-1][0].top + rows[-1][0].bottom) / 2
    assert 297 - (middle_of_first + LEADING / 2) / MM == pytest.approx(37, abs=1)
    assert (middle_of_last - LEADING / 2) / MM == pytest.approx(35, abs=1)
    assert rows[0][0].y - rows[1][0].y == pytest.approx(28.99, abs=0.02)
    assert rows[0][1].x - rows[0][0].x == pytest.approx(15.79, abs=0.02)
    assert rows[0][0].top - rows[0][0].bottom == pytest.approx(16, abs=2)


def test_page_numbers_stand_outside_7_mm_under_the_type_area(tmp_path: Path):
    path = paper(tmp_path / "a.pdf", [Text("国" * 28 * 30, FLUSH)])
    odd = next(row for row in lines_of(path, 0).values() if row[0].text == "—")
    even = next(row for row in lines_of(path, 1).values() if row[0].text == "—")
    assert [c.text for c in odd] == ["—", "1", "—"] and [c.text for c in even] == ["—", "2", "—"]
    assert 210 - odd[-1].right / MM == pytest.approx(26 + 14 / MM, abs=0.5)
    assert even[0].left / MM == pytest.approx(28 + 14 / MM, abs=0.5)
    for row in (odd, even):
        assert (row[0].top + row[0].bottom) / 2 / MM == pytest.approx(35 - 7, abs=0.5)


def test_a_lying_page_is_turned_and_keeps_its_number_where_upright_pages_have_it(tmp_path: Path):
    import pypdfium2

    path = paper(tmp_path / "a.pdf", [Text("国" * 40, FLUSH)], lying=True)
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        assert page.get_rotation() == 90
        assert page.get_size()[0] / MM == pytest.approx(297, abs=0.1)
    number = [c for c in chars_of(path, 0) if c.text == "—"]
    assert all(c.bottom / MM == pytest.approx(28, abs=0.6) for c in number)
    head = chars_of(path, 0)[0]
    assert 28 < head.left / MM < 28 + 4, "the head of the page is at the binding side"


def test_a_heading_is_not_left_alone_at_the_foot_of_a_page(tmp_path: Path):
    blocks = [Text("国" * 28 * 21, FLUSH), Text("一、标题", HEADING_1, keep="next"), Text("家" * 100)]
    path = paper(tmp_path / "a.pdf", blocks)
    assert "标题" in text_of(path).split("— 1 —")[1]


def test_a_signature_never_stands_on_a_page_without_text(tmp_path: Path):
    for lines in range(14, 23):
        path = paper(
            tmp_path / f"{lines}.pdf",
            [Text("国" * 28 * lines, FLUSH), Signature("某县整改办", "2025年1月9日")],
        )
        last = text_of(path).split("— 1 —")[-1] if page_count(path) > 1 else text_of(path)
        assert "国" in last and "整改办" in last


def test_the_date_stands_four_characters_in_under_the_middle_of_the_name(tmp_path: Path):
    path = paper(tmp_path / "a.pdf", [Text("国" * 10), Signature("某县整改工作办公室", "2025年1月9日")])
    organ, date = list(lines_of(path, 0).values())[1:3]
    edge = (28 + 156) * MM
    assert edge - (date[-1].x + PITCH) == pytest.approx(4 * PITCH, abs=0.5)
    middle = (organ[0].left + organ[-1].right) / 2
    assert (date[0].left + date[-1].right) / 2 == pytest.approx(middle, abs=2)


def test_a_gap_at_the_top_of_a_page_vanishes(tmp_path: Path):
    path = paper(tmp_path / "a.pdf", [Text("国" * 28 * 22, FLUSH), Gap(3), Text("家", FLUSH)])
    assert body(path, 1)[0][0].y == pytest.approx(body(path, 0)[0][0].y, abs=0.1)


def test_a_table_repeats_its_head_on_every_page_and_loses_nothing(tmp_path: Path):
    rows = [Row((Cell(f"{at}"), Cell("整改情况，" * 12))) for at in range(60)]
    path = paper(tmp_path / "a.pdf", [Table((60, 380), rows, [Row((label("序号"), label("落实")))])])
    pages = page_count(path)
    assert pages > 2
    assert joined(path).count("序号") == pages
    assert joined(path).count("整改情况，") == 60 * 12


def test_a_head_within_a_table_is_repeated_and_never_left_alone(tmp_path: Path):
    head = Row((label("条"), label("措施")))
    under = [Row((Cell(f"第{at}条"), Cell("措" * 150)), under=head) for at in range(12)]
    for lines in range(8, 30):
        before = Row((Cell("问题"), Cell("问" * 20 * lines)))
        path = paper(tmp_path / f"{lines}.pdf", [Table((142, 300), [before, head, *under])])
        text = text_of(path)
        assert text.count("措") == 12 * 150 + text.count("条 措施") and text.count("问") == 20 * lines + 1
        for page in range(page_count(path)):
            said = "".join("".join(char.text for char in row) for row in body(path, page))
            assert ("条措施" in said) == ("措措" in said), (lines, page)


@pytest.mark.parametrize("length", [1, 500, 2000, 9000])
@pytest.mark.parametrize("lying", [False, True])
def test_a_long_cell_runs_over_pages_without_losing_a_character(tmp_path: Path, length: int, lying: bool):
    rows = [Row((label("情况"), Cell("甲" * length), Cell("乙" * (length // 2)))), Row((Cell("丙", 3),))]
    head = [Row((Cell("栏一"), Cell("栏二"), Cell("栏三")))]
    path = paper(tmp_path / "a.pdf", [Text("国" * 28 * 9), Table((60, 190, 190), rows, head)], lying)
    text = joined(path)
    assert (text.count("甲"), text.count("乙"), text.count("丙")) == (length, length // 2, 1)
    limit = 297 * MM - 28 * MM if lying else 210 * MM - 25.5 * MM
    for page in range(page_count(path)):
        for char in chars_of(path, page):
            assert char.left > 0 and char.right < (297 * MM if lying else limit)
            assert char.bottom > 20 * MM


def test_the_signature_box_of_a_split_row_comes_at_its_end(tmp_path: Path):
    row = Row((label("意见"), Cell("甲" * 3000, foot=("（盖章）",))))
    path = paper(tmp_path / "a.pdf", [Table((60, 380), [row])])
    assert joined(path).count("（盖章）") == 1
    assert joined(path).index("（盖章）") > joined(path).rindex("甲")


def inside(path: Path) -> bool:
    """Whether every character stands on its sheet, clear of the edges."""
    for page in range(page_count(path)):
        for char in chars_of(path, page):
            if char.left < 20 * MM or char.bottom < 20 * MM or char.top > 297 * MM:
                return False
    return True


@pytest.mark.parametrize("lying", [False, True])
@pytest.mark.parametrize("lines", range(19, 38))
def test_a_foot_that_does_not_fit_goes_to_the_next_page_with_text_for_company(
    tmp_path: Path, lines: int, lying: bool
):
    row = Row((label("意见"), Cell("甲" * 31 * lines, foot=("（盖章）",))))
    path = paper(tmp_path / "a.pdf", [Table((60, 380), [row, Row((Cell("丙", 2),))])], lying)
    said = joined(path)
    assert (said.count("甲"), said.count("（盖章）"), said.count("丙")) == (31 * lines, 1, 1)
    assert inside(path)
    for page in range(page_count(path)):
        text = "".join(char.text for char in chars_of(path, page))
        assert "盖章" not in text or "甲" in text


@pytest.mark.parametrize("least", [400.0, 540.0, 2000.0])
@pytest.mark.parametrize("headed", ["", "head", "under"])
def test_a_row_meant_to_be_higher_than_a_page_is_as_high_as_the_page(
    tmp_path: Path, least: float, headed: str
):
    head = Row((label("序号"), label("落实")))
    rows = [
        Row((Cell(f"{at}"), Cell("甲" * 40)), least, under=head if headed == "under" else None)
        for at in range(3)
    ]
    above = [head] if headed == "under" else []
    table = Table((60, 380), [*above, *rows], [head] if headed == "head" else [])
    path = paper(tmp_path / "a.pdf", [Text("国" * 100), table, Text("丙")], lying=True)
    said = joined(path)
    assert (said.count("甲"), said.count("丙")) == (120, 1) and inside(path)
    assert page_count(path) <= 5


@pytest.mark.parametrize("length", [30, 60, 90, 400, 1500])
def test_a_first_cell_is_said_again_where_it_is_short_and_split_where_it_is_long(tmp_path: Path, length: int):
    row = Row((Cell("甲" * length, repeat=True), Cell("乙" * 2500)))
    path = paper(tmp_path / "a.pdf", [Table((190, 250), [row, row])])
    said = joined(path)
    assert said.count("乙") == 5000 and inside(path)
    if length == 30:
        assert said.count("甲") > 2 * length and said.count("甲") % length == 0
    else:
        assert said.count("甲") == 2 * length


def test_a_head_too_high_to_be_said_again_is_set_once(tmp_path: Path):
    high = Row((label("甲" * 60), label("落实")))
    rows = [Row((Cell("一"), Cell("乙" * 900))), Row((Cell("二"), Cell("乙" * 900)))]
    for table in (
        Table((32, 300), rows, [high]),
        Table((32, 300), [replace(row, under=high) for row in rows]),
    ):
        path = paper(tmp_path / "a.pdf", [table], lying=True)
        assert joined(path).count("乙") == 1800 and inside(path)
        assert joined(path).count("甲") in (0, 60)


@pytest.mark.parametrize("lying", [False, True])
def test_a_line_of_two_texts_and_a_signature_run_over_pages_where_they_are_long(tmp_path: Path, lying: bool):
    for length in (300, 1200, 3000):
        blocks = [
            Text("国" * 100),
            Ends("甲" * length, "乙" * length, BODY),
            Signature("丙" * length, "丁" * 30),
        ]
        path = paper(tmp_path / "a.pdf", blocks, lying)
        said = joined(path)
        assert [said.count(char) for char in "甲乙丙丁"] == [length, length, length, 30]
        assert inside(path)


def test_nothing_is_lost_in_silence_where_a_block_is_higher_than_a_page(tmp_path: Path):
    pair = PicturePair("对应第1条措施", Picture(None, "没有", "甲" * 3000), Picture(None, "没有", ""))
    with pytest.raises(UserError, match="比一页纸还高"):
        paper(tmp_path / "a.pdf", [pair])


def test_the_same_blocks_give_the_same_bytes(tmp_path: Path):
    def blocks() -> list[Block]:
        table = Table((60, 380), [Row((Cell("1"), Cell("国" * 2000)))])
        return [Text("王喆堃" * 50, bookmark=Bookmark("开头")), table]

    assert (
        paper(tmp_path / "a.pdf", blocks()).read_bytes() == paper(tmp_path / "b.pdf", blocks()).read_bytes()
    )


def test_bookmarks_point_at_their_headings(tmp_path: Path):
    import pypdfium2

    blocks = [
        Text("一、甲", HEADING_1, bookmark=Bookmark("一、甲")),
        Text("国" * 28 * 25),
        Text("乙", bookmark=Bookmark("二、乙", 1)),
    ]
    path = paper(tmp_path / "a.pdf", blocks)
    with pypdfium2.PdfDocument(path) as document:
        found = [(item.get_title(), item.get_dest().get_index(), item.level) for item in document.get_toc()]
    assert found == [("一、甲", 0, 0), ("二、乙", 1, 1)]


def test_a_file_is_written_to_any_stream():
    target = BytesIO()
    sheet = Paper(target, About("标题", "作者"), FONTS)
    sheet.flow([Text("国")])
    assert sheet.finish() == 1
    assert target.getvalue().startswith(b"%PDF-1.")
