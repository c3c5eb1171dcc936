"""Profiles on disk: the bundled rules of a place, read into the domain's ``Profile``."""

from functools import cache
from pathlib import Path
from typing import Any

from data.domain.contents import ChecklistItem
from data.domain.errors import UserError
from data.domain.filing import RETENTIONS
from data.domain.form_definition import FAMILIES
from data.domain.profile import FamilyRule, LevelRule, Profile, SlotRule, StepRule
from data.domain.rule_entries import RuleReader
from data.toml_files import entries_of

RESOURCES = Path(__file__).resolve().parent.parent / "resources"
DEFAULT_PROFILE = "jiuquan2018"


def profile_keys() -> dict[str, str]:
    """Every bundled profile: key -> name, the default one first."""
    keys = sorted(
        (path.stem for path in (RESOURCES / "profiles").glob("*.toml")),
        key=lambda k: (k != DEFAULT_PROFILE, k),
    )
    return {key: load_profile(key).name for key in keys}


@cache
def load_profile(key: str = DEFAULT_PROFILE) -> Profile:
    """The profile of that key; ``UserError`` where it is missing or says something it should not."""
    path = RESOURCES / "profiles" / f"{key}.toml"
    try:
        return _profile(entries_of(path.read_bytes(), _named(path.name), _ADVICE), _reader(path.name))
    except FileNotFoundError as error:
        raise UserError(f"找不到地方规则“{key}”。", "请在设置里重新选择一套规则。") from error
    except (KeyError, TypeError) as error:
        raise UserError(f"{_named(path.name)}写得不对（{error}）。", _ADVICE) from error


_ADVICE = "请恢复原文件，或按说明改正后再打开。"


def _named(name: str) -> str:
    return f"地方规则文件“{name}”"


def _reader(name: str) -> RuleReader:
    return RuleReader(_named(name), _ADVICE)


_TABLES = {
    "steps",
    "checklist",
    "standards",
    "slots",
    "package",
    "seasons",
    "levels",
    "retention",
}
_FAMILY_LISTS = ("words", "kinds", "not_words")


def _profile(raw: dict[str, Any], reader: RuleReader) -> Profile:
    read = reader.entries(raw)
    plain: dict[str, Any] = {key: value for key, value in raw.items() if key not in _TABLES} | read
    return Profile(
        **plain,
        levels=tuple(LevelRule(**rule) for rule in raw["levels"]),
        steps=tuple(StepRule(**rule) for rule in raw["steps"]),
        checklist_title=raw["checklist"]["title"],
        checklist=tuple(ChecklistItem(**item) for item in raw["checklist"]["items"]),
        standards=tuple(ChecklistItem(**item) for item in raw["standards"]["items"]),
        slots=tuple(
            SlotRule(**{name: tuple(given) for name, given in rule.items()}) for rule in raw["slots"]["rules"]
        ),
        default_slot=raw["slots"]["default"],
        parts=reader.parts("package.parts", raw["package"]["parts"]),
        titles=dict(raw["package"]["titles"]),
        families=_families(raw["package"].get("families"), reader),
        seasons={name: (day[0], day[1]) for name, day in raw["seasons"].items()},
        retention={kind: _known_period(period) for kind, period in raw.get("retention", {}).items()},
    )


def _families(raw: dict[str, Any] | None, reader: RuleReader) -> FamilyRule | None:
    if raw is None:
        return None
    lists = {name: tuple(raw[name]) for name in _FAMILY_LISTS if name in raw}
    reader.only("package.families.", raw, (*_FAMILY_LISTS, *FAMILIES))
    return FamilyRule(**lists, parts=reader.family_parts("package.families", raw))


def _known_period(period: str) -> str:
    if period not in RETENTIONS:
        raise KeyError(f"保管期限“{period}”")
    return period
