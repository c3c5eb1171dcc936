"""The rules a desk works under: the profile of its place, with the office's own changes (本单位规则) over it."""

import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import tomli_w

from data import own_files
from data.domain.errors import UserError
from data.domain.own_rules import OwnRules, applied, as_written, differences, read_own, trimmed
from data.domain.profile import Profile
from data.domain.rule_entries import RuleReader
from data.domain.states import standing
from data.files import translate_os_errors
from data.profiles import DEFAULT_PROFILE, load_profile, profile_keys
from data.store import journal, packages, settings, signed_forms, work
from data.store.journal import JournalLine
from data.store.workspace import Workspace
from data.toml_files import entries_of

OWN_FILE = "rules.toml"
"""Where the office's own rules lie in its workspace."""

SIDE_FILE = "rules-停用.toml"
JOURNAL = "rules"

_WHERE = f"本单位规则文件“{OWN_FILE}”"
_ADVICE = "改正前不能打印、报送和审签；不会改的，可在“设置”里停用这个文件。"
_READER = RuleReader(_WHERE, _ADVICE)
_HEAD = "# 本单位规则：只写和地方规则不同的几项。在“设置”里修改时整个文件重写，手写的注释不保留。\n\n"


def place_profile(ws: Workspace) -> Profile:
    """The profile chosen in the desk's settings, without the office's own changes."""
    return load_profile(settings.profile_key(ws, DEFAULT_PROFILE))


def profile_of(ws: Workspace) -> Profile:
    """The rules as screens show them: the place's with the office's own; the place's alone while the own ones are wrong.

    What is printed, sent or signed asks ``require_rules`` first.
    """
    found = _found(ws)
    return place_profile(ws) if isinstance(found, UserError) else found[1]


def copy_own(ws: Workspace, other: Workspace) -> None:
    """Give another workspace the same own rules, for printing samples (打样); ``UserError`` while they are wrong."""
    require_rules(ws)
    own = ws.folder / OWN_FILE
    if own.exists():
        with translate_os_errors(_WHERE):
            shutil.copyfile(own, other.folder / OWN_FILE)


def require_rules(ws: Workspace) -> Profile:
    """The same for printing, sending and signing; ``UserError`` while the own rules are wrong."""
    found = _found(ws)
    if isinstance(found, UserError):
        raise UserError(found.title, found.advice)
    return found[1]


def rules_fault(ws: Workspace) -> UserError | None:
    """What is wrong with the own rules, to be said when the desk is opened."""
    found = _found(ws)
    return found if isinstance(found, UserError) else None


def own_rules(ws: Workspace) -> OwnRules:
    """What the office changed; ``UserError`` while the file is wrong."""
    found = _found(ws)
    if isinstance(found, UserError):
        raise UserError(found.title, found.advice)
    return found[0]


Found = tuple[OwnRules, Profile] | UserError


def _found(ws: Workspace) -> Found:
    """Asked for with every refresh of a list: read again only once the file has another date or size."""
    path, key = ws.folder / OWN_FILE, settings.profile_key(ws, DEFAULT_PROFILE)
    try:
        with translate_os_errors(_WHERE):
            at = os.stat(path) if path.exists() else None
            return _read(path, key, at.st_mtime_ns, at.st_size) if at else (OwnRules(), load_profile(key))
    except UserError as error:
        return error


@lru_cache(maxsize=8)
def _read(path: Path, key: str, _changed: int, _size: int) -> Found:
    """What the file says, or what is wrong with it; trouble with the disk passes through and is not remembered."""
    data, base = path.read_bytes(), load_profile(key)
    try:
        return _checked(data, base)
    except UserError as error:
        return error


def _checked(data: bytes, base: Profile) -> tuple[OwnRules, Profile]:
    own = read_own(entries_of(data, _WHERE, _ADVICE), _READER)
    return own, applied(base, own, _READER)


# ---------------------------------------------------------------- writing


def save_own(ws: Workspace, own: OwnRules) -> tuple[str, ...]:
    """Keep the office's changes, checked before and written whole; gives back what changed, as the journal notes it.

    What says the same as the place is left out; without any change left the file goes away.
    """
    base, before = place_profile(ws), own_rules(ws)
    own = trimmed(base, own)
    text = tomli_w.dumps(as_written(own))
    _, after = _checked(text.encode(), base)
    said = differences(profile_of(ws), after)
    if own == before:
        return ()
    detail = {"before": as_written(before), "after": as_written(own), "said": "；".join(said)}
    _exchange(ws, (_HEAD + text).encode() if text else None, detail)
    return said


