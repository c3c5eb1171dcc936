"""Which words inside a measure's sentence set a time: dates to come, recurring quotas, duty words — not history or citations."""

import re
from functools import lru_cache

_N = r"[\d０-９〇零一二三四五六七八九十两]"
_YEAR = rf"(?:{_N}{{4}}\s*年度?|今年|明年|本年度?|次年)"
_PART = r"(?:第?[一二三四1-4]季度|[上下]半年|[前后]三季度|春季|夏季|秋季|冬季|汛期|采暖[期季]|供暖[期季]|雨季|春节|国庆节?)"
_MONTH = rf"(?:{_N}{{1,3}}\s*月份?)"
_DAY = rf"(?:{_N}{{1,3}}\s*[日号])"
_TENTH = r"(?:[上中下]旬)"
_BY = r"(?:之前|以前|前|底之前|底以前|底前|底|末之前|末前|末|内|期间|当年|中)"
_MONTHS = rf"(?:{_N}{{1,3}}\s*(?:[—–\-－~～至到]+)\s*{_N}{{1,3}}\s*月份?)"
_DATE = rf"(?:{_YEAR}(?:{_MONTHS}|{_MONTH}(?:{_DAY}|{_TENTH})?|年?{_PART})?|{_MONTHS}|{_MONTH}(?:{_DAY}|{_TENTH})?|{_PART})"
_NUMERIC = r"(?:20\d\d[.\-/]\d{1,2}(?:[.\-/]\d{1,2})?|20\d{6}(?!\d))"
_TO = r"(?:[—–\-－~～至到]+)"
_PLAN = r"[“\"]?十[一二三四五六七]五[”\"]?(?:规划)?(?:期?末|期间|时期|以来)?(?:之?前|底)?"
_END = r"(?:年|月)?(?:年底|年末|月底|月末)?"
_DATED = rf"(?:{_DATE}(?:{_TO}{_DATE})?|{_NUMERIC}(?:{_TO}{_NUMERIC})?){_END}{_BY}*"
_PER = r"每(?:两个|[一二三四六两]个?|半个?)?(?:年度?|季度|季|月|旬|周|星期|半年|日|天|个?工作日)"
_COUNT = rf"(?:不少于|不低于|至少|不得少于)?{_N}+(?:次|轮|期|场|回|遍|个)(?:以上)?"
_RECURRING = (
    rf"{_PER}(?:{_MONTH}(?:{_DAY}|{_TENTH})?|{_DAY}|[上中下]旬|年?底|年?末|月底|月末)?(?:之?前|底前)?(?:[^，,。；;、（()）\n每]{{0,16}}?{_COUNT})?"
    r"|按(?:月|季度?|周|旬|年度?|半年)(?=[一-龥])|(?<![次\d])(?:月|周|季)(?:调度|通报|报告制)"
)
_DUTY = (
    r"立行立改|立知立改|边督边改|即知即改|立即整改|立整立改|马上整改|即行即改|长期坚持|长期整改|持续坚持|持续整改|常抓不懈|常态化(?:坚持|整改)"
    r"|(?:开展|实施|坚持|推进|并)?常态化(?=开展|检查|巡查|巡检|监管|排查|管控|整治|推进|管理|执法|监测)|日产日清|第一时间"
)
_RELATIVE = rf"{_N}{{1,4}}个?(?:工作日|自然日|日|天|周|月|半年|季度|年)(?:之内|以内|内)"
_YEAR_END = r"[年月](?:底|末|内)(?:之前|以前|前)?"
_SINCE = re.compile(r"[^，,。；;、（()）\n※]{0,14}(?:之日起|后)的?$")
_NUMERALS = "0123456789０１２３４５６７８９〇零一二三四五六七八九十两"
_STARTS = {
    "每": rf"(?P<recurring>{_RECURRING})",
    "按周季": rf"(?P<recurring>{_RECURRING})",
    "月": rf"(?P<recurring>{_RECURRING})|(?P<dated>{_YEAR_END})",
    "年": rf"(?P<dated>{_YEAR_END})",
    "立边即马长持常开实坚推并日": rf"(?P<duty>{_DUTY})",
    "第": rf"(?P<duty>{_DUTY})|(?P<dated>{_DATED})",
    '“"': rf"(?P<plan>{_PLAN})",
    _NUMERALS: rf"(?P<plan>{_PLAN})|(?P<relative>{_RELATIVE})|(?P<dated>{_DATED})",
    "今明本次上下前后春夏秋冬汛采供雨国": rf"(?P<dated>{_DATED})",
}
_AT = {char: re.compile(pattern) for chars, pattern in _STARTS.items() for char in chars}
_TRIGGER = re.compile(f"[{''.join(_AT)}]+")
_HINT = re.compile(r"[年月日季旬底末每周天常立即长按内度期]|第一时间|20\d\d[.\-/]|五[”\"末]")
_CITED = re.compile(r"[《〈][^》〉]*[》〉]|[〔\[［][^〕\]］]*[〕\]］](?:第?\d+号)?|第\d+期")
_LOOKS_BACK = (
    "截至",
    "截止",
    "截止到",
    "自",
    "从",
    "据",
    "比",
    "较",
    "与",
    "以",
    "超过",
    "去",
    "上",
    "全",
    "当",
)
_OPENING = re.compile(r"[《〈〔\[［]|第\d+期")
_CLEAR_END = re.compile(r"(?:前|底|末|内|旬)$")
_HISTORY = re.compile(
    r"\s*(?:以来|以后|起|之后|后|印发|下发|出台|颁布|发布|制定的|反馈|交办|督察|督查|检查发现|通报|投诉|的|度?以前|版|修订|修正|实施的|建成的|完成的|已|同比|相比|同期|标准|"
    r"基数|年均|度?(?:目标|计划|方案|报告|预算|工作要点)|期间?，?(?:我|发现)|期目标)"
)
_PAST = re.compile(r"[^。；;\n]{0,30}?(?:累计|已经|已完成|共完成|共开展|共召开|同比|正式启动|了)")
_CAPACITY = re.compile(r"\s*(?:\d+小时|处理|产生|排放|用于|吨|立方|万|产|均)")
_PLAN_END = re.compile(r"末|底|期间|前")
_NOTHING_MORE = re.compile(r"[。；;，,）)\s]*$")
_SEASON_ALONE = re.compile(r"(?:[春夏秋冬雨]季|汛期|采暖[期季]|供暖[期季]|春节|国庆节?)")
_ACTION = re.compile(
    r"\s*[，,]?\s*(?:[^，,。；;、\n]{0,14}?)(?:完成|实现|达到|达标|建成|启动|开工|完工|竣工|投运|投入|投用|基本|全面|全部|力争|确保|取得|销号|整改到位|编制|出台|制定|启用|验收|"
    r"开展|推进|实施|建设|新增|建立|落实|控制|下降|提高|关闭|拆除|清理|取缔|搬迁|清零|消除|巩固|提升|整改|整治)"
)


