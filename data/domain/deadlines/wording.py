"""Deadline phrases brought to one wording: "2022.12.31", "二〇二二年…", "20221231" all become "2022年12月31日"."""

import re
from dataclasses import dataclass
from datetime import date

from data.domain.numerals import half_width, to_digits

Y = r"(?<!\d)(20\d\d)"
_LIST = "、,及和与"

_NOT_TEXT = re.compile(
    "[\u200b-\u200f\u2060\ufeff\u00ad“”\"'‘’「」『』*★☆]|《[^》]*》|[〔【\\[(]20\\d\\d[〕】\\])]第?\\d+号"
)
_MARK = (
    r"(?:[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)]"
    r"|\d{1,2}[.、](?=\s*20\d\d|\s*[^\d\s.、])"
    r"|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]+(?:季|月))"
    r"|[一二三四五六七八九]是(?!否)|第[一二三四五六七八九\d](?:阶段|步骤?|批次?)[:,、]?)"
)
_LIST_MARK = re.compile(rf"(?:^|(?<=[\n;。]))\s*{_MARK}|\((?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\)")
_SPACED = re.compile(r"(?<!\d)\d(?:[ \t]\d)+(?!\d)")
_CLOCK = re.compile(r"(?<=\d)[ T]+\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?")
_GAP_IN_NUMBERS = re.compile(r"(?<=\d)\s+(?=\d)")
_GAP_IN_DATE = re.compile(r"(?<=[\d年月日./-])\s+|\s+(?=[\d年月日底末前./-])|[ \t]+")
_NEWLINE = re.compile(r"\s+")