def set_aside(ws: Workspace) -> Path:
    """Put a wrong file beside (停用), so that the place's rules count again; the file itself is kept for mending."""
    path = ws.folder / OWN_FILE
    kept = own_files.set_aside(
        ws, path, ws.folder / SIDE_FILE, JOURNAL, lambda kept: f"停用写错的{OWN_FILE}，改名为{kept.name}"
    )
    _read.cache_clear()
    return kept


def _exchange(ws: Workspace, data: bytes | None, detail: dict[str, object]) -> None:
    own_files.exchange(ws, ws.folder / OWN_FILE, data, JOURNAL, detail)
    _read.cache_clear()


# ---------------------------------------------------------------- what was changed, and whom it touches


def changes(ws: Workspace, limit: int = 20) -> list[JournalLine]:
    """The changes of the own rules made in the program, newest first."""
    return journal.lines(ws.db, OWN_FILE, limit)


def note_outside_change(ws: Workspace) -> None:
    """Note in the journal that the file was changed by hand since the program last wrote or saw it; asked when a desk is opened."""
    found = _found(ws)
    if isinstance(found, UserError):
        return
    (before, then), (own, after) = _last_known(ws), found
    said = differences(then, after)
    if said:
        detail = {
            "before": as_written(before),
            "after": as_written(own),
            "said": f"文件在程序外改过：{'；'.join(said)}",
        }
        with ws.change(JOURNAL, OWN_FILE, detail):
            pass


def _last_known(ws: Workspace) -> tuple[OwnRules, Profile]:
    """The own rules the journal has last; none where it has none, or only what this program or place no longer takes."""
    last = next(iter(changes(ws, 1)), None)
    known = last.detail.get("after") if last else None
    base = place_profile(ws)
    try:
        own = read_own(known, _READER) if isinstance(known, dict) else OwnRules()
        return own, applied(base, own, _READER)
    except UserError:
        return OwnRules(), base


def former_title(ws: Workspace, role: str) -> str:
    """What a place was called that the chain no longer has; "" where nobody can tell."""
    for line in changes(ws, 500):
        for side in (line.detail.get("before"), line.detail.get("after")):
            listed = side.get("sign_roles") if isinstance(side, dict) else None
            for one in listed if isinstance(listed, list) else ():
                if one.get("key") == role:
                    return str(one["title"])
    titles = (
        each.title for key in profile_keys() for each in load_profile(key).sign_roles if each.key == role
    )
    return next(titles, "")


@dataclass(frozen=True, slots=True)
class ChainChange:
    """The last change of the sign chain: the day, and who made it."""

    on: date
    by: str


def chain_changed(ws: Workspace) -> ChainChange | None:
    """The last change of the sign chain made in the program."""
    for line in changes(ws, 500):
        sides = (line.detail.get("before"), line.detail.get("after"))
        chains = [side.get("sign_roles") if isinstance(side, dict) else None for side in sides]
        if chains[0] != chains[1]:
            return ChainChange(date.fromisoformat(line.at[:10]), line.by)
    return None


@dataclass(frozen=True, slots=True)
class Signed:
    """How many tasks carry signatures that a change would make void: of the sign chain, and of the letter (申请函)."""

    chain: int = 0
    letters: int = 0


def signed_tasks(ws: Workspace) -> Signed:
    """The tasks signed and not yet sent; what was sent is left alone whatever the office changes."""
    chain = letters = 0
    for task_id in work.signed_tasks(ws):
        if "requested" in standing(work.steps(ws, task_id)):
            continue
        version = len(packages.of_task(ws, task_id)) + 1
        forms = _signed_forms(ws, task_id, version)
        chain += bool(work.signs(ws, task_id)) or "form" in forms
        letters += "letter" in forms
    return Signed(chain, letters)


def _signed_forms(ws: Workspace, task_id: str, version: int) -> Sequence[str]:
    return [part.form for part in signed_forms.parts(ws, task_id) if part.version == version]
