"""Form definitions on disk: the bundled ones and an office's own, read and checked before anything is printed by them."""

import shutil
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import tomli_w

from data.domain.errors import UserError
from data.domain.form_definition import FORM_KEYS, STYLE_OF, FormDefinition, Item
from data.files import translate_os_errors
from data.form_reading import FormReading
from data.own_files import exchange, set_aside
from data.profiles import RESOURCES
from data.store.workspace import Workspace
from data.toml_files import entries_of

BUNDLED = RESOURCES / "forms"
OWN_FOLDER = "forms"
"""Where an office's own definitions lie in its workspace."""
JOURNAL = "forms"


@cache
def bundled_forms() -> Mapping[str, FormDefinition]:
    """The program's own definitions by key, in the usual order."""
    found = _read_folder(BUNDLED)
    return {key: found[key] for key in FORM_KEYS}


def own_forms(workspace: Path) -> dict[str, FormDefinition]:
    """The office's own definitions, each in place of the bundled one; ``UserError`` where any of them is wrong."""
    own = _read_folder(workspace / OWN_FOLDER)
    check_apart({**bundled_forms(), **own})
    return own


def check_apart(definitions: Mapping[str, FormDefinition]) -> None:
    """``UserError`` where two forms have one name or one file name.

    A reviewer's answer names a form by its name, and so do the pieces that are filed.
    """
    stems: dict[str, str] = {}
    titles: dict[str, str] = {}
    for definition in definitions.values():
        twin = titles.setdefault(definition.title.casefold(), definition.key)
        if twin != definition.key:
            both = "”和“".join(bundled_forms()[key].title for key in (twin, definition.key))
            raise UserError(
                f"“{both}”两个表单的名称都是“{definition.title}”。",
                "请把其中一个的表单名称改成别的；退回意见和归档目录按名称认表单，不能同名。",
            )
        other = stems.setdefault(definition.file_stem.casefold(), definition.key)
        if other != definition.key:
            raise UserError(
                f"“{other}”和“{definition.key}”两个表单的 file_stem 都是“{definition.file_stem}”。",
                f"请把“{OWN_FOLDER}”文件夹里其中一个的 file_stem 改成别的名字。",
            )


def copy_definitions(workspace: Path, folder: Path) -> None:
    """Put every definition in use into ``folder`` to be changed there; a file of that name is left as it is."""
    own = {read_definition(path).key: path for path in (workspace / OWN_FOLDER).glob("*.toml")}
    with translate_os_errors("表单定义文件夹"):
        folder.mkdir(parents=True, exist_ok=True)
        for key in FORM_KEYS:
            target = folder / f"{key}.toml"
            if not target.exists():
                shutil.copyfile(own.get(key, BUNDLED / f"{key}.toml"), target)


def _read_folder(folder: Path) -> dict[str, FormDefinition]:
    found: dict[str, FormDefinition] = {}
    files: dict[str, str] = {}
    with translate_os_errors("表单定义文件夹"):
        paths = sorted(folder.glob("*.toml"))
    for path in paths:
        definition = read_definition(path)
        if definition.key in found:
            raise UserError(
                f"表单定义文件“{files[definition.key]}”和“{path.name}”的 key 都是“{definition.key}”。",
                "一个表单只能有一个定义，请删去或改正其中一个。",
            )
        found[definition.key], files[definition.key] = definition, path.name
    return found


def read_definition(path: Path) -> FormDefinition:
    """One definition file, checked whole; ``UserError`` names the file, the entry and what may stand there."""
    named = f"表单定义文件“{path.name}”"
    with translate_os_errors(named):
        data = path.read_bytes()
    return FormReading(path.name).definition(entries_of(data, named, "改正后再打印。"))


def check_definition(definition: FormDefinition) -> None:
    """``UserError`` at the first thing of the definition that would be refused on disk."""
    FormReading(f"{definition.key}.toml").definition(_to_toml(definition))


def save_own(ws: Workspace, *definitions: FormDefinition) -> None:
    """Keep an office's own definitions in its workspace, each in place of any earlier one of that key.

    All are checked before anything is written; one that says what the bundled one says takes the office's own away.
    """
    for definition in definitions:
        check_definition(definition)
    check_apart({**bundled_forms(), **own_forms(ws.folder), **{one.key: one for one in definitions}})
    for definition in definitions:
        _save(ws, definition)


def _save(ws: Workspace, definition: FormDefinition) -> None:
    path = _own_file(ws.folder, definition.key) or ws.folder / OWN_FOLDER / f"{definition.key}.toml"
    if definition == bundled_forms()[definition.key]:
        drop_own(ws, definition.key)
    else:
        text = tomli_w.dumps(_to_toml(definition), multiline_strings=True)
        exchange(ws, path, text.encode(), JOURNAL, {"said": f"修改表单“{definition.title}”"})


def drop_own(ws: Workspace, key: str) -> None:
    """Go back to the bundled definition of that key; the office's own is put aside under a name nobody reads."""
    path = _own_file(ws.folder, key)
    if path is not None:
        _put_aside(ws, path, f"表单“{bundled_forms()[key].title}”恢复程序自带的样式")


def set_aside_wrong(ws: Workspace) -> tuple[Path, ...]:
    """Put every own definition that is refused beside (停用), so that the rest counts again; kept for mending."""
    kept = []
    for path in sorted((ws.folder / OWN_FOLDER).glob("*.toml")):
        try:
            read_definition(path)
        except UserError:
            kept.append(_put_aside(ws, path, f"停用写错的表单文件{path.name}"))
    while twice := _clashing(ws.folder):
        kept.append(_put_aside(ws, twice, f"停用重复的表单文件{twice.name}"))
    return tuple(kept)


def _clashing(workspace: Path) -> Path | None:
    """A sound definition that cannot stand beside the others: one of the same key, or with another's name or file name."""
    found = dict(bundled_forms())
    seen: set[str] = set()
    for path in sorted((workspace / OWN_FOLDER).glob("*.toml")):
        definition = read_definition(path)
        try:
            check_apart({**found, definition.key: definition})
        except UserError:
            return path
        if definition.key in seen:
            return path
        seen.add(definition.key)
        found[definition.key] = definition
    return None


def _put_aside(ws: Workspace, path: Path, said: str) -> Path:
    return set_aside(ws, path, path.with_suffix(".停用"), JOURNAL, lambda kept: f"{said}，存为{kept.name}")


def _own_file(workspace: Path, key: str) -> Path | None:
    with translate_os_errors("表单定义文件夹"):
        paths = sorted((workspace / OWN_FOLDER).glob("*.toml"))
    return next((path for path in paths if read_definition(path).key == key), None)


def _to_toml(entry: Any) -> dict[str, Any]:
    """The definition, or one entry of it, as its file says it: what is as usual is left out."""
    usual = _usual(entry)
    values = {f.name: getattr(entry, f.name) for f in fields(entry)}
    return {name: _said(value) for name, value in values.items() if usual.get(name, MISSING) != value}


def _said(value: object) -> object:
    if not isinstance(value, tuple):
        return value
    return [_to_toml(each) if is_dataclass(each) else each for each in value]


def _usual(entry: Any) -> dict[str, Any]:
    """What an entry says unless it says otherwise."""
    usual = {f.name: f.default for f in fields(entry)}
    if isinstance(entry, Item):
        usual["style"] = STYLE_OF.get(entry.kind, "body")
    return usual
