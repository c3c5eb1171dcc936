"""A generated list as cities send them, of any length: two header rows, merges, bands, many deadline phrases. Same seed, same list."""

import random
from pathlib import Path

import xlsxwriter

TITLE = "云岭市贯彻落实省生态环境保护督察反馈意见整改任务清单"
GROUPS = (
    "编号",
    None,
    "反馈问题",
    "整改目标",
    "整改措施",
    "整改\n时限",
    "责任分工",
    None,
    "督导（验收）\n单位",
    "责任人",
    "备注",
)
SECOND = ("序号", "省级\n编号", None, None, None, None, "牵头单位", "责任（配合）单位", None, None, None)
WIDTHS = (6, 8, 40, 24, 60, 14, 18, 30, 16, 10, 16)
MEASURES, UNITS = 4, 7  # columns that are never merged downwards

_BANDS = (
    "一、思想认识和责任落实方面",
    "二、大气污染防治方面",
    "三、水污染防治方面",
    "四、土壤和固体废物方面",
    "五、自然保护地方面",
)
_PLACES = (
    "青禾县",
    "石梁县",
    "云麓区",
    "柳塘镇",
    "西滩乡",
    "城关镇",
    "高新区",
    "经开区",
    "白杨河",
    "北山林场",
    "东大渠",
    "南湖街道",
)
_SUBJECTS = (
    "生活污水直排", "散煤污染治理", "矿山生态修复", "入河排污口整治", "建筑工地扬尘管控", "畜禽养殖粪污处理", "饮用水水源地保护",
    "工业固体废物堆存", "垃圾填埋场渗滤液处理", "秸秆禁烧", "黑臭水体整治", "自然保护区内违规建设", "油气回收设施运行", "地下水超采",
)  # fmt: skip
_FAULTS = (
    "推进缓慢，截至督察进驻时仅完成{n}%", "监管不到位，现场检查{n}家企业均存在台账造假", "落实不力，{n}处点位长期未整改", "责任悬空，{n}个问题反复出现",
)  # fmt: skip
_STEPS = (
    "制定{s}专项方案，明确责任单位和完成时限，{d}完成排查", "对{p}{n}处问题点位逐一建档，实行“一点一策”", "投资{n}万元建设配套设施，{d}建成投运",
    "依法查处{p}违法企业{n}家，处罚到位并公开曝光", "每季度至少开展{m}次执法检查，发现问题立即整改", "健全{s}长效机制，落实乡镇和部门责任",
)  # fmt: skip
_ENDS = ("（责任单位：{u}）", "", "", "")
_UNITS = (
    "市生态环境局", "市住建局", "市水务局", "市自然资源局", "市农业农村局", "市工信局", "市发展改革委", "市城管局", "市交通运输局", "市林草局",
    "青禾县委、县政府", "石梁县人民政府", "云麓区人民政府", "高新区管委会",
)  # fmt: skip
_DEADLINES = (
    "{y}年{m}月底前", "{y}年{m}月{d}日前", "{y}年底前，并长期坚持", "立行立改，长期坚持", "{y}年第二季度末", "{y}年{m}月底前完成排查，{y}年12月底前完成整改",
    "长期坚持", "{y}年上半年", "“十四五”末", "{y}.{m}.{d}", "立行立改", "{y}年6月30日前完成，并持续推进",
)  # fmt: skip
_PEOPLE = ("周启明", "沈若川", "韩立群", "邱霁云", "范书语", "王喆", "李堃", "赵玥")


def write_list(path: Path, rows: int, seed: int = 7) -> Path:
    """Write a list of that many rows below its head."""
    rnd = random.Random(seed)
    book = xlsxwriter.Workbook(path)
    plain = book.add_format({"text_wrap": True, "border": 1, "valign": "vcenter"})
    head = book.add_format(
        {"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
    )
    sheet = book.add_worksheet("整改任务清单")
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    _write_head(sheet, head)
    row, number, end = 4, 0, 4 + rows
    while row < end:
        if number % 200 == 0 and end - row > 1:
            band = _BANDS[number // 200 % len(_BANDS)]
            sheet.merge_range(row, 0, row, len(WIDTHS) - 1, band, head)
            row += 1
        number += 1
        height = min(rnd.choice((1,) * 12 + (2, 3)), end - row)
        _write_task(sheet, plain, row, _task(rnd, number, height))
        row += height
    book.close()
    return path


def _write_head(sheet, head) -> None:
    last = len(WIDTHS) - 1
    sheet.write_string(0, 0, "附件1")
    sheet.merge_range(1, 0, 1, last, TITLE, head)
    for column, (group, below) in enumerate(zip(GROUPS, SECOND, strict=True)):
        if below is None:
            sheet.merge_range(2, column, 3, column, group, head)
        else:
            sheet.write_string(3, column, below, head)
    sheet.merge_range(2, 0, 2, 1, "编号", head)
    sheet.merge_range(2, 6, 2, 7, "责任分工", head)


def _write_task(sheet, plain, row: int, cells: list[list]) -> None:
    height = len(cells)
    for column, value in enumerate(cells[0]):
        if height > 1 and column != MEASURES:
            sheet.merge_range(row, column, row + height - 1, column, value, plain)
        else:
            sheet.write(row, column, value, plain)
    for below in range(1, height):
        sheet.write(row + below, MEASURES, cells[below][MEASURES], plain)


def _task(rnd: random.Random, number: int, height: int) -> list[list]:
    """One task's cells; over several rows it has one measure a row."""
    place, subject = rnd.choice(_PLACES), rnd.choice(_SUBJECTS)
    units = rnd.sample(_UNITS, rnd.randint(2, 5))
    steps = [_step(rnd, place, subject, units[0]) for _ in range(height if height > 1 else rnd.randint(2, 4))]
    first = [
        number,
        f"省{number % 90 + 1}",
        f"{place}{subject}工作{rnd.choice(_FAULTS).format(n=rnd.randint(2, 98))}，第{number}号线索反映的问题较为突出，群众反映强烈。",
        f"{subject}问题得到解决，{rnd.choice(('环境质量持续改善', '监管责任全面落实', '设施稳定运行', '生态功能逐步恢复'))}。",
        steps[0] if height > 1 else "\n".join(f"{at}.{step}" for at, step in enumerate(steps, 1)),
        _deadline(rnd),
        units[0],
        "、".join(units[1:]),
        rnd.choice(_UNITS[:10]),
        rnd.choice(_PEOPLE),
        rnd.choice(("", "", "", "已纳入年度考核", "与省第12号问题合并整改")),
    ]
    return [first] + [[None] * MEASURES + [step] for step in steps[1:height]]


def _step(rnd: random.Random, place: str, subject: str, unit: str) -> str:
    text = rnd.choice(_STEPS).format(
        s=subject,
        p=place,
        n=rnd.randint(2, 960),
        m=rnd.randint(1, 3),
        d=f"{rnd.randint(2024, 2027)}年{rnd.randint(1, 12)}月底前",
    )
    return text + rnd.choice(_ENDS).format(u=unit) + "。"


def _deadline(rnd: random.Random) -> str:
    return rnd.choice(_DEADLINES).format(
        y=rnd.randint(2023, 2027), m=rnd.randint(1, 12), d=rnd.randint(1, 28)
    )
