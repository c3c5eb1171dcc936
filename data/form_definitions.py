"""Form definitions on disk: the bundled ones and an office's own, read and checked before anything is printed by them."""

import shutil
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from data.domain.errors import UserError
from data.domain.form_definition import (
    CORE_KEYS,
    FAMILIES,
    FORM_KEYS,
    REQUIRED_SOURCES,
    ROLE,
    SIGNABLE_KEYS,
    SOURCES,
    WHENS,
    WIDTHS,
    FormDefinition,
    FormRow,
)
from data.files import safe_name, translate_os_errors
from data.profiles import RESOURCES

BUNDLED = RESOURCES / "forms"
OWN_FOLDER = "forms"
"""Where an office's own definitions lie in its workspace."""

_PLAIN = ("key", "file_stem", "title", "families", "when", "signed")
_ROW = ("label", "source", "width", "lines", "omit_empty", "families")
_TITLE, _LABEL, _STEM, _LINES = 60, 40, 60, 30


@cache
def bundled_forms() -> Mapping[str, FormDefinition]:
    """The program's own definitions by key, in the usual order."""
    found = _read_folder(BUNDLED)
    return {key: found[key] for key in FORM_KEYS}


def own_forms(workspace: Path) -> dict[str, FormDefinition]:
    """The office's own definitions, each in place of the bundled one; ``UserError`` where any of them is wrong."""
    own = _read_folder(workspace / OWN_FOLDER)
    stems: dict[str, str] = {}
    for definition in ({**bundled_forms(), **own}).values():
        other = stems.setdefault(definition.file_stem.casefold(), definition.key)
        if other != definition.key:
            raise UserError(
                f"“{other}”和“{definition.key}”两个表单的 file_stem 都是“{definition.file_stem}”。",
                f"请把“{OWN_FOLDER}”文件夹里其中一个的 file_stem 改成别的名字。",
            )
    return own


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
    with translate_os_errors(f"表单定义文件“{path.name}”"):
        data = path.read_bytes()
    try:
        raw = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UserError(
            f"表单定义文件“{path.name}”不是 UTF-8 编码。", "请用记事本另存，编码选 UTF-8。"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise UserError(
            f"表单定义文件“{path.name}”的格式不对（{error}）。",
            "文字要放在英文双引号里，一行写一项；请对照原文件改正。",
        ) from error
    return _Reading(path.name).definition(raw)


class _Reading:
    """One file being checked: every refusal names it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def definition(self, raw: dict[str, Any]) -> FormDefinition:
        key = self._one_of("key", raw.get("key"), FORM_KEYS)
        allowed = (*_PLAIN, "rows") if key == "form" else _PLAIN
        self._only("", raw, allowed)
        definition = FormDefinition(
            key=key,
            file_stem=self._safe("file_stem", raw.get("file_stem"), _STEM),
            title=self._safe("title", raw.get("title"), _TITLE),
            families=self._families("families", raw.get("families", list(FAMILIES))),
            when=self._one_of("when", raw.get("when", "always"), WHENS),
            signed=self._flag("signed", raw.get("signed", False)),
            rows=self._rows(raw.get("rows", [])) if key == "form" else (),
        )
        self._check_always(definition)
        return definition

    def _check_always(self, definition: FormDefinition) -> None:
        always = definition.when == "always" and len(definition.families) == len(FAMILIES)
        if definition.key in CORE_KEYS and not always:
            raise self._wrong(
                "when、families", "这个表单每个申请包都要有", "when 写 always，families 两类都写"
            )
        if definition.signed and (definition.key not in SIGNABLE_KEYS or not always):
            raise self._wrong(
                "signed", "这个表单不能定为要签字", f"每次都有的 {'、'.join(SIGNABLE_KEYS)} 才可以写 true"
            )

    def _rows(self, raw: object) -> tuple[FormRow, ...]:
        if not isinstance(raw, list) or not raw:
            raise self._wrong("rows", "没有栏目", "[[rows]]，一栏一个")
        rows = tuple(self._row(at, row) for at, row in enumerate(raw, 1))
        for name in ("source", "label"):
            said = [getattr(row, name) for row in rows]
            twice = next((text for text in said if said.count(text) > 1), None)
            if twice is not None:
                raise self._wrong(f"rows 的 {name}", f"“{_flat(twice)}”写了两次", "每个只能用一次")
        for source in REQUIRED_SOURCES:
            row = next((row for row in rows if row.source == source), None)
            if row is None or len(row.families) < len(FAMILIES):
                need = "、".join(f"{each}（{SOURCES[each]}）" for each in REQUIRED_SOURCES)
                raise self._wrong(
                    "rows", f"缺少“{SOURCES[source]}”这一栏（source = {source}）", f"必须有 {need}"
                )
        return rows

    def _row(self, at: int, raw: object) -> FormRow:
        if not isinstance(raw, dict):
            raise self._wrong("rows", "写法不对", "[[rows]]，一栏一个")
        where = f"第{at}个栏目"
        self._only(where, raw, _ROW)
        source = self._one_of(f"{where}的 source", raw.get("source"), SOURCES)
        row = FormRow(
            label=self._text(f"{where}的 label", raw.get("label"), _LABEL, lines=True),
            source=source,
            width=self._one_of(f"{where}的 width", raw.get("width", "full"), WIDTHS),
            lines=self._count(f"{where}的 lines", raw.get("lines", 0)),
            omit_empty=self._flag(f"{where}的 omit_empty", raw.get("omit_empty", False)),
            families=self._families(f"{where}的 families", raw.get("families", list(FAMILIES))),
        )
        if source == "signs" and (ROLE not in row.label or row.width != "full"):
            raise self._wrong(f"{where}（审签各栏）", "写法不对", f"label 要含 {ROLE}，width 只能是 full")
        return row

    def _only(self, where: str, raw: Mapping[str, object], allowed: Iterable[str]) -> None:
        for name in raw:
            if name not in allowed:
                raise self._wrong(f"{where}的 {name}" if where else name, "没有这一项", "、".join(allowed))

    def _one_of(self, where: str, value: object, allowed: Iterable[str]) -> str:
        if isinstance(value, str) and value in allowed:
            return value
        choice = allowed.items() if isinstance(allowed, Mapping) else ((each, "") for each in allowed)
        named = "、".join(f"{each}（{text}）" if text else each for each, text in choice)
        raise self._wrong(where, _said(value), named)

    def _families(self, where: str, value: object) -> tuple[str, ...]:
        if isinstance(value, list) and value and len(set(map(str, value))) == len(value):
            return tuple(self._one_of(where, each, FAMILIES) for each in value)
        named = "、".join(f'"{each}"（{text}）' for each, text in FAMILIES.items())
        raise self._wrong(where, _said(value), f"方括号里写一个或两个：{named}")

    def _flag(self, where: str, value: object) -> bool:
        if isinstance(value, bool):
            return value
        raise self._wrong(where, _said(value), "true 或 false")

    def _count(self, where: str, value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LINES:
            return value
        raise self._wrong(where, _said(value), f"0 到 {_LINES} 的整数")

    def _text(self, where: str, value: object, limit: int, lines: bool = False) -> str:
        if isinstance(value, str) and value.strip() and len(value) <= limit and _printable(value, lines):
            return value
        raise self._wrong(where, _said(value), f"1 到 {limit} 个字" + ("" if lines else "，不换行"))

    def _safe(self, where: str, value: object, limit: int) -> str:
        """Titles too: the filed form (归档) is named after its title."""
        stem = self._text(where, value, limit)
        if safe_name(stem) != stem or safe_name(f"{stem}.pdf") != f"{stem}.pdf":
            raise self._wrong(
                where, f"“{stem}”不能作文件名", '不含 \\ / : * ? " < > | % 等符号、首尾没有空格的名字'
            )
        return stem

    def _wrong(self, where: str, what: str, allowed: str) -> UserError:
        return UserError(
            f"表单定义文件“{self._name}”的 {where}：{what}。", f"可以写：{allowed}。改正后再打印。"
        )


def _printable(text: str, lines: bool) -> bool:
    return all(char.isprintable() or char == "\u3000" or (lines and char == "\n") for char in text)


def _said(value: object) -> str:
    return "没有写" if value is None else f"写的是“{_flat(str(value))}”，不能用"


def _flat(text: str) -> str:
    return text.replace("\n", "\\n")[:60]
