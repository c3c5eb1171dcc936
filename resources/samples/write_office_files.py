"""Writes the sample office files: notices as Word documents, ledgers as workbooks."""

from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side

MADE = datetime(2026, 11, 20, 9, 0)


# ---------------------------------------------------------------- notices


def paragraph(
    document: DocumentObject, text: str, font: str = "仿宋", size: int = 16, centre: bool = False
) -> Paragraph:
    """One paragraph in an official font."""
    line = document.add_paragraph()
    line.paragraph_format.line_spacing = Pt(29)
    line.paragraph_format.space_after = Pt(0)
    if centre:
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif font == "仿宋":
        line.paragraph_format.first_line_indent = Pt(size * 2)
    run = line.add_run(text)
    run.font.name, run.font.size = font, Pt(size)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return line


def notice(path: Path, number: str, title: str, texts: list[str], signed: tuple[str, str]) -> None:
    """An official notice as Word document."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.left_margin, section.right_margin, section.bottom_margin = (
        Mm(37),
        Mm(28),
        Mm(26),
        Mm(35),
    )
    paragraph(document, number, centre=True)
    paragraph(document, "")
    paragraph(document, title, font="小标宋", size=22, centre=True)
    paragraph(document, "")
    for text in texts:
        paragraph(document, text, font="黑体" if text[1:2] == "、" and len(text) < 20 else "仿宋")
    for line in ("", *signed):
        paragraph(document, line).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.core_properties.author = "青禾县整改办（示例）"
    document.core_properties.created = document.core_properties.modified = MADE
    document.save(str(path))


def plan_notice(path: Path) -> None:
    """The notice that issued the plan of each pond."""
    notice(
        path,
        "青整改办〔2026〕11号",
        "关于印发《柳塘镇纳污坑塘“一塘一策”治理方案》的通知",
        [
            "柳塘镇人民政府，县直有关部门：",
            "《柳塘镇纳污坑塘“一塘一策”治理方案》已经县整改工作领导小组同意，现印发给你们，请认真组织实施。",
            "一、治理范围",
            "柳塘镇柳塘、莲子塘、周家塘3处坑塘，水面面积共2.9万平方米，周边住户186户。",
            "二、治理措施",
            "控源截污：新建截污管网2.6公里，封堵生活污水排口11个。内源治理：清淤1.2万立方米，淤泥经检测后规范处置。生态修复：栽植水生植物，恢复水体自净能力。",
            "三、时限和责任",
            "2026年8月底前完成工程建设，10月底前完成水质监测。柳塘镇人民政府负主体责任，县住房和城乡建设局、县水利局、市生态环境局青禾分局按职责分工落实。",
            "联系人：王喆，电话：0000-6600233。",
        ],
        ("青禾县生态环境保护督察整改工作领导小组办公室", "2026年3月18日"),
    )


def care_rules(path: Path) -> None:
    """The rules by which the ponds are kept clean."""
    notice(
        path,
        "柳政发〔2026〕19号",
        "柳塘镇坑塘管护办法（试行）",
        [
            "第一条　为巩固坑塘整治成果，防止问题反弹，结合本镇实际，制定本办法。",
            "第二条　全镇坑塘实行塘长制。柳塘、莲子塘、周家塘塘长分别由镇班子成员担任，每处坑塘配备管护员2名。",
            "第三条　管护员每月巡查不少于2次，重点巡查污水直排、垃圾倾倒、水体异味等情况，填写巡查记录。",
            "第四条　发现问题的，当日报告塘长，3日内处置完毕；不能按期处置的，报镇人民政府协调解决。",
            "第五条　管护经费列入镇级年度预算。",
            "第六条　本办法自印发之日起施行。",
        ],
        ("柳塘镇人民政府", "2026年9月10日"),
    )


def coal_notice(path: Path) -> None:
    """The notice on coal sellers."""
    notice(
        path,
        "青整改办〔2026〕23号",
        "关于开展散煤销售点专项整治的通知",
        [
            "各乡镇人民政府，县市场监管局、市生态环境局青禾分局：",
            "为落实省生态环境保护督察反馈意见整改要求，决定自即日起开展散煤销售点专项整治。",
            "一、整治任务",
            "对7个未备案散煤销售点逐一核查，符合条件的限期规范，不符合条件的依法取缔；每月开展1次煤质抽检。",
            "二、工作要求",
            "各乡镇、各部门每月20日前报送进展情况，县整改办适时通报。",
        ],
        ("青禾县生态环境保护督察整改工作领导小组办公室", "2026年5月12日"),
    )


# ---------------------------------------------------------------- ledgers


def ledger(path: Path, title: str, header: list[str], rows: list[list[object]], widths: list[int]) -> None:
    """A ruled ledger as workbook."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title[:20]
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(header))
    sheet["A1"].font, sheet["A1"].alignment = Font(name="黑体", size=16), Alignment(horizontal="center")
    for row in (header, *rows):
        sheet.append(row)
    line = Side(style="thin")
    for cells in sheet.iter_rows(min_row=2, max_col=len(header)):
        for cell in cells:
            cell.border = Border(left=line, right=line, top=line, bottom=line)
            cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    for index, width in enumerate(widths):
        sheet.column_dimensions["ABCDEFGH"[index]].width = width
    book.properties.creator, book.properties.created = "青禾县整改办（示例）", MADE
    book.save(path)


def funding(path: Path) -> None:
    """Payments of the works."""
    ledger(
        path,
        "柳塘镇坑塘整治工程资金拨付凭证汇总",
        ["序号", "拨付日期", "凭证号", "收款单位", "用途", "金额（万元）"],
        [
            [1, "2026年4月15日", "记-0415-021", "江岭建设有限公司（示例）", "清淤工程预付款", 96.0],
            [2, "2026年6月25日", "记-0625-047", "江岭建设有限公司（示例）", "清淤工程进度款", 124.5],
            [3, "2026年7月30日", "记-0730-062", "江岭建设有限公司（示例）", "截污管网进度款", 142.0],
            [4, "2026年9月18日", "记-0918-033", "江岭建设有限公司（示例）", "竣工结算款", 124.0],
            ["合计", None, None, None, None, 486.5],
        ],
        [8, 18, 18, 30, 24, 14],
    )


def patrols(path: Path) -> None:
    """Patrol records of two months."""
    ledger(
        path,
        "坑塘巡查记录",
        ["序号", "巡查日期", "坑塘", "巡查人", "发现问题", "处置情况"],
        [
            [1, "2026年9月14日", "柳塘、莲子塘、周家塘", "许望、孟小川", "莲子塘北岸有零星垃圾", "当日清理"],
            [2, "2026年9月25日", "柳塘、莲子塘、周家塘", "许望、孟小川", "无", "—"],
            [
                3,
                "2026年10月9日",
                "柳塘、莲子塘、周家塘",
                "许望、孟小川",
                "周家塘1处检查井盖松动",
                "10月10日修复",
            ],
            [4, "2026年10月15日", "柳塘、莲子塘、周家塘", "许望、孟小川", "无", "—"],
            [5, "2026年10月20日", "柳塘、莲子塘、周家塘", "许望、周茗", "无", "—"],
        ],
        [8, 18, 28, 18, 28, 18],
    )