_N = r"[\d〇零一二三四五六七八九]"
_LETTER_O = re.compile(
    rf"(?<={_N})[Oo](?={_N}|[年月日Oo])|(?<=[\dOo])[Oo](?=[\d年月日])|(?<![A-Za-z])[Oo](?=\d[月日])"
)
_LETTER_L = re.compile(r"(?<=\d)[lI|](?=[\d年月日])|(?<=[年月./-])[lI|](?=\d?[月日])")
_UNUSUAL = re.compile(
    r"年\(|"
    r"\d[./~、,和及与至到|-]\d|\d年?[.-]|\d{5}|\d{3}日|[Qq][1-4]|\d月月|\d年年|年\d{1,2}[底末前]|月\d{1,2}(?![日号\d])"
    r"|结束(?=之?前|以前)|下半年各|20\d\d(?!年)|(?<!\d)\d\d年|日日|底底|前前|\d曰|每年年|每月月|\d[季月日][至到~-]"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """A phrase in one wording, and what had to be repaired in it ("20259月" read as "2025年9月")."""

    text: str
    repairs: tuple[str, ...] = ()
    choices: tuple[date, ...] = ()


def one_wording(text: str) -> Wording:
    """``text`` with numerals, separators, gaps and list marks in the one form the grammar knows."""
    plain = _CLOCK.sub("", _NOT_TEXT.sub("", half_width(text)))
    if not plain.isalnum():
        plain = _close_gaps(_LIST_MARK.sub("\n;", plain))
    repairs: list[str] = []
    plain = to_digits(_letters(plain, repairs))
    repairs = [to_digits(repair) for repair in repairs]
    if not _UNUSUAL.search(plain):
        return Wording(plain, tuple(repairs))
    for pattern, form in _FORMS:
        plain = pattern.sub(form, plain)
    for pattern, form in _MISPRINTS:
        plain = pattern.sub(lambda found, form=form: _repair(found, form, repairs), plain)
    choices = _run_together(plain)
    if len(choices) > 1:
        return Wording(_RUN_TOGETHER.sub(";", plain), tuple(repairs), choices)
    for day in choices:
        repairs.append(f"{day.year}年{day.month}月{day.day}日")
        plain = _RUN_TOGETHER.sub(repairs[-1], plain)
    return Wording(plain, tuple(repairs))


def _close_gaps(text: str) -> str:
    """Spaces and line breaks go; between two numbers, and between two phrases on two lines, a mark stays."""
    if not any(char.isspace() for char in text):
        return text
    text = _SPACED.sub(lambda found: found[0].replace(" ", "").replace("\t", ""), text.strip())
    text = _GAP_IN_NUMBERS.sub(";", text)
    return _NEWLINE.sub(";", _GAP_IN_DATE.sub("", text))


def _letters(text: str, repairs: list[str]) -> str:
    if not re.search(r"[OoIl|曰]", text):
        return text
    repaired = _LETTER_L.sub("1", _LETTER_O.sub("0", text))
    repaired = re.sub(r"(?<=\d)曰", "日", repaired)
    if repaired != text:
        repairs.append(repaired)
    return repaired


def _repair(found: re.Match[str], form: str, repairs: list[str]) -> str:
    repaired = found.expand(form)
    repairs.append(repaired)
    return repaired


_RUN_TOGETHER = re.compile(Y + r"年?(\d{3,4})日")


def _run_together(text: str) -> tuple[date, ...]:
    """The dates "2019年1221日" or "2019年121日" can stand for."""
    found = _RUN_TOGETHER.search(text)
    if found is None:
        return ()
    year, run = int(found[1]), found[2]
    dates = []
    for cut in (1, 2):
        try:
            dates.append(date(year, int(run[:cut]), int(run[cut:])))
        except ValueError:
            continue
    return tuple(dates)


def _months(found: re.Match[str]) -> str:
    unit, edge = found[2], found[3] or ""
    return "、".join(f"{part}{unit}{edge}" for part in re.split(f"[{_LIST}]", found[1]))


def _short_range(found: re.Match[str]) -> str:
    return f"{found[1]}年-{found[1][:2]}{found[2]}年" if int(found[2]) > 12 else found[0]


def _month_day(found: re.Match[str]) -> str:
    month, day = int(found[1]), int(found[2])
    return f"{month}月{day}日" if 1 <= month <= 12 and 1 <= day <= 31 else found[0]


def _short_year(found: re.Match[str]) -> str:
    return f"20{found[1]}年" if 15 <= int(found[1]) <= 45 else found[0]


_FORMS = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (Y + r"(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)[日号]?", r"\1年\2月\3日"),
        (Y + r"年(\d{1,2})[月.](\d{1,2})(?![\d月季次项个期轮场年./~-])[日号]?", r"\1年\2月\3日"),
        (Y + r"([./-])(\d{1,2})\2(\d{1,2})(?![\d月])[日号]?", r"\1年\3月\4日"),
        (Y + r"(?:年度?)?[-~至到](20\d\d)(?![\d./])年?(?=度|\D|$)", r"\1年-\2年"),
        (Y + r"[-~](\d\d)年", _short_range),
        (Y + r"(0[1-9]|1[0-2])(?![\d月])", r"\1年\2月"),
        (Y + r"年?[./-](\d{1,2})(?![\d%])(?:月份?)?(?=[^季次项]|$)", r"\1年\2月"),
        (r"(年\d{1,2}月)[-~](\d{1,2})(?![\d月日年.])", r"\1-\2月"),
        (
            r"(?<![\d.])(\d\d)年(?=度?(?:底|末|终|中|初|前|之前|以前|\d{1,2}月|[上下]半年|第?[1-4]季|完成|$))",
            _short_year,
        ),
        (rf"(?<!\d)(\d{{1,2}}(?:[{_LIST}]\d{{1,2}})+)(月)份?(底|末)?", _months),
        (rf"(?<!\d)(20\d\d(?:年?[{_LIST}]20\d\d)+)(年)(底|末)?", _months),
        (rf"第?([1-4](?:[{_LIST}][1-4])+)(季度)(末|底)?", _months),
        (r"(?<!\d)(\d{1,2})月?[-~至到](\d{1,2})月", r"\1月-\2月"),
        (r"(?<!\d)([1-4])季?度?[-~至到]第?([1-4])季度?", r"\1季度-\2季度"),
        (r"(?<!\d)(\d{1,2})月(\d{1,2})日?[-~至到](\d{1,2})日", r"\1月\2日-\1月\3日"),
        (r"[Qq]([1-4])", r"\1季度"),
        (Y + r"年\((?=第?[1-4]季|\d{1,2}月|[上下]半年)", r"\1年"),
        (r"(?<=日)[-~至到](\d{1,2})\.(\d{1,2})(?!\d)日?", r"-\1月\2日"),
        (r"(季度|[上下]半年|月|年)结束(?=之?前|以前)", r"\1底"),
        (r"[(,]?上[、,和]?下半年各(?:[^\d,;。()]{0,4})(\d+)次[)]?", r"，每半年\1次"),
        (r"(?<=\d)(年年|月月|日日)", lambda found: found[0][0]),
        (r"(?<=每)(年年|月月)", lambda found: found[0][0]),
        (r"底底|前前", lambda found: found[0][0]),
        (r"年年", "年"),
        (Y + r"(?=[底末初内中上下前第]|之前|以前|[1-4]季|年?$|[,;。)])(?!年)", r"\1年"),
        (r"(?<![\d.年A-Za-z])(\d{1,2})[./](\d{1,2})(?=日?(?:之前|以前|前))日?", _month_day),
        (r"^(\d{1,2})[./](\d{1,2})日?$", _month_day),
    )
)
_MISPRINTS = tuple(
    (re.compile(pattern), form)
    for pattern, form in (
        (Y + r"(\d{1,2})月", r"\1年\2月"),
        (Y + r"年(\d{1,2})(?=[底末])", r"\1年\2月"),
        (Y + r"年(\d{1,2})(?=前|之前|以前|$|[,;。)])", r"\1年\2月"),
        (r"(?<![\d.])(\d\d)[./-](\d{1,2})[./-](\d{1,2})(?!\d)", r"20\1年\2月\3日"),
    )
)
