"""How a unit cell (责任单位) is read: every unit in order, who leads, who supports, and what a clerk should confirm."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from data.domain import unit_names, unit_text

_LEADS = re.compile(r"牵头|主办|主责")
_HELPS = re.compile(r"配合|协办|协助|协同|参与|参加|涉及")
_CARRIES_OUT = re.compile(r"实施|落实")
_TAIL = re.compile(
    r"(?:按照?(?:各自)?(?:职责|职能)(?:分工)?|分别|共同|具体|组织|负责|抓好|各负其责|齐抓共管)*"
    r"(?:总牵头|牵头|主办|主责|配合|协办|协助|协同|参与|参加|实施|落实|负责|各负其责|按照?(?:各自)?职责分工)"
    r"(?:抓好|做好|抓|落实|实施|配合|负责|组织|推进|协调|整改|工作|办理|指导|督导|监督|监管|督促)*$"
)
_TAIL_ENDS = frozenset("头办责合助同与加施实抓好调改进作工理导督管促")
_BRACKETED = re.compile(
    r"[（(](?P<units>[^（()）]*?)(?P<mark>牵头(?:单位|部门|负责)?|主办|主责(?:单位)?|配合(?:单位|部门)?|协办(?:单位)?|参与|实施|负责)[)）]$"
)
_AND_OTHERS = re.compile(
    r"(?<![平高中初优])等(?:有关|相关|市直|县直|区直|市级|县级|责任|成员|各|部门|单位|地|区|县|乡镇|企业|家|个|[（(][市县区、，]+[)）]|\d)*$"
)
_NOT_UNITS = frozenset({"无", "/", "-", "—", "——", "暂无"})
_SAME_AS_ABOVE = frozenset({"同上", "同前", "略", "〃", "″"})
_JOINERS = frozenset("和及与同合并")
_SECOND = re.compile(r"(?P<level>[县区市旗镇乡])(?P<organ>(?:人民)?政府)")
_LONGEST_SECOND = 5
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
    "苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范石姚谭廖邹熊"
)
_ODD = re.compile(
    rf"[：:&+=]|牵头|配合|负责|(?:局|委|办|府|厅|公司|中心)[（(]?[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}[)）]?$|^.{{40}}|\d{{5}}"
)
_OTHER_LABEL = re.compile(r"人员?$|领导$|电话$|[时期]限$|督导|验收|销号")
_NO_NAME = "”不像单位名称，请核对。"
_EDGES = " \n\t。；;，,、：:"


class Concern(StrEnum):
    """Whether and how units concern our county; ``ASK`` where a clerk must say."""

    LEAD = "lead"
    ASSIST = "assist"
    COLLECTIVE = "collective"
    NONE = "none"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class UnitContext:
    """What the office told the program of units: learned aliases, our county by all its names, answers on collective terms.

    ``collective_ours`` maps a collective term as written ("各园区管委会") to whether it includes our county.
    """

    aliases: Mapping[str, str] = field(default_factory=dict, hash=False)
    county: str = ""
    county_aliases: tuple[str, ...] = ()
    collective_ours: Mapping[str, bool] = field(default_factory=dict, hash=False)


NO_CONTEXT = UnitContext()


@dataclass(frozen=True, slots=True)
class UnitsReading:
    """One unit cell, read. ``units`` holds every unit once, lead first; ``supporting`` only those the text calls so.

    ``collective`` are the terms that name no single body ("各县（市、区）"); ``implementing`` those said to carry the work out;
    ``doubts`` Chinese sentences a clerk should confirm.
    """

    lead: str | None = None
    units: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    collective: tuple[str, ...] = ()
    implementing: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    """What is gathered while one cell is read: each unit's role ("" where the text gives none), in order."""

    roles: dict[str, str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)

    def add(self, unit: str, role: str) -> None:
        self.roles[unit] = self.roles.get(unit, "") or role

    @property
    def has_lead(self) -> bool:
        return "lead" in self.roles.values()