@lru_cache(maxsize=65536)
def time_phrases(sentence: str) -> tuple[str, ...]:
    """Every phrase of the sentence that a deadline may be read from, in order, without repeats.

    "根据2019年…文件", 〔2020〕18号, "2015年以来" and "截至2019年3月底" look back and are left out.
    """
    if not _HINT.search(sentence):
        return ()
    text = _CITED.sub(_blank, sentence) if _OPENING.search(sentence) else sentence
    found: list[str] = []
    end = 0
    for trigger in _TRIGGER.finditer(text):
        for at in range(trigger.start(), trigger.end()):
            if at >= end and (candidate := _AT[text[at]].match(text, at)):
                end = candidate.end()
                if (phrase := _kept(candidate, text)) and phrase not in found:
                    found.append(phrase)
    return tuple(found)


def _blank(found: re.Match[str]) -> str:
    """As many marks as the citation has characters, so that nothing in it is taken for a time."""
    return "※" * len(found[0])


def _kept(candidate: re.Match[str], text: str) -> str:
    """The phrase as it is read on, or "" where it does not look ahead."""
    kind, phrase, end = candidate.lastgroup, candidate[0].strip(), candidate.end()
    if kind == "dated":
        return _kept_date(phrase, candidate.start(), end, text)
    if kind == "recurring":
        return "" if _CAPACITY.match(text, end) else phrase
    if kind == "plan":
        return (
            _led(candidate.start(), text) + phrase
            if _PLAN_END.search(phrase) and not _back(candidate.start(), text)
            else ""
        )
    if kind == "relative":
        since = _SINCE.search(text, max(0, candidate.start() - 20), candidate.start())
        return (since[0] if since else "") + phrase
    return phrase


def _back(start: int, text: str) -> bool:
    return text.endswith(_LOOKS_BACK, 0, start)


def _led(start: int, text: str) -> str:
    """到 or 至 before the phrase, which belongs to it."""
    return text[start - 1] if start and text[start - 1] in "到至" else ""


def _bracketed(start: int, end: int, text: str) -> bool:
    return text[start - 1 : start] in ("（", "(") and text[end : end + 1] in ("）", ")")


def _kept_date(phrase: str, start: int, end: int, text: str) -> str:
    """A date counts when its own words look ahead (底, 前, 内) or an action to be done follows it."""
    if (
        _back(start, text)
        or _HISTORY.match(text, end)
        or _PAST.match(text, end)
        or _SEASON_ALONE.fullmatch(phrase)
    ):
        return ""
    led = _led(start, text)
    if (
        led
        or _CLEAR_END.search(phrase)
        or _ACTION.match(text, end)
        or _NOTHING_MORE.match(text, end)
        or _bracketed(start, end, text)
    ):
        return led + phrase
    return ""
