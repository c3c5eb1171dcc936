"""What rules may say, entry by entry: the one reader of a place's profile and of an office's own changes to it."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import pairwise

from data.domain.errors import UserError
from data.domain.form_definition import CORE_KEYS, FAMILIES, FORM_KEYS, SIGNABLE_KEYS
from data.domain.profile import SignRole, WarningRule

FIRST_PART = "cover"
TITLE_LIMIT, COPIES_LIMIT, ROLES_LIMIT = 12, 40, 12

PART_NAMES = {
    "cover": "封面",
    "letter": "申请函",
    "form": "申请表",
    "measures": "措施对照表",
    "report": "自查自验报告",
    "record": "自查自验记录",
    "evidence": "佐证材料目录",
    "photos": "整改前后照片",
    "notice": "公示材料",
    "experts": "专家或第三方意见",
    "opinion": "验收意见表",
    "copy": "抄告函",
}
"""What each part is called where a rule is refused or its change is told; the printed title is the form's own."""

_DAYS = {
    "notice_days": (1, 90),
    "soon_days": (1, 365),
    "report_day": (1, 28),
    "evidence_grace_days": (0, 365),
    "bulletin_day": (1, 28),
    "filing_workdays": (1, 90),
    "immediate_check_days": (1, 365),
}
_FLAGS = ("notice_in_workdays", "signed_required", "standards_required")
_LEVELS = ("yellow", "orange", "red")
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_ROLE_ENTRIES = ("key", "title", "before_sending", "seal")


def chain_fault(roles: Sequence[SignRole]) -> tuple[int, str] | None:
    """What is wrong with a sign chain: at which place (0 is the first) and how; None where nothing is."""
    if not roles:
        return 0, "审签链里一个岗位也没有"
    if len(roles) > ROLES_LIMIT:
        return len(roles) - 1, f"审签链最多 {ROLES_LIMIT} 个岗位"
    late = False
    for at, role in enumerate(roles):
        said = _role_fault(role, roles[:at])
        if said:
            return at, said
        if role.before_sending and late:
            return at, f"“{role.title}”在报送前签，要排在报送后签的岗位前面"
        late = late or not role.before_sending
    return None if roles[0].before_sending else (0, "至少要有一个岗位在报送前签")


def _role_fault(role: SignRole, earlier: Sequence[SignRole]) -> str:
    title = role.title
    if not title.strip():
        return "岗位名称没有写"
    if title != title.strip() or len(title) > TITLE_LIMIT or not title.isprintable():
        return f"岗位名称“{title.strip()[:20]}”不能用，要写 1 到 {TITLE_LIMIT} 个字，首尾没有空格、不换行"
    if title in (each.title for each in earlier):
        return f"岗位名称“{title}”写了两次"
    return f"key“{role.key}”写了两次" if role.key in (each.key for each in earlier) else ""


def parts_fault(parts: Sequence[str]) -> str:
    """What is wrong with the composition of a package; "" where nothing is."""
    unknown = [part for part in parts if part not in FORM_KEYS]
    if unknown:
        return f"没有“{'、'.join(unknown)}”这个组成"
    twice = next((part for part in parts if parts.count(part) > 1), "")
    if twice:
        return f"“{PART_NAMES[twice]}”（{twice}）写了两次"
    missing = [part for part in CORE_KEYS if part not in parts]
    if missing:
        return f"缺少“{'、'.join(PART_NAMES[part] for part in missing)}”（{'、'.join(missing)}），每个申请包都要有"
    return "" if parts[0] == FIRST_PART else f"封面（{FIRST_PART}）要排在第一"


