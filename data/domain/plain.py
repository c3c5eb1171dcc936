"""Domain values as plain JSON data and back: dates as ISO text, tuples as lists, values as objects by field name."""

import dataclasses
import json
import types
import typing
from datetime import date
from functools import cache
from typing import TypeVar, get_args, get_origin

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]
T = TypeVar("T")


def to_plain(value: object) -> Plain:
    """Any domain value as JSON data."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list | frozenset):
        return [to_plain(item) for item in value]
    if dataclasses.is_dataclass(value):
        return {f.name: to_plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    raise TypeError(f"no plain form for {type(value).__name__}")


def from_plain(kind: type[T], data: object) -> T:
    """The value of that kind again; keys the kind does not know are ignored, ``ValueError`` where the data does not fit."""
    try:
        return typing.cast(T, _read(kind, data))
    except (TypeError, KeyError, AttributeError) as error:
        raise ValueError(f"not a {kind.__name__}: {error}") from error


def dumps(value: object) -> str:
    """Canonical JSON: the same value always gives the same text."""
    return json.dumps(to_plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@cache
def _hints(kind: type) -> dict[str, object]:
    return typing.get_type_hints(kind)


def _read(kind: object, data: object) -> object:
    origin = get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        if data is None:
            return None
        return _read(next(arg for arg in get_args(kind) if arg is not type(None)), data)
    if origin is tuple:
        return _read_tuple(get_args(kind), data)
    if origin is dict:
        of = get_args(kind)[1]
        return {str(key): _read(of, item) for key, item in typing.cast(dict, data).items()}
    if kind is date:
        return date.fromisoformat(typing.cast(str, data))
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        given = typing.cast(dict, data)
        return kind(
            **{name: _read(hint, given[name]) for name, hint in _hints(kind).items() if name in given}
        )
    if isinstance(kind, type) and not isinstance(data, kind):
        raise TypeError(f"{data!r} is not {kind.__name__}")
    return data


def _read_tuple(args: tuple[object, ...], data: object) -> tuple[object, ...]:
    items = typing.cast(list, data)
    if len(args) == 2 and args[1] is Ellipsis:
        return tuple(_read(args[0], item) for item in items)
    return tuple(_read(arg, item) for arg, item in zip(args, items, strict=True))
