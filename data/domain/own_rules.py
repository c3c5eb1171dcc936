"""The office's own rules (本单位规则): what it changed of its place's profile, put over it, and told in words."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace

from data.domain.family import parts_of
from data.domain.form_definition import FAMILIES
from data.domain.profile import Profile, SignRole, WarningRule
from data.domain.rule_entries import PART_NAMES, RuleReader

NAMES = {
    "signed_forms": "要签字的表",
    "coded_forms": "印核对码的表",
    "signed_required": "没有签字件不能报送",
    "copies": "报送份数",
    "notice_days": "公示天数",
    "notice_in_workdays": "公示按工作日算",
    "soon_days": "提前几天提醒到期",
    "report_day": "月报日",
    "look_back_months": "销号后第几个月回头看",
    "evidence_grace_days": "佐证最迟可晚几天",
    "standards_required": "自验勾选全部验收标准",
    "warnings": "黄、橙、红预警的超期天数",
}
"""What the plain entries are called; the sign chain and the parts are told at length."""


@dataclass(frozen=True, slots=True)
class OwnRules:
    """What the office decides otherwise than its place; None leaves an entry to the profile.

    ``family_parts`` are compositions of one family alone, in the place of ``parts``.
    """

    sign_roles: tuple[SignRole, ...] | None = None
    parts: tuple[str, ...] | None = None
    family_parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    signed_forms: tuple[str, ...] | None = None
    coded_forms: tuple[str, ...] | None = None
    signed_required: bool | None = None
    copies: str | None = None
    notice_days: int | None = None
    notice_in_workdays: bool | None = None
    soon_days: int | None = None
    report_day: int | None = None
    look_back_months: tuple[int, ...] | None = None
    evidence_grace_days: int | None = None
    standards_required: bool | None = None
    warnings: tuple[WarningRule, ...] | None = None


_ENTRIES = tuple(each.name for each in fields(OwnRules) if each.name not in ("parts", "family_parts"))


def read_own(raw: dict[str, object], reader: RuleReader) -> OwnRules:
    """The own rules a file says; ``UserError`` from the reader where it says anything it should not."""
    reader.only("", raw, {"sign_roles": "审签链", "package": "申请包组成", **NAMES})
    found = reader.entries(raw)
    package = reader.table("package", raw.get("package", {}))
    reader.only("package.", package, ("parts", "families"))
    if "parts" in package:
        found["parts"] = reader.parts("package.parts", package["parts"])
    families = reader.table("package.families", package.get("families", {}))
    reader.only("package.families.", families, FAMILIES)
    found["family_parts"] = reader.family_parts("package.families", families)
    return OwnRules(**found)  # type: ignore[arg-type]


def as_written(own: OwnRules) -> dict[str, object]:
    """The same as tables and entries to be written to the file."""
    written: dict[str, object] = {
        name: _plain(value) for name in _ENTRIES if (value := getattr(own, name)) is not None
    }
    package: dict[str, object] = {"parts": list(own.parts)} if own.parts else {}
    if own.family_parts:
        package["families"] = {family: {"parts": list(parts)} for family, parts in own.family_parts.items()}
    return written | ({"package": package} if package else {})


def _plain(value: object) -> object:
    if not isinstance(value, tuple):
        return value
    return [
        {each.name: getattr(one, each.name) for each in fields(one)}
        if isinstance(one, SignRole | WarningRule)
        else one
        for one in value
    ]


def applied(base: Profile, own: OwnRules, reader: RuleReader) -> Profile:
    """The profile as this office works under it; ``UserError`` where the two do not go together."""
    profile = replace(
        base, **{name: value for name in (*_ENTRIES, "parts") if (value := getattr(own, name)) is not None}
    )
    if own.family_parts:
        if base.families is None:
            raise reader.wrong(
                "package.families", f"“{base.name}”不分工程类和非工程类", "只写 [package] 的 parts"
            )
        profile = replace(
            profile, families=replace(base.families, parts=base.families.parts | own.family_parts)
        )
    fault = signing_fault(profile)
    if fault:
        raise reader.wrong("signed_forms", fault, "申请包里有的表；或者把它加进 package 的 parts")
    return profile


def signing_fault(profile: Profile) -> str:
    """What is to be signed but is not in every package; "" where all is well."""
    for family, name in FAMILIES.items():
        lacking = [form for form in profile.signed_forms if form not in parts_of(profile, family)]
        if lacking:
            forms = "、".join(PART_NAMES[form] for form in lacking)
            return f"“{forms}”要签字，{name}的申请包里却没有"
    return ""


def trimmed(base: Profile, own: OwnRules) -> OwnRules:
    """Without what says the same as the place: that is left to the profile."""
    same = [name for name in (*_ENTRIES, "parts") if getattr(own, name) == getattr(base, name)]
    theirs = base.families.parts if base.families else {}
    common = base.parts if own.parts is None else own.parts
    differing = {
        family: parts for family, parts in own.family_parts.items() if parts != theirs.get(family, common)
    }
    return replace(own, **dict.fromkeys(same), family_parts=differing)


# ---------------------------------------------------------------- told


def differences(before: Profile, after: Profile) -> tuple[str, ...]:
    """What changed between two profiles, a sentence each, for the person who saves it and for the journal."""
    said = [*chain_differences(before.sign_roles, after.sign_roles), *_part_differences(before, after)]
    for name, title in NAMES.items():
        one, other = getattr(before, name), getattr(after, name)
        if one != other:
            said.append(f"{title}：“{_shown(one)}”改为“{_shown(other)}”")
    return tuple(said)


def chain_differences(before: Sequence[SignRole], after: Sequence[SignRole]) -> list[str]:
    """What changed in the sign chain."""
    then, now = {role.key: role for role in before}, {role.key: role for role in after}
    said = [f"审签链去掉“{role.title}”" for key, role in then.items() if key not in now]
    said += [f"审签链加上“{role.title}”" for key, role in now.items() if key not in then]
    for key, role in now.items():
        was = then.get(key, role)
        if was.title != role.title:
            said.append(f"“{was.title}”改名为“{role.title}”")
        if was.before_sending != role.before_sending:
            said.append(f"“{role.title}”改为报送{'前' if role.before_sending else '后'}签")
        if was.seal != role.seal:
            said.append(f"“{role.title}”改为{'盖章' if role.seal else '不盖章'}")
    if [key for key in then if key in now] != [key for key in now if key in then]:
        said.append(f"审签次序改为：{'、'.join(role.title for role in after)}")
    return said


def _part_differences(before: Profile, after: Profile) -> list[str]:
    said: dict[str, list[str]] = {
        family: _composition_differences(parts_of(before, family), parts_of(after, family))
        for family in FAMILIES
    }
    alike = all(each == next(iter(said.values())) for each in said.values())
    if alike:
        return [f"申请包{each}" for each in next(iter(said.values()))]
    return [f"{FAMILIES[family]}申请包{each}" for family, sentences in said.items() for each in sentences]


def _composition_differences(before: Sequence[str], after: Sequence[str]) -> list[str]:
    gone = [PART_NAMES[part] for part in before if part not in after]
    new = [PART_NAMES[part] for part in after if part not in before]
    said = [f"去掉“{'、'.join(gone)}”"] if gone else []
    said += [f"加上“{'、'.join(new)}”"] if new else []
    if [part for part in before if part in after] != [part for part in after if part in before]:
        said.append(f"次序改为：{'、'.join(PART_NAMES[part] for part in after)}")
    return said


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(_shown(each) for each in value) or "无"
    if isinstance(value, WarningRule):
        return str(value.overdue_days)
    return PART_NAMES.get(str(value), str(value)) or "无"
