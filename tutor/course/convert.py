"""Tables of a TOML file to structs, item by item and key by key, so that every fault is found in one pass."""

from __future__ import annotations

import re
import types
from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta, Struct

from tutor.course.lines import Path
from tutor.suggest import did_you_mean

Report = Callable[[Path, str, str], None]
"""Takes a key path, what is wrong there, and what to do."""

MESSAGES: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"Expected `([^`]+)`, got `([^`]+)`", lambda m: f"expected {_name_types(m[1])}, got {_name_types(m[2])}"),
    (
        r"Expected `(\w+)` of length >= (\d+)",
        lambda m: "it is empty" if m[2] == "1" else f"it needs at least {m[2]} items",
    ),
    (r"Expected `(\w+)` of length <= (\d+)", lambda m: f"it may have at most {m[2]} items"),
    (r"Expected `array` of length (\d+), got (\d+)", lambda m: f"it needs {m[1]} items and has {m[2]}"),
    (r"Expected `str` matching regex '.*a-z0-9.*'", lambda m: "a name may hold lower-case letters, digits and hyphens"),
    (r"Expected `str` matching regex .*", lambda m: "a name may hold letters, digits and underscores"),
    (r"Expected `\w+` (>=?|<=?) ([\d.]+)", lambda m: f"it must be {m[1]} {m[2]}"),
    (r"Invalid enum value '(.*)'", lambda m: f'"{m[1]}" is not one of its words'),
)
"""What msgspec says -> how an author says it."""

TYPE_NAMES = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "a table",
    "null": "nothing",
}


def convert(kind: Any, value: object, path: Path, report: Report) -> Any:
    """The value as `kind` (a struct, a list or table of them, or a plain type), or None after reporting its faults."""
    origin, arguments = get_origin(kind), get_args(kind)
    if not _holds_structs(kind):
        return _convert_plain(kind, value, path, report)
    if origin is Annotated:
        return _convert_annotated(arguments[0], arguments[1:], value, path, report)
    if origin is tuple:
        return _convert_list(arguments[0], value, path, report)
    if origin is dict:
        return _convert_table(arguments[0], arguments[1], value, path, report)
    if origin in (Union, types.UnionType):
        return _convert_union(kind, value, path, report)
    return _convert_struct(kind, value, path, report)


def _convert_annotated(kind: Any, notes: tuple[Any, ...], value: object, path: Path, report: Report) -> Any:
    if isinstance(value, (list, dict)):
        for note in notes:
            if isinstance(note, Meta) and note.min_length and len(value) < note.min_length:
                report(path, f"it needs at least {note.min_length}, and has {len(value)}", "add what is missing")
                return None
            if isinstance(note, Meta) and note.max_length and len(value) > note.max_length:
                report(path, f"it may have at most {note.max_length}, and has {len(value)}", "split it in two")
                return None
    return convert(kind, value, path, report)


def _convert_struct(kind: type[Struct], value: object, path: Path, report: Report) -> Any:
    if not isinstance(value, dict):
        report(path, f"expected a table, got {_name_value(value)}", "write its keys in { } or under a [header]")
        return None
    tag = kind.__struct_config__.tag_field
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    hints = _hints(kind)
    has_failed = False
    for key in value:
        if key not in fields and key != tag:
            report((*path, key), "unknown key", did_you_mean(key, fields) or f"known keys: {', '.join(sorted(fields))}")
            has_failed = True
    converted = {}
    for name, field in fields.items():
        if name in value:
            converted[name] = convert(hints[field.name], value[name], (*path, name), report)
            has_failed |= converted[name] is None
        elif field.required:
            report((*path, name), "missing", f"add {name} = {_example(hints[field.name])}")
            has_failed = True
    return None if has_failed else kind(**converted)


def _convert_list(kind: Any, value: object, path: Path, report: Report) -> Any:
    if not isinstance(value, list):
        report(path, f"expected a list of tables, got {_name_value(value)}", f"write it as [[{path[-1]}]]")
        return None
    items = [convert(kind, item, (*path, index), report) for index, item in enumerate(value)]
    return _without_failed(items, path)


