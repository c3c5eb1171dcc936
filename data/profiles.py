"""Profiles on disk: the bundled rules of a place, read into the domain's ``Profile``."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from data.domain.contents import ChecklistItem
from data.domain.errors import UserError
from data.domain.filing import RETENTIONS
from data.domain.form_definition import FAMILIES, FORM_KEYS
from data.domain.profile import FamilyRule, LevelRule, Profile, SignRole, SlotRule, StepRule, WarningRule

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
        return _profile(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError as error:
        raise UserError(f"找不到地方规则“{key}”。", "请在设置里重新选择一套规则。") from error
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise UserError(
            f"地方规则文件“{path.name}”写得不对（{error}）。", "请恢复原文件，或按说明改正后再打开。"
        ) from error


_TABLES = {
    "warnings",
    "steps",
    "checklist",
    "standards",
    "sign_roles",
    "slots",
    "package",
    "seasons",
    "levels",
    "retention",
}
_LISTS = ("signed_forms", "coded_forms", "look_back_months")


def _profile(raw: dict[str, Any]) -> Profile:
    plain = {key: value for key, value in raw.items() if key not in _TABLES}
    plain |= {key: tuple(plain[key]) for key in _LISTS if key in plain}
    return Profile(
        **plain,
        warnings=tuple(WarningRule(**rule) for rule in raw["warnings"]),
        levels=tuple(LevelRule(**rule) for rule in raw["levels"]),
        steps=tuple(StepRule(**rule) for rule in raw["steps"]),
        checklist_title=raw["checklist"]["title"],
        checklist=tuple(ChecklistItem(**item) for item in raw["checklist"]["items"]),
        standards=tuple(ChecklistItem(**item) for item in raw["standards"]["items"]),
        sign_roles=tuple(SignRole(**role) for role in raw["sign_roles"]),
        slots=tuple(SlotRule(tuple(rule["words"]), tuple(rule["kinds"])) for rule in raw["slots"]["rules"]),
        default_slot=raw["slots"]["default"],
        parts=tuple(raw["package"]["parts"]),
        titles=dict(raw["package"]["titles"]),
        families=_families(raw["package"].get("families")),
        seasons={name: (day[0], day[1]) for name, day in raw["seasons"].items()},
        retention={kind: _known_period(period) for kind, period in raw.get("retention", {}).items()},
    )


def _families(raw: dict[str, Any] | None) -> FamilyRule | None:
    if raw is None:
        return None
    lists = {name: tuple(raw[name]) for name in ("words", "kinds", "not_words") if name in raw}
    parts = {name: _known_parts(raw[name]["parts"]) for name in FAMILIES if name in raw}
    unknown = raw.keys() - lists.keys() - parts.keys()
    if unknown:
        raise KeyError(f"package.families 里的“{'、'.join(sorted(unknown))}”")
    return FamilyRule(**lists, parts=parts)


def _known_parts(parts: list[str]) -> tuple[str, ...]:
    unknown = [part for part in parts if part not in FORM_KEYS]
    if unknown or not parts:
        raise KeyError(f"申请包组成“{'、'.join(unknown)}”")
    return tuple(parts)


def _known_period(period: str) -> str:
    if period not in RETENTIONS:
        raise KeyError(f"保管期限“{period}”")
    return period
