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
    (r"Expected `str` of length >= 1", lambda m: "it is empty"),
    (r"Expected `array` of length (\d+), got (\d+)", lambda m: f"it needs {m[1]} items and has {m[2]}"),
    (r"Expected `str` matching regex '\^\[a-z", lambda m: "an id is lower-case letters and digits, joined by hyphens"),
    (r"Expected `str` matching regex", lambda m: "a name is letters, digits and underscores, a letter first"),
    (r"Expected `\w+` (>=?|<=?) (\d+)", lambda m: f"it must be {m[1]} {m[2]}"),
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
    "datetime": "a date",
    "date": "a date",
    "time": "a time",
}


def convert(kind: Any, value: object, path: Path, report: Report) -> Any:
    """The value as `kind` (a struct, a list or table of them, or a plain type), or None after reporting its faults."""
    origin, arguments = get_origin(kind), get_args(kind)
    if not _has_parts(kind):
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
                if value:
                    report(path, f"it needs at least {note.min_length} items and has {len(value)}", "add some")
                else:
                    report(path, "it is empty", f"write it as {_written(kind, path)}")
                return None
            if isinstance(note, Meta) and note.max_length and len(value) > note.max_length:
                report(path, f"it may have at most {note.max_length} items and has {len(value)}", "leave some out")
                return None
    return convert(kind, value, path, report)


def _convert_struct(kind: type[Struct], value: object, path: Path, report: Report) -> Any:
    if not isinstance(value, dict):
        report(path, f"expected a table, got {_name_value(value)}", "write its keys in { } or under a [header]")
        return None
    tag = kind.__struct_config__.tag_field
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    hints = _hints(kind)
    is_file = not path  # whose other keys are used all the same
    has_failed = False
    for key in value:
        if key not in fields and key != tag:
            report((*path, key), "unknown key", did_you_mean(key, fields) or f"known keys: {', '.join(sorted(fields))}")
            has_failed |= not is_file
    converted = {}
    for name, field in fields.items():
        if name in value:
            item = convert(hints[field.name], value[name], (*path, name), report)
            if item is not None:
                converted[name] = item
            else:
                has_failed |= field.required or not is_file
        elif field.required:
            place = (*path, name)
            report(place, "missing", f"add {_written(hints[field.name], place)}")
            has_failed = True
    return None if has_failed else kind(**converted)


def _convert_list(kind: Any, value: object, path: Path, report: Report) -> Any:
    if not isinstance(value, list):
        report(path, f"expected a list, got {_name_value(value)}", f"write it as {_written(tuple[kind, ...], path)}")
        return None
    items = [convert(kind, item, (*path, index), report) for index, item in enumerate(value)]
    return _without_failed(items, path)


def _convert_table(names: Any, kind: Any, value: object, path: Path, report: Report) -> Any:
    """A table whose keys the author chooses."""
    if not isinstance(value, dict):
        report(path, f"expected a table, got {_name_value(value)}", f"write it as {_written(dict[names, kind], path)}")
        return None

    def report_name(at: Path, what: str, remedy: str) -> None:
        report(at, what, "rename it")

    pairs = [
        (convert(names, name, (*path, name), report_name), convert(kind, item, (*path, name), report))
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
    tagged = {str(kind.__struct_config__.tag): kind for kind in kinds if _is_table(kind) and kind.__struct_config__.tag}
    if not tagged:
        wanted = next((kind for kind in kinds if _takes(kind, value)), None)
        return convert(wanted, value, path, report) if wanted else _convert_plain(kind, value, path, report)
    if not isinstance(value, dict):
        report(path, f"expected a table, got {_name_value(value)}", "write its keys in { } or under a [header]")
        return None
    tag = value.get("type")
    if not isinstance(tag, str) or tag not in tagged:
        what = "missing" if tag is None else f'there is no type "{tag}"'
        report((*path, "type"), what, did_you_mean(str(tag), tagged) or f"choose one of: {', '.join(tagged)}")
        return None
    return _convert_struct(tagged[tag], value, path, report)


def _takes(kind: Any, value: object) -> bool:
    """Whether a value has the form of a struct, a table or a list that `kind` is."""
    bare = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    if _is_table(bare) or get_origin(bare) is dict:
        return isinstance(value, dict)
    return get_origin(bare) is tuple and isinstance(value, list)


def _convert_plain(kind: Any, value: object, path: Path, report: Report) -> Any:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        message, _, place = str(error).partition(" - at `$")
        steps = re.findall(r"\[(\d+)\]|\.([^.\[`]+)", place)
        at = (*path, *(int(index) if index else name for index, name in steps if "..." not in name))
        report(at, _reword(message), f"write it as {_written(kind, path)}")
        return None


def _reword(message: str) -> str:
    for pattern, rewrite in MESSAGES:
        if match := re.match(pattern, message):
            return rewrite(match)
    return message


def _name_types(names: str) -> str:
    named = (TYPE_NAMES.get(name.strip()) for name in names.split("|"))
    return " or ".join(dict.fromkeys(name for name in named if name))  # TOML has no null


def _name_value(value: object) -> str:
    names = {str: "str", bool: "bool", int: "int", float: "float", list: "array", dict: "object"}
    return TYPE_NAMES[names.get(type(value), "date")]


def _written(kind: Any, path: Path) -> str:
    """How a value at that key is written: `[[sections]]` if it is a list of tables."""
    bare = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    if get_origin(bare) is tuple and _is_table(get_args(bare)[0]):
        return f"[[{path[-1]}]]"
    return _example(kind) if isinstance(path[-1], int) else f"{path[-1]} = {_example(kind)}"


def _example(kind: Any) -> str:
    """A value of that type as one would write it in TOML."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        pattern = next((note.pattern for note in arguments[1:] if isinstance(note, Meta) and note.pattern), None)
        if pattern:
            return '"a-short-name"' if "(-" in pattern else '"name"'
        return _example(arguments[0])
    if origin in (Union, types.UnionType):
        return " or ".join(dict.fromkeys(_example(kind) for kind in arguments if kind is not type(None)))
    if origin is tuple:
        return f"[{', '.join('...' if kind is Ellipsis else _example(kind) for kind in arguments)}]"
    if origin is dict:
        return "{ name = " + _example(arguments[1]) + " }"
    if arguments and origin is not None:
        return " or ".join(f'"{word}"' for word in arguments)
    if _is_table(kind):
        return "{ ... }"
    return {str: '"..."', int: "1", float: "0.5", bool: "true"}.get(kind, "...")


@cache
def _hints(kind: type[Struct]) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


def _is_table(kind: Any) -> bool:
    """Whether it is a struct, or one of several."""
    if get_origin(kind) in (Union, types.UnionType):
        return all(map(_is_table, get_args(kind)))
    return isinstance(kind, type) and issubclass(kind, Struct)


def _has_parts(kind: Any) -> bool:
    """Whether there can be several faults inside, of which msgspec would name the first."""
    arguments = get_args(kind)
    return _is_table(kind) or get_origin(kind) is dict or Ellipsis in arguments or any(map(_has_parts, arguments))