def _convert_table(names: Any, kind: Any, value: object, path: Path, report: Report) -> Any:
    """A table whose keys the author chooses."""
    if not isinstance(value, dict):
        report(path, f"expected a table, got {_name_value(value)}", f"write it as {_example(dict[names, kind])}")
        return None
    pairs = [
        (convert(names, name, (*path, name), report), convert(kind, item, (*path, name), report))
        for name, item in value.items()
    ]
    kept = _without_failed([None if None in pair else pair for pair in pairs], path)
    return None if kept is None else dict(kept)


def _without_failed(items: list[Any], path: Path) -> tuple[Any, ...] | None:
    """At the top of a file a faulty item is left out and the rest is used; further in, it takes its item with it."""
    if None in items and len(path) > 1:
        return None
    return tuple(item for item in items if item is not None)


def _convert_union(kind: Any, value: object, path: Path, report: Report) -> Any:
    """One of several structs, told apart by `type`; or a table or list beside plain types, told apart by form."""
    kinds = get_args(kind)
    tagged = {
        str(kind.__struct_config__.tag): kind for kind in kinds if _is_struct(kind) and kind.__struct_config__.tag
    }
    if not tagged:
        wanted = next((kind for kind in kinds if _takes(kind, value)), None)
        return convert(wanted, value, path, report) if wanted else _convert_plain(kind, value, path, report)
    if not isinstance(value, dict):
        report(path, f"expected a table, got {_name_value(value)}", "write its keys in { } or under a [header]")
        return None
    tag = value.get("type")
    if tag not in tagged:
        what = "missing" if tag is None else f'there is no type "{tag}"'
        report((*path, "type"), what, did_you_mean(str(tag), tagged) or f"choose one of: {', '.join(tagged)}")
        return None
    return _convert_struct(tagged[tag], value, path, report)


def _takes(kind: Any, value: object) -> bool:
    """Whether a value has the form of a struct, a table or a list that `kind` is."""
    bare = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    if _is_struct(bare) or get_origin(bare) is dict:
        return isinstance(value, dict)
    return get_origin(bare) is tuple and isinstance(value, list)


def _convert_plain(kind: Any, value: object, path: Path, report: Report) -> Any:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        message, _, place = str(error).partition(" - at `$")
        steps = re.findall(r"\[(\d+)\]|\.([^.\[`]+)", place)
        at = (*path, *(int(index) if index else name for index, name in steps if "..." not in name))
        report(at, _reword(message, kind), f"write it as {_example(kind)}")
        return None


def _reword(message: str, kind: Any) -> str:
    for pattern, rewrite in MESSAGES:
        if match := re.match(pattern, message):
            return rewrite(match)
    return message


def _name_types(names: str) -> str:
    return " or ".join(TYPE_NAMES.get(name.strip(), name.strip()) for name in names.split("|"))


def _name_value(value: object) -> str:
    names = {str: "str", bool: "bool", int: "int", float: "float", list: "array", dict: "object"}
    return TYPE_NAMES[names.get(type(value), "str")]


def _example(kind: Any) -> str:
    """A value of that type as one would write it in TOML."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        pattern = next((note.pattern for note in arguments[1:] if isinstance(note, Meta) and note.pattern), None)
        return '"a-short-name"' if pattern else _example(arguments[0])
    if origin in (Union, types.UnionType):
        return " or ".join(dict.fromkeys(_example(kind) for kind in arguments if kind is not type(None)))
    if origin is tuple:
        return f"[{_example(arguments[0])}, ...]"
    if origin is dict:
        return "{ name = " + _example(arguments[1]) + " }"
    if arguments and origin is not None:
        return " or ".join(f'"{word}"' for word in arguments)
    if _is_struct(kind):
        return "{ ... }"
    return {str: '"..."', int: "1", float: "0.5", bool: "true"}.get(kind, "...")


@cache
def _hints(kind: type[Struct]) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


def _is_struct(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Struct)


def _holds_structs(kind: Any) -> bool:
    """Whether faults inside need more than the first one that msgspec finds."""
    return _is_struct(kind) or get_origin(kind) is dict or any(_holds_structs(argument) for argument in get_args(kind))