def read_units(text: str, context: UnitContext = NO_CONTEXT) -> UnitsReading:
    """Read one unit cell: the first listed leads unless the text names the lead (S000: 列在第一位的为牵头单位).

    Brackets are never split. Never raises; where a careful clerk would ask, ``doubts`` says so.
    """
    reading = _read(text)
    return _renamed(reading, context.aliases) if context.aliases else reading


def _renamed(reading: UnitsReading, aliases: Mapping[str, str]) -> UnitsReading:
    """The same reading with the names the person taught."""

    def named(units: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(aliases.get(unit, unit) for unit in units))

    lead = aliases.get(reading.lead, reading.lead) if reading.lead else None
    return UnitsReading(
        lead,
        named(reading.units),
        tuple(unit for unit in named(reading.supporting) if unit != lead),
        tuple(doubt for doubt in reading.doubts if not _settled(doubt, aliases)),
        named(reading.collective),
        named(reading.implementing),
    )


def _settled(doubt: str, aliases: Mapping[str, str]) -> bool:
    """Whether the doubt was about a name the person has answered for."""
    return doubt.endswith(_NO_NAME) and doubt[1 : -len(_NO_NAME)] in aliases


@lru_cache(maxsize=32768)
def _read(text: str) -> UnitsReading:
    clean = unit_text.cleaned(text)
    if not clean.strip(_EDGES) or clean in _NOT_UNITS:
        return UnitsReading()
    found = _Found()
    if clean in _SAME_AS_ABOVE:
        return UnitsReading(doubts=(f"“{clean}”没有写明单位，请填写具体单位。",))
    if not unit_text.is_balanced(clean):
        found.doubts.append(f"“{text.strip()}”的括号不成对，请核对单位名称。")
    for label, body in unit_text.sections(clean):
        if _OTHER_LABEL.search(label):
            found.doubts.append(f"“{label}：{body.strip(_EDGES)}”没有作为责任单位，请核对。")
        else:
            _read_section(body, _role_of(label), found)
    return _reading(found)


def _reading(found: _Found) -> UnitsReading:
    leads = [unit for unit, role in found.roles.items() if role == "lead"]
    found.doubts += [f"“{unit}{_NO_NAME}" for unit in found.roles if is_odd(unit)]
    units = tuple(leads + [unit for unit in found.roles if unit not in leads])
    if not units:
        return UnitsReading(doubts=tuple(found.doubts))
    if len(leads) > 1:
        found.doubts.append(f"原文有{len(leads)}个牵头单位，按列在第一位的“{leads[0]}”牵头，请核对。")
    return UnitsReading(
        units[0],
        units,
        tuple(unit for unit in units[1:] if found.roles[unit] == "support"),
        tuple(dict.fromkeys(found.doubts)),
        tuple(unit for unit in units if unit_names.is_collective(unit)),
        tuple(unit for unit in units if found.roles[unit] == "implement"),
    )


@lru_cache(maxsize=32768)
def is_odd(unit: str) -> bool:
    """Whether something other than a unit's name is in the text: a person, a role word, a sentence."""
    return bool(_ODD.search(unit))


@lru_cache(maxsize=1024)
def _role_of(word: str) -> str:
    if _LEADS.search(word):
        return "lead"
    if _HELPS.search(word):
        return "support"
    return "implement" if _CARRIES_OUT.search(word) and "按" not in word else ""


def _read_section(body: str, role: str, found: _Found) -> None:
    """A role word counts for all names since the last one or since "；" ("A牵头，B、C配合")."""
    waiting: list[str] = []
    comma = 0
    before = ""
    for piece, separator in unit_text.pieces(body):
        unit, said, alone = _without_role(piece, found)
        if alone:
            _settle(waiting, role, found)
            waiting, comma = [], 0
        if unit:
            _wait(unit, before, waiting, found)
        if said is not None:
            # "A，B、C配合": the names before the comma are no helpers while nobody leads yet
            apart = comma if said == "support" and not found.has_lead and comma < len(waiting) else 0
            _settle(waiting[:apart], role, found)
            _settle(waiting[apart:], said or role, found)
            waiting, comma = [], 0
        elif separator and separator in "；;。\n":
            _settle(waiting, role, found)
            waiting, comma = [], 0
        elif separator in "，,":
            comma = len(waiting)
        before = separator
    _settle(waiting, role, found)