class RuleReader:
    """One file of rules being read. Every refusal names the file (``where``), the entry and what may stand there."""

    def __init__(self, where: str, advice: str) -> None:
        self._where, self._advice = where, advice

    def entries(self, raw: Mapping[str, object]) -> dict[str, object]:
        """The entries both kinds of rules may hold, checked, by the profile's field; the rest is the caller's."""
        return {name: read(self, name, raw[name]) for name, read in _ENTRIES.items() if name in raw}

    def only(self, where: str, raw: Mapping[str, object], allowed: Collection[str]) -> None:
        """Refuse entries that do not exist; ``allowed`` may say in words what each is."""
        for name in raw:
            if name not in allowed:
                said = allowed if isinstance(allowed, Mapping) else dict.fromkeys(allowed, "")
                named = "、".join(f"{each}（{what}）" if what else each for each, what in said.items())
                raise self.wrong(f"{where}{name}", "没有这一项", named)

    def table(self, where: str, value: object) -> Mapping[str, object]:
        """A table of entries."""
        if isinstance(value, Mapping):
            return value
        raise self.wrong(where, _said(value), f"[{where}] 下面一行一项")

    def family_parts(self, where: str, raw: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
        """The compositions that differ by family."""
        found = {}
        for family in FAMILIES:
            if family in raw:
                inside = f"{where}.{family}"
                given = self.table(inside, raw[family])
                self.only(f"{inside}.", given, ("parts",))
                found[family] = self.parts(f"{inside}.parts", given.get("parts"))
        return found

    def parts(self, where: str, value: object) -> tuple[str, ...]:
        """The composition of a package, in the order it is bound."""
        allowed = f"方括号里按次序写：{'、'.join(f'{key}（{name}）' for key, name in PART_NAMES.items())}"
        parts = self._texts(where, value, allowed)
        fault = parts_fault(parts)
        if fault:
            raise self.wrong(where, fault, allowed)
        return parts

    def sign_roles(self, where: str, value: object) -> tuple[SignRole, ...]:
        """The sign chain, from the first signature to the last."""
        if not isinstance(value, list):
            raise self.wrong(where, _said(value), "[[sign_roles]]，一个岗位一个")
        roles = tuple(self._role(f"{where} 第{at}个", raw) for at, raw in enumerate(value, 1))
        fault = chain_fault(roles)
        if fault:
            allowed = "一个岗位一个 [[sign_roles]]，key、title 各不相同，报送前签的在前，至少一个"
            raise self.wrong(f"{where} 第{fault[0] + 1}个" if roles else where, fault[1], allowed)
        return roles

    def _role(self, where: str, value: object) -> SignRole:
        raw = self.table(where, value)
        self.only(f"{where}的 ", raw, _ROLE_ENTRIES)
        key = raw.get("key")
        if not isinstance(key, str) or not _KEY.fullmatch(key):
            raise self.wrong(
                f"{where}的 key", _said(key), "小写英文字母开头，只含小写字母、数字和 _，不超过40个"
            )
        title = self._text(f"{where}的 title", raw.get("title"), TITLE_LIMIT)
        before = self._flag(f"{where}的 before_sending", raw.get("before_sending", True))
        return SignRole(key, title, before, self._flag(f"{where}的 seal", raw.get("seal", False)))

    def _warnings(self, where: str, value: object) -> tuple[WarningRule, ...]:
        allowed = "三个 [[warnings]]：level 依次为 yellow、orange、red，overdue_days 逐级增大，1 到 365"
        if not isinstance(value, list):
            raise self.wrong(where, _said(value), allowed)
        rules = []
        for at, one in enumerate(value, 1):
            raw = self.table(f"{where} 第{at}个", one)
            self.only(f"{where} 第{at}个的 ", raw, ("level", "overdue_days"))
            days = self._count(f"{where} 第{at}个的 overdue_days", raw.get("overdue_days"), (1, 365))
            rules.append(WarningRule(str(raw.get("level")), days))
        if [rule.level for rule in rules] != list(_LEVELS):
            raise self.wrong(where, "三级预警没有依次写全", allowed)
        if not _rising([rule.overdue_days for rule in rules]):
            raise self.wrong(where, "天数没有逐级增大", allowed)
        return tuple(rules)

    def _signed_forms(self, where: str, value: object) -> tuple[str, ...]:
        return self._keys(where, value, SIGNABLE_KEYS)

    def _coded_forms(self, where: str, value: object) -> tuple[str, ...]:
        return self._keys(where, value, FORM_KEYS)

    def _keys(self, where: str, value: object, known: Collection[str]) -> tuple[str, ...]:
        allowed = f"方括号里写，每个一次：{'、'.join(f'{key}（{PART_NAMES[key]}）' for key in known)}"
        keys = self._texts(where, value, allowed)
        wrong = next((key for key in keys if key not in known or keys.count(key) > 1), None)
        if wrong is not None:
            raise self.wrong(where, "写了两次" if wrong in known else _said(wrong), allowed)
        return keys

    def _months(self, where: str, value: object) -> tuple[int, ...]:
        allowed = "方括号里写 1 到 6 个月数，逐个增大，1 到 60，如 [3, 6, 12]"
        if not isinstance(value, list) or not 1 <= len(value) <= 6:
            raise self.wrong(where, _said(value), allowed)
        months = [self._count(where, each, (1, 60)) for each in value]
        if not _rising(months):
            raise self.wrong(where, "没有逐个增大", allowed)
        return tuple(months)

    def _copies(self, where: str, value: object) -> str:
        return self._text(where, value, COPIES_LIMIT)

    def _days(self, where: str, value: object) -> int:
        return self._count(where, value, _DAYS[where])

    def _flag(self, where: str, value: object) -> bool:
        if isinstance(value, bool):
            return value
        raise self.wrong(where, _said(value), "true 或 false")

    def _count(self, where: str, value: object, limits: tuple[int, int]) -> int:
        least, most = limits
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        raise self.wrong(where, _said(value), f"{least} 到 {most} 的整数")

    def _text(self, where: str, value: object, limit: int) -> str:
        if isinstance(value, str) and value.strip() and len(value) <= limit and value.isprintable():
            return value
        raise self.wrong(where, _said(value), f"1 到 {limit} 个字，不换行")

    def _texts(self, where: str, value: object, allowed: str) -> tuple[str, ...]:
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        raise self.wrong(where, _said(value), allowed)

    def wrong(self, entry: str, what: str, allowed: str) -> UserError:
        """The refusal of one entry."""
        return UserError(f"{self._where}的 {entry}：{what}。", f"可以写：{allowed}。{self._advice}")


_ENTRIES: dict[str, Callable[[RuleReader, str, object], object]] = {
    "sign_roles": RuleReader.sign_roles,
    "warnings": RuleReader._warnings,
    "signed_forms": RuleReader._signed_forms,
    "coded_forms": RuleReader._coded_forms,
    "look_back_months": RuleReader._months,
    "copies": RuleReader._copies,
    **dict.fromkeys(_FLAGS, RuleReader._flag),
    **dict.fromkeys(_DAYS, RuleReader._days),
}


def _rising(numbers: Sequence[int]) -> bool:
    return all(one < other for one, other in pairwise(numbers))


def _said(value: object) -> str:
    if value is None:
        return "没有写"
    if isinstance(value, bool):
        return f"写的是“{str(value).lower()}”，不能用"
    shown = str(value).replace("\n", "\\n")[:60]
    return f"写的是“{shown}”，不能用"
