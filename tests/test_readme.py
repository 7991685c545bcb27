"""The README says what is so: every key, every key of the lesson format, every command."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from tutor.cli import cli
from tutor.course import model
from tutor.quiz import parameters, questions
from tutor.ui.keys import COMMANDS

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| (.+?) \| (.+) \|$", re.MULTILINE)


def test_every_key_is_listed_and_no_other() -> None:
    listed = {
        title: ROW.findall(table)[1:]
        for title, table in re.findall(r"^\*\*(.+)\*\*\n\n((?:\|.*\n)+)", README.split("## Commands")[0], re.MULTILINE)
    }
    wanted = {
        f"{context[0].upper()}{context[1:]}": [(f"`{command.shown_as}`", command.help) for command in commands]
        for context, commands in COMMANDS.items()
    }
    assert listed == wanted


ALL_SECTIONS = set(model.SectionBase.__struct_fields__) | {"type"}
ALL_QUESTIONS = set(questions.QuestionBase.__struct_fields__) | {"type"}
TABLES: dict[str, tuple[type, set[str]]] = {
    "`[[units]]`": (model.Unit, set()),
    "`[[tracks]]`": (model.Track, set()),
    "head": (model.Head, set()),
    "below": (model.LessonFile, set(model.Head.__struct_fields__)),
    '`type = "text"`': (model.TextSection, ALL_SECTIONS),
    '`type = "plot"`': (model.PlotSection, ALL_SECTIONS),
    '`type = "lab"`': (model.LabSection, ALL_SECTIONS),
    '`type = "example"`': (model.ExampleSection, ALL_SECTIONS),
    '`type = "check"`': (model.CheckSection, ALL_SECTIONS),
    '`type = "claim"`': (model.ClaimSection, ALL_SECTIONS),
    "`[[connections]]`": (model.Connection, set()),
    "`[[sources]]`": (model.Source, set()),
    "`[[common_mistakes]]`": (model.CommonMistake, set()),
    '`type = "multiple-choice"`': (questions.MultipleChoice, ALL_QUESTIONS),
    '`type = "multiple-select"`': (questions.MultipleSelect, ALL_QUESTIONS),
    '`type = "true-false"`': (questions.TrueFalse, ALL_QUESTIONS),
    '`type = "numeric"`': (questions.Numeric, ALL_QUESTIONS),
    '`type = "short-answer"`': (questions.ShortAnswer, ALL_QUESTIONS),
    '`type = "explain"`': (questions.Explain, ALL_QUESTIONS),
    '`type = "ordering"`': (questions.Ordering, ALL_QUESTIONS),
    '`type = "matching"`': (questions.Matching, ALL_QUESTIONS),
    '`type = "formula"`': (questions.Formula, ALL_QUESTIONS),
    '`type = "predict"`': (questions.Predict, ALL_QUESTIONS),
    "a parameter": (parameters.Parameter, set()),
    "`[[practice]]`": (model.Practice, set()),
    "`[[cards]]`": (model.Card, set()),
}


@pytest.mark.parametrize("where", TABLES)
def test_keys_of_the_format_are_those_that_are_read(where: str) -> None:
    kind, elsewhere = TABLES[where]
    listed = dict(ROW.findall(README.split("## Writing a lesson")[1]))[where].split(", ")
    fields = [field for field in msgspec.structs.fields(kind) if field.encode_name not in elsewhere]
    wanted = {f"**{field.encode_name}**" if field.required else field.encode_name for field in fields}
    assert set(listed) == wanted


@pytest.mark.parametrize("line", re.findall(r"^    tutor (.*)$", README, re.MULTILINE))
def test_example_runs(line: str) -> None:
    result = CliRunner().invoke(cli, shlex.split(line))
    assert result.exit_code == 0, result.output
    assert "layer" in result.output


@pytest.mark.parametrize("command", ["open", "lab", "progress", "check", "coverage"])
def test_commands_are_all_there(command: str) -> None:
    assert f"`tutor {command}" in README
    assert set(cli.commands) == {"open", "lab", "progress", "check", "coverage"}
