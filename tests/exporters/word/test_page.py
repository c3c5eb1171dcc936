"""The Word paper: page, grid, fonts and numbers of GB/T 9704, read back from the file; same blocks, same bytes."""

import zipfile
from datetime import date
from io import BytesIO

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from exporters.pdf.blocks import Block, Bookmark, Ends, Gap, Signature, Text, Title
from exporters.pdf.measures import BODY, HEADING_1, HEADING_2, Style
from exporters.pdf.paper import About
from exporters.pdf.table import Cell, Row, Table, label
from exporters.word.page import WordPaper

ABOUT = About("标题", "青禾县整改办", "主题", program="整改通", made_on=date(2026, 11, 22))


def written(*blocks: Block, about: About = ABOUT) -> bytes:
    paper = WordPaper(about)
    paper.flow(blocks)
    target = BytesIO()
    paper.save(target)
    return target.getvalue()


def opened(*blocks: Block):
    return docx.Document(BytesIO(written(*blocks)))


def fonts_of(run) -> dict[str, str]:
    fonts = run._element.rPr.find(qn("w:rFonts"))
    return {key.split("}")[1]: value for key, value in fonts.attrib.items()}


def test_the_page_has_the_margins_and_the_grid_of_the_standard() -> None:
    section = opened().sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "lines"
    assert int(225 / 25.4 * 1440 // int(grid.get(qn("w:linePitch")))) == 22


def test_a_line_of_body_text_holds_28_characters_and_no_29th() -> None:
    run = opened(Text("正文", BODY)).paragraphs[0].runs[0]
    squeeze = run._element.rPr.find(qn("w:spacing"))
    pitch = run.font.size.pt + int(squeeze.get(qn("w:val"))) / 20
    assert 28 * pitch <= 156 / 25.4 * 72 < 29 * pitch
    assert 26 * pitch <= 156 / 25.4 * 72 - 2 * 15.79, "the first line, indented by two"


def test_only_whole_lines_of_body_text_hold_to_the_lines_of_the_page() -> None:
    document = opened(Text("正文", BODY), Gap(0.3), Title("标题"))
    held = [p._element.pPr.find(qn("w:snapToGrid")).get(qn("w:val")) for p in document.paragraphs]
    assert held == ["1", "0", "0"]


def test_the_file_brings_no_styles_and_fonts_of_the_librarys_template() -> None:
    data = written(Title("标题"), Text("正文"))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = set(archive.namelist())
        fonts, styles, settings = (
            archive.read(f"word/{part}.xml").decode() for part in ("fontTable", "styles", "settings")
        )
    assert not {"word/numbering.xml", "word/stylesWithEffects.xml"} & names
    assert "Calibri" not in fonts and '<w:altName w:val="仿宋"/>' in fonts
    assert {s.name for s in docx.Document(BytesIO(data)).styles} <= {
        "Normal",
        "Default Paragraph Font",
        "Normal Table",
        "No List",
    }
    defaults = styles[styles.index("<w:docDefaults") : styles.index("</w:docDefaults")]
    assert 'w:eastAsia="仿宋_GB2312"' in defaults and 'w:eastAsia="zh-CN"' in defaults
    assert "doNotExpandShiftReturn" in settings and 'w:percent="100"' in settings


def test_a_line_before_a_long_address_is_not_torn_apart() -> None:
    plain, address = opened(
        Text("正文", BODY), Text("公示于 http://www.qinghe.example/tzgg/202611/05.html", BODY)
    ).paragraphs
    sides = [p._element.pPr.find(qn("w:jc")).get(qn("w:val")) for p in (plain, address)]
    assert sides == ["both", "left"]


def test_every_role_is_written_with_its_official_font_for_chinese_and_digits() -> None:
    document = opened(
        Title("关于第07号任务的函"),
        Text("一、问题", HEADING_1),
        Text("（一）概况", HEADING_2),
        Text("正文12"),
    )
    names = [fonts_of(paragraph.runs[0]) for paragraph in document.paragraphs]
    assert [said["eastAsia"] for said in names] == ["方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"]
    assert all(said["ascii"] == said["eastAsia"] and said["hint"] == "eastAsia" for said in names)
    assert [paragraph.runs[0].font.size.pt for paragraph in document.paragraphs] == [22, 16, 16, 16]


def test_body_text_is_indented_by_two_characters_on_exact_lines() -> None:
    paragraph = opened(Text("正文", BODY)).paragraphs[0]
    indent = paragraph._element.pPr.find(qn("w:ind"))
    assert indent.get(qn("w:firstLineChars")) == "200"
    assert paragraph.paragraph_format.line_spacing.pt == pytest.approx(28.95, abs=0.01)


def test_a_hanging_style_keeps_its_indents() -> None:
    indent = opened(Text("附件", Style(first=2, hang=5))).paragraphs[0]._element.pPr.find(qn("w:ind"))
    assert (indent.get(qn("w:leftChars")), indent.get(qn("w:hangingChars"))) == ("500", "300")


def test_page_numbers_stand_outside_on_duplex() -> None:
    document = opened(Text("正文"))
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
        root = footer._element
        assert "PAGE" in root.xml and "— " in root.xml and " —" in root.xml
        assert root.find(f".//{qn('w:jc')}").get(qn("w:val")) == align
        assert {s.get(qn("w:val")) for s in root.iter(qn("w:sz"))} == {"28"}


def test_a_lying_section_turns_the_sheet_and_an_unnumbered_one_has_no_number() -> None:
    paper = WordPaper(ABOUT, numbered=False)
    paper.flow([Text("封面")])
    paper.next_section(lying=True)
    paper.flow([Text("横表")])
    target = BytesIO()
    paper.save(target)
    first, second = docx.Document(target).sections
    assert "PAGE" not in first.footer._element.xml and "PAGE" in second.footer._element.xml
    assert second.orientation == WD_ORIENT.LANDSCAPE and round(second.page_width.mm) == 297
    assert round(second.page_width.mm - second.left_margin.mm - second.right_margin.mm) == 225


def test_the_organ_stands_centred_over_the_date_and_the_date_four_in() -> None:
    *space, organ, dated = opened(Signature("青禾县整改办", "2026年11月22日")).paragraphs
    assert len(space) == 2 and all(not paragraph.text for paragraph in space)
    right = [p._element.pPr.find(qn("w:ind")).get(qn("w:rightChars")) for p in (organ, dated)]
    # date: 4 digits + 2 + 2 at half width, 3 characters = 7 ems; organ 6 ems
    assert right == ["450", "400"]
    assert all(p.paragraph_format.keep_with_next for p in (*space, organ))


def test_a_signature_keeps_the_last_lines_of_the_text() -> None:
    first = opened(Text("正文"), Signature("某办", "2026年1月9日")).paragraphs[0]
    assert first.paragraph_format.keep_with_next


def test_a_table_spans_repeats_its_head_and_loses_nothing() -> None:
    head = Row((label("栏目"), label("内容", 2)))
    row = Row((Cell("一\n二"), Cell("甲"), Cell("意见", foot=("（签章）", "年月日"))), least=90)
    table = opened(Table((100.0, 200.0, 142.0), [row], head=[head])).tables[0]
    assert [cell.text for cell in table.rows[1].cells] == ["一\n二", "甲", "意见\n（签章）\n年月日"]
    assert table.rows[0].cells[1]._tc is table.rows[0].cells[2]._tc
    assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert table.rows[1].height.pt == 90


def test_a_table_of_small_type_leaves_its_narrow_columns_more_room() -> None:
    small = Style(size=10.5, leading=16.0)
    tables = opened(
        Table((60.0,), [Row((Cell("12月18日", style=small),))]), Table((60.0,), [Row((Cell("一"),))])
    ).tables
    sides = [table._tbl.find(f".//{qn('w:tblCellMar')}/{qn('w:left')}").get(qn("w:w")) for table in tables]
    assert sides == ["40", "80"]


def test_low_rows_stay_whole_and_high_ones_run_over_pages() -> None:
    low, high = Row((Cell("短"), Cell("一行"))), Row((Cell("长"), Cell("整改措施落实情况。" * 200)))
    rows = opened(Table((100.0, 342.0), [low, high])).tables[0].rows
    assert [row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in rows] == [True, False]


def test_signatures_stand_at_the_foot_of_a_high_cell() -> None:
    row = Row((Cell("意见"), Cell("同意。", foot=("（签章）", "年　月　日"))), least=120)
    cell = opened(Table((100.0, 342.0), [row])).tables[0].rows[0].cells[1]
    above = [p._element.pPr.find(qn("w:spacing")).get(qn("w:before")) for p in cell.paragraphs]
    assert above == ["0", str((120 - 8 - 3 * 18) * 20), "0"]


def test_room_for_a_signature_is_an_indent_not_blanks_word_would_drop() -> None:
    row = Row((Cell("意见", foot=("签字：　　　",)),))
    signed = opened(Table((442.0,), [row])).tables[0].rows[0].cells[0].paragraphs[-1]
    indent = signed._element.pPr.find(qn("w:ind"))
    assert signed.text == "签字：" and indent.get(qn("w:rightChars")) == "300"


def test_two_ends_too_long_for_one_line_stand_one_under_the_other() -> None:
    short, *long = opened(
        Ends("左", "右", BODY), Ends("申请单位：" + "某" * 20, "编号：XH-1", BODY)
    ).paragraphs
    assert short.text == "左\t右" and [p.text for p in long] == ["申请单位：" + "某" * 20, "编号：XH-1"]


def test_gaps_ends_and_outline_levels_come_over() -> None:
    document = opened(
        Text("一、问题", HEADING_1, bookmark=Bookmark("一、问题", 1)),
        Gap(2),
        Ends("左", "右", BODY),
    )
    heading, *blank, ends = document.paragraphs
    assert heading._element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == "1"
    assert len(blank) == 2 and ends.text == "左\t右"


def test_characters_xml_cannot_hold_are_shown_not_dropped() -> None:
    assert opened(Text("甲\x0b乙\ud800丙")).paragraphs[0].text == "甲〓乙〓丙"


def test_the_same_blocks_give_the_same_bytes_with_fixed_times() -> None:
    data = written(Title("标题"), Text("正文"))
    assert data == written(Title("标题"), Text("正文"))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "thumbnail" in name]
    said = docx.Document(BytesIO(data)).core_properties
    assert (said.title, said.author) == ("标题", "青禾县整改办")
    assert said.created is not None and said.created.date() == date(2026, 11, 22)


def test_a_block_word_has_no_form_for_is_refused() -> None:
    class Odd:
        keep = ""
        bookmark = None

    with pytest.raises(TypeError, match="Odd"):
        written(Odd())  # type: ignore[arg-type]


def test_a_name_no_property_can_hold_is_cleaned_and_cut() -> None:
    about = About("标题\x0b", "青禾县\x07整改办", "主题" * 200, "词" * 300, program="整改通")
    said = docx.Document(BytesIO(written(Text("正文"), about=about))).core_properties
    assert (said.title, said.author, said.last_modified_by) == ("标题", "青禾县整改办", "青禾县整改办")
    assert said.subject == ("主题" * 200)[:255] and said.keywords == "词" * 255
