"""Texts with names to be filled in (填空的文字): how a form definition writes what a line of paper says.

``{整改目标}`` stands for what the task says; ``{整改目标|—}`` prints the dash where it says nothing; what stands in
``[…]`` is left out where a name in it says nothing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

_MARKS = re.compile(r"[{}\[\]]")


class TemplateError(ValueError):
    """A text that cannot be read as a template; says why, in Chinese."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in braces, and what is printed where it says nothing."""

    name: str
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Optional:
    """What stood in square brackets."""

    parts: tuple["str | Name", ...]


Template = tuple[str | Name | Optional, ...]


@lru_cache(maxsize=2048)
def parse(text: str) -> Template:
    """The text taken apart; ``TemplateError`` where braces or brackets do not pair."""
    parts: list[str | Name | Optional] = []
    inside: list[str | Name] | None = None
    at = 0
    while found := _MARKS.search(text, at):
        into = parts if inside is None else inside
        if found.start() > at:
            into.append(text[at : found.start()])
        at = found.end()
        match found.group():
            case "{":
                end = text.find("}", at)
                into.append(_name(text[at:end] if end >= 0 else None))
                at = end + 1
            case "[" if inside is None:
                inside = []
            case "]" if inside is not None:
                parts.append(_optional(inside))
                inside = None
            case mark:
                raise TemplateError(f"多了一个“{mark}”，或者括号没有成对")
    if inside is not None:
        raise TemplateError("“[”后面缺少“]”")
    if text[at:]:
        parts.append(text[at:])
    return tuple(parts)


def _name(inside: str | None) -> Name:
    if inside is None:
        raise TemplateError("“{”后面缺少“}”")
    name, bar, instead = inside.partition("|")
    if not name.strip() or _MARKS.search(inside):
        raise TemplateError(f"“{{{inside}}}”写法不对，花括号里只写一个名称")
    return Name(name.strip(), instead if bar else None)


def _optional(inside: list[str | Name]) -> Optional:
    if not any(isinstance(part, Name) for part in inside):
        raise TemplateError(
            f"方括号“[{''.join(map(str, inside))}]”里没有花括号写的名称；只是要印括号的，请用（）或〔〕"
        )
    return Optional(tuple(inside))


def names_in(text: str) -> tuple[str, ...]:
    """Every name the text asks for, in order."""
    found: list[str] = []
    for part in parse(text):
        for one in part.parts if isinstance(part, Optional) else (part,):
            if isinstance(one, Name):
                found.append(one.name)
    return tuple(dict.fromkeys(found))


def fill(text: str, value: Callable[[str], str]) -> str:
    """The text with its names filled in by ``value``."""
    if "{" not in text:
        return text
    said: list[str] = []
    for part in parse(text):
        if isinstance(part, Optional):
            values = [_filled(one, value) for one in part.parts]
            names = (at for at, one in enumerate(part.parts) if isinstance(one, Name))
            said += values if all(values[at] for at in names) else ()
        else:
            said.append(_filled(part, value))
    return "".join(said)


def _filled(part: str | Name, value: Callable[[str], str]) -> str:
    if isinstance(part, str):
        return part
    return value(part.name) or part.instead or ""
