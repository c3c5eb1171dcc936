"""Builds the bundled sample: the invented city's workbook, its re-issue, and the evidence of the demo's tasks.

Run it by hand after changing ``tasks.toml``; same input, same bytes. The results are kept in the repository.
"""

import re
import sys
import tomllib
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import draw_papers
import write_office_files
from draw_photos import Shot, take
from draw_screens import Screen, show
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent
EVIDENCE = HERE / "evidence"
FIXED = (2026, 1, 15, 9, 0, 0)
GROUPS = [
    "编号",
    None,
    "反馈问题",
    "整改目标",
    "整改措施",
    "整改\n时限",
    "责任分工",
    None,
    "督导（验收）\n单位",
    "包保领导",
    "责任人",
    "备注",
]
HEADERS = [
    "序号",
    "省级\n编号",
    None,
    None,
    None,
    None,
    "牵头单位",
    "责任（配合）单位",
    None,
    None,
    None,
    None,
]
WIDTHS = [6, 9, 40, 26, 52, 16, 16, 26, 14, 10, 10, 12]

PHOTOS = (
    Shot("柳塘整治前.jpg", datetime(2026, 2, 26, 9, 42, 17), "foul_pond", 11),
    Shot("柳塘整治后.jpg", datetime(2026, 10, 13, 10, 5, 41), "clear_pond", 11),
    Shot("莲子塘整治前.jpg", datetime(2026, 2, 26, 10, 20, 3), "foul_pond", 21),
    Shot("莲子塘整治后.jpg", datetime(2026, 10, 13, 10, 48, 29), "clear_pond", 21),
    Shot("垃圾堆放点整治前.jpg", datetime(2026, 4, 9, 15, 11, 50), "rubbish_heap", 31),
    Shot("垃圾堆放点整治后.jpg", datetime(2026, 10, 20, 9, 33, 8), "cleared_site", 31),
)
SCREENS = (
    Screen("公示网页截图_20261105.png", datetime(2026, 11, 5, 10, 12), 17),
    Screen("公示网页截图_20261118.png", datetime(2026, 11, 18, 16, 47), 426),
)
PAPERS = {
    "坑塘整治专题会议纪要.jpg": draw_papers.minutes,
    "坑塘整治工程竣工验收表.jpg": draw_papers.completion_form,
    "坑塘水质监测报告.pdf": draw_papers.monitoring_report,
    "关于印发一塘一策治理方案的通知.docx": write_office_files.plan_notice,
    "坑塘管护办法.docx": write_office_files.care_rules,
    "散煤销售点专项整治通知.docx": write_office_files.coal_notice,
    "坑塘整治资金凭证.xlsx": write_office_files.funding,
    "坑塘巡查记录.xlsx": write_office_files.patrols,
}

Entry = dict[str, Any]


