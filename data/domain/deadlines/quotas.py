"""Recurring quotas (每季度至少一次, 按月调度, 日产日清): how often, and how many times each (R7)."""

import re

from data.domain.model import Recurring

_UNITS = {
    "半年": "half_year", "半月": "month", "年": "year", "季": "quarter", "月": "month", "旬": "ten_days", "周": "week",
    "星期": "week", "双月": "two_months", "日": "day", "天": "day", "工作日": "day",
}  # fmt: skip
_MANY = {
    ("月", 2): "two_months", ("月", 3): "quarter", ("月", 6): "half_year", ("月", 12): "year", ("天", 7): "week",
    ("天", 10): "ten_days", ("日", 7): "week", ("日", 10): "ten_days", ("季", 2): "half_year", ("季", 4): "year",
    ("半年", 2): "year",
}  # fmt: skip
_WORK = (
    "调度|通报|报告|汇报|上报|报送|报|巡查|巡检|巡护|监测|检查|督查|督导|抽查|排查|清理|清运|清零|清|总结|小结|研判|评估|考核"
    "|会商|例会|更新|公示|公开|开展|推进|整治|整改|实施"
)
_ON = (
    r"(?:(?:的)?(?P<on>(?:\d{1,2}月份?(?:底|末|初|\d{1,2}[日号]|[上中下]旬)?(?:(?:之?前|以前)?[、及和,-]\d{1,2}月份?(?:底|末|\d{1,2}[日号])?)*"
    r"|(?:首月|末月|次月|第[123]个月)(?:\d{1,2}[日号]|[上中下]旬)?|次年\d{1,2}月|第?[1-4]季度末?|[上下]半年|\d{1,2}[日号]|年?[底末]|月?[底末]|[上中下]旬|汛期|采暖期|汛(?=前))(?:之?前|以前)?))?"
)
QUOTA = (
    rf"每(?:隔)?(?:(?P<many>\d{{1,2}})个?)?(?P<every>半年|半个?月|年度?|季度?|个?月份?|旬|周|星期|个?工作日|日|天|双月)(?!度任务){_ON}"
    rf"|(?:按|逐)(?P<by>半年|年度?|季度?|月|旬|周|日(?!程|照|历|期)|天)度?(?=度|{_WORK}|$|[,;。、)])"
    rf"|(?<![\d按每逐本上下当次第])(?P<short>半年|年|季度?|双月|月|旬|周|日)度?(?:一|1)?(?=(?:{_WORK})(?!期))"
    r"|(?<![\d第])1个?(?P<one>年|季度?|月|周|旬|日|天)(?=(?:至少|不少于|不低于)?(?:\d+次|[一1](?:调度|通报|报|查|清|评|检|督|会商|研判)))"
    r"|(?<!上|下|每|按)(?P<twice>半年)(?=(?:至少|不少于|不低于)?\d+次)"
    r"|(?<!\d)(?P<rate>\d{1,3})次(?:[/每]|以上/)(?P<rate_unit>半年|年|季度?|月|旬|周|日|天)"
    r"|(?<!\d)(?<!年)(?P<yearly>全年|年度?内|本年度)(?=(?:至少|不少于|不低于|≥|>=)\D{0,4}\d+次)"
    r"|(?P<daily>日产日[清运]|日清日结|日日清|天天清)"
)
_TIMES = re.compile(
    r"(?:[,(]?(?=至少|不少于|不低于|不得少于|≥|>=|\d+次))?[^;。,(每按\n]{0,24}?(?P<n>\d{1,3})(?:[-~至到]\d+)?(?:次|期|轮|回|场|遍)"
)
_EACH = re.compile(r"(?:(?P<count>[234])季|(?P<named>春夏秋冬|[春夏秋冬]{2}))[^各]{0,3}各")
_NAMED_MONTH = re.compile(r"\d{1,2}月")
_NAMES = {
    "day": "每天", "week": "每周", "ten_days": "每旬", "month": "每月", "two_months": "每两个月", "quarter": "每季度",
    "half_year": "每半年", "year": "每年",
}  # fmt: skip


def quota_of(found: re.Match[str]) -> tuple[Recurring | None, int]:
    """The quota a match of ``QUOTA`` states, and where its words end; None where no period of ours fits (每三年)."""
    if found["daily"]:
        return Recurring("day"), found.end()
    if found["rate"]:
        return Recurring(_unit(found["rate_unit"]), max(1, int(found["rate"]))), found.end()
    words = found["every"] or found["by"] or found["short"] or found["one"] or found["twice"] or "年"
    words = words.removeprefix("个").replace("半个月", "半月")
    per = _period(words, int(found["many"] or 1))
    if per is None:
        return None, found.end()
    least = 2 if words == "半月" else _months_named(found["on"] or "")
    times = _TIMES.match(found.string, found.end())
    if times is None:
        return Recurring(per, least), found.end()
    stated = int(times["n"]) * (2 if words == "半月" else _shares(times[0]))
    return Recurring(per, max(least, stated)), times.end()


def _shares(words: str) -> int:
    """春秋两季各一次 is twice."""
    each = _EACH.search(words)
    if each is None:
        return 1
    return int(each["count"]) if each["count"] else len(each["named"])


def quota_words(quota: Recurring, on: str = "") -> str:
    """每季度至少1次."""
    return f"{_NAMES.get(quota.per, quota.per)}{on}至少{quota.times}次"


def _months_named(on: str) -> int:
    """每年6月、12月底前 is twice; a span of months (每年6月-9月) is once."""
    return 1 if "-" in on else max(1, len(_NAMED_MONTH.findall(on)))


def _unit(words: str) -> str:
    return _UNITS.get(words) or _UNITS[words.rstrip("度份")]


def _period(words: str, many: int) -> str | None:
    if many == 1:
        return _unit(words)
    return _MANY.get((words.rstrip("度份"), many))