def _settle(names: Sequence[str], role: str, found: _Found) -> None:
    for name in names:
        found.add(name, role)


def _without_role(piece: str, found: _Found) -> tuple[str, str | None, bool]:
    """The piece without its role words, the role (None where none is said), and whether it is this name's alone.

    "由市水利局牵头负责" -> 市水利局, lead; "市水利局（牵头）" speaks of no other name.
    """
    piece = piece.strip(_EDGES)
    if piece.endswith(("）", ")")) and (marked := _BRACKETED.search(piece)):
        role = _role_of(marked["mark"])
        unit = piece[: marked.start()].strip(_EDGES)
        if not marked["units"] or not unit:
            return unit, role, True
        found.add(unit, "")
        for name, _ in unit_text.pieces(marked["units"]):
            _settle(unit_names.joined_names(name.strip(_EDGES)), role, found)
        return "", None, True
    if piece and piece[-1] in _TAIL_ENDS and (tail := _TAIL.search(piece)):
        return piece[: tail.start()].removeprefix("由").strip(_EDGES), _role_of(tail[0]), False
    return piece.removeprefix("由"), None, False


def _wait(unit: str, separator: str, waiting: list[str], found: _Found) -> None:
    """Queue the names of one piece; a bare 人民政府 after a party organ stays one group with it, as written."""
    if waiting and unit_names.is_bare(unit) and unit_names.is_party(waiting[-1]):
        waiting[-1] = f"{waiting[-1]}{separator}{unit}"
        return
    names = (unit,) if _JOINERS.isdisjoint(unit) else unit_names.joined_names(unit)
    for name in filter(None, names):
        named = _without_others(name, found)
        waiting.append(_completed(named, waiting[-1]) if waiting else named)


def _without_others(name: str, found: _Found) -> str:
    """The named unit of "市发改委等部门"; who the others are, a clerk must say."""
    if "等" in name and (others := _AND_OTHERS.search(name)) and others.start() > 1:
        found.doubts.append(f"原文写有“{name[others.start() :]}”，其他单位没有点名，请补充。")
        return name[: others.start()]
    return name


def _completed(name: str, before: str) -> str:
    """The second half of a named pair in full: after 甘州区委, "区政府" is 甘州区政府."""
    if len(name) > _LONGEST_SECOND or not (second := _SECOND.fullmatch(name)):
        return name
    first = re.fullmatch(rf"(.+{second['level']})党?委", before)
    return f"{first[1]}{second['organ']}" if first else name


def concerns(units: Sequence[str], context: UnitContext) -> Concern:
    """Whether the units of one role column concern our county, and how: by name, by alias, else by a collective term.

    Named first is ``LEAD``, named later ``ASSIST``; every-county terms (各县（市、区）) are ``COLLECTIVE``, selective ones
    (相关县区) ``ASK`` until the person has answered. A named county always wins over a collective term.
    """
    pattern = unit_names.county_pattern((context.county, *context.county_aliases))
    ours = [i for i, unit in enumerate(units) if pattern and pattern.search(unit)]
    ours += [i for i, unit in enumerate(units) if unit_names.is_own_short(unit, context.county)]
    if ours:
        return Concern.LEAD if min(ours) == 0 else Concern.ASSIST
    answers = {_collective(unit, context) for unit in units}
    for concern in (Concern.COLLECTIVE, Concern.ASK):
        if concern in answers:
            return concern
    return Concern.NONE


def _collective(unit: str, context: UnitContext) -> Concern:
    answer = context.collective_ours.get(unit)
    if answer is None:
        if not unit_names.is_collective(unit):
            return Concern.NONE
        answer = unit_names.county_rule(unit)
    if answer is None:
        return Concern.ASK
    return Concern.COLLECTIVE if answer else Concern.NONE