def fix_times(path: Path) -> None:
    """Give an office file the same bytes on every run."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in sorted(old.namelist())}
    moment = b"2026-01-15T09:00:00Z"
    core = parts.get("docProps/core.xml", b"")
    parts["docProps/core.xml"] = re.sub(
        rb"(<dcterms:(?:modified|created)[^>]*>)[^<]*", rb"\g<1>" + moment, core
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, FIXED)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content)


def deadline_cell(text: str) -> object:
    """A deadline as the sheet holds it: text, a real date or a number."""
    kind, _, value = text.partition(":")
    if kind == "date":
        return date.fromisoformat(value)
    return float(value) if kind == "number" else text


def row_values(task: Entry, measures: str, deadline: str) -> list[object]:
    """One worksheet row of a task."""
    return [
        int(task["number"]),
        task["upper"],
        task["finding"],
        task["goal"],
        measures,
        deadline_cell(deadline),
        task["lead"],
        task["support"],
        task["accept"],
        task.get("leader"),
        task.get("person"),
        task.get("note"),
    ]


def add_task(sheet: Worksheet, task: Entry) -> None:
    """Write one task: one row, or one row per measure with the rest merged downwards."""
    first = sheet.max_row + 1
    if not task.get("per_row"):
        sheet.append(row_values(task, "\n".join(task["measures"]), task["deadline"]))
        return
    dues = task.get("dues", [task["deadline"]] * len(task["measures"]))
    for number, (measure, due) in enumerate(zip(task["measures"], dues, strict=True)):
        row = row_values(task, measure, due)
        sheet.append(row if number == 0 else [None] * 4 + row[4 : 6 if "dues" in task else 5])
    for column in range(1, len(WIDTHS) + 1):
        if column == 5 or (column == 6 and "dues" in task):
            continue
        sheet.merge_cells(start_row=first, end_row=sheet.max_row, start_column=column, end_column=column)


def add_head(sheet: Worksheet, title: str, unit_line: str) -> None:
    """Attachment line, big title, reporting unit and the two header rows."""
    wide = len(WIDTHS)
    for row, text in ((1, "附件1"), (2, title), (3, unit_line)):
        sheet.cell(row, 1, text)
        if row > 1:
            sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=wide)
    sheet["A2"].font, sheet["A2"].alignment = (
        Font(name="方正小标宋简体", size=20),
        Alignment(horizontal="center"),
    )
    sheet.append(GROUPS)
    sheet.append(HEADERS)
    for column in range(1, wide + 1):
        if HEADERS[column - 1] is None:
            sheet.merge_cells(start_row=4, end_row=5, start_column=column, end_column=column)
    sheet.merge_cells("A4:B4")
    sheet.merge_cells("G4:H4")


def dress(sheet: Worksheet, top: int, widths: list[int]) -> None:
    """Lines, wrapping, widths and a shaded header."""
    line = Side(style="thin", color="808080")
    for row in sheet.iter_rows(min_row=top, max_col=len(widths)):
        for cell in row:
            cell.border = Border(left=line, right=line, top=line, bottom=line)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
            if isinstance(cell.value, date):
                cell.number_format = 'yyyy"年"m"月"d"日"'
    for index, width in enumerate(widths):
        sheet.column_dimensions["ABCDEFGHIJKL"[index]].width = width
    for cell in sheet[top]:
        cell.font, cell.fill = Font(name="黑体", size=11), PatternFill("solid", fgColor="DDE6EE")
    sheet.freeze_panes = f"A{top + 1}"


def task_sheet(book: Workbook, story: Entry, tasks: list[Entry], head: Entry) -> None:
    """The task list: bands, tasks, total row, note row."""
    sheet = book.create_sheet("整改任务清单")
    add_head(sheet, head["title"], head["unit_line"])
    wide, band, bands = len(WIDTHS), "", []
    for task in tasks:
        if task["band"] != band:
            band = task["band"]
            sheet.append([band])
            bands.append(sheet.max_row)
        add_task(sheet, task)
    sheet.append(["合计", None, f"共{len(tasks)}项整改任务"])
    sheet.append([story["note_row"]])
    dress(sheet, 4, WIDTHS)
    for row in [*bands, sheet.max_row]:
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=wide)
        sheet.cell(row, 1).font = Font(name="楷体", size=12, bold=row in bands)
    sheet.freeze_panes = "D6"


def complaint_sheet(book: Workbook, story: Entry) -> None:
    """The complaints list of the same inspection."""
    sheet = book.create_sheet("信访件办理情况")
    header = [
        "序号",
        "受理编号",
        "信访举报内容",
        "污染类型",
        "行政区域",
        "责任单位",
        "办结时限",
        "调查处理情况",
        "办结状态",
    ]
    sheet.append(["云岭市省生态环境保护督察交办信访举报件办理情况表"])
    sheet.merge_cells("A1:I1")
    sheet["A1"].font, sheet["A1"].alignment = (
        Font(name="方正小标宋简体", size=18),
        Alignment(horizontal="center"),
    )
    sheet.append(header)
    for item in story["complaint"]:
        sheet.append(
            [
                int(item["number"]),
                *(item[key] for key in ("code", "text", "kind", "area", "unit", "due", "result", "state")),
            ]
        )
    sheet.append(["合计", None, f"{len(story['complaint'])}件"])
    dress(sheet, 2, [6, 14, 42, 12, 12, 24, 16, 42, 12])


def cover_sheet(book: Workbook, head: Entry) -> None:
    """The cover page."""
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "封面"
    lines = {
        6: (head["title"], 26),
        14: ("云岭市生态环境保护督察整改工作领导小组办公室", 16),
        15: (head["unit_line"].split("填报时间：")[1].split("　")[0], 16),
    }
    for row, (text, size) in lines.items():
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=9)
        sheet.cell(row, 1, text).font = Font(name="方正小标宋简体", size=size)
        sheet.cell(row, 1).alignment = Alignment(horizontal="center")


def write_workbook(path: Path, story: Entry, tasks: list[Entry], head: Entry) -> None:
    """Cover, task list and complaints list in one workbook."""
    book = Workbook()
    cover_sheet(book, head)
    task_sheet(book, story, tasks, head)
    complaint_sheet(book, story)
    book.active = 1
    book.properties.creator = "云岭市整改办（示例）"
    book.save(path)
    fix_times(path)


def revised(tasks: list[Entry], changes: list[Entry]) -> list[Entry]:
    """The tasks as the re-issued list has them."""
    by_number = {change["number"]: change for change in changes}
    known = {task["number"] for task in tasks}
    kept = [{**task, **by_number.get(task["number"], {})} for task in tasks]
    return [task for task in kept if not task.get("gone")] + [
        change for change in changes if change["number"] not in known
    ]


def main() -> None:
    """Write everything beside this script."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    story = tomllib.loads((HERE / "tasks.toml").read_text("utf-8"))
    write_workbook(HERE / "整改任务清单.xlsx", story, story["task"], story)
    write_workbook(
        HERE / "整改任务清单（修订）.xlsx", story, revised(story["task"], story["revised"]), story["revision"]
    )
    EVIDENCE.mkdir(exist_ok=True)
    for shot in PHOTOS:
        take(shot, EVIDENCE)
    for screen in SCREENS:
        show(screen, EVIDENCE)
    for name, write in PAPERS.items():
        write(EVIDENCE / name)
        if name.endswith((".docx", ".xlsx")):
            fix_times(EVIDENCE / name)
    print(
        "\n".join(
            f"{path.stat().st_size:>9} {path.relative_to(HERE)}"
            for path in sorted(HERE.rglob("*.*"))
            if path.suffix != ".py"
        )
    )


if __name__ == "__main__":
    main()
