"""The command line. Each command imports the room it needs when it runs, so that none pays for another."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any

import click

from tutor import __version__
from tutor.opening import open_course
from tutor.plots.look import TIERS, Tier

if TYPE_CHECKING:
    from tutor.course.loader import Course
    from tutor.course.model import Head
    from tutor.labs.lab import Lab
    from tutor.progress.report import Report

EXIT_FINDINGS = 1
EXIT_INTERRUPTED = 130
REACHED_WIDTH = 22  # cells for `proficient, 10 of 12` and a gap


class LabGroup(click.Group):
    """One command a lab, one option a knob, read from the labs themselves."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every lab."""
        from tutor.labs.catalog import ENTRIES

        return [entry.name for entry in ENTRIES]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command that runs that lab."""
        from tutor.labs.registry import load

        return _lab_command(load(cmd_name))


@click.group(invoke_without_command=True)
@click.version_option(__version__, prog_name="tutor")
@click.option("--glyphs", type=click.Choice(TIERS), help="Draw with these glyphs, whatever the terminal says.")
@click.pass_context
def cli(ctx: click.Context, glyphs: Tier | None) -> None:
    """Learn activations, initialization and gradients: read, predict, run the network, look.

    Without a command the course opens where you left off.
    """
    ctx.obj = glyphs
    if ctx.invoked_subcommand is None:
        open_course(None, glyphs)


@cli.command("open", short_help="Open the course, or one lesson of it.")
@click.argument("lesson", required=False)
@click.pass_obj
def open_lesson(glyphs: Tier | None, lesson: str | None) -> None:
    """Open the course, or one LESSON of it by its id."""
    open_course(lesson, glyphs)


@cli.command(short_help="Check lessons: every key, every number.")
@click.argument("path", type=click.Path(path_type=Path), required=False)
@click.option("--slow", is_flag=True, help="Also run the experiments that take long.")
def check(path: Path | None, slow: bool) -> None:
    """Check the lessons in PATH (a course, a lesson or a file; the installed course if left out).

    Recomputes every answer key and every quoted number. Exit status: 0 clean, 1 findings, 2 could not run.
    """
    from tutor.course.checker import check_path
    from tutor.paths import course_dir

    result = check_path(path or course_dir(), with_slow=slow)
    for fault in result.faults:
        click.echo(str(fault))
    click.echo(result.summary(), err=bool(result.faults))
    sys.exit(EXIT_FINDINGS if any(not fault.is_warning for fault in result.faults) else 0)


@cli.command(short_help="Show what the course covers, and how long each lesson is.")
@click.argument("path", type=click.Path(path_type=Path), required=False)
def coverage(path: Path | None) -> None:
    """Show how long each lesson of the course in PATH is, and where each entry of its inventory is taught."""
    from tutor.course.coverage import tell_coverage
    from tutor.paths import course_dir

    for line in tell_coverage(path or course_dir()):
        click.echo(line)


@cli.group(
    cls=LabGroup, invoke_without_command=True, short_help="Run a lab and print its figure; alone: list all labs."
)
@click.pass_context
def lab(ctx: click.Context) -> None:
    """Run a lab and print its figure in words and cells. Alone: list the labs and their knobs."""
    if ctx.invoked_subcommand is None:
        from tutor.labs.printing import list_labs

        click.echo(list_labs())


def _lab_command(lab: Lab) -> click.Command:
    from tutor.labs.registry import entry

    @click.pass_obj
    def run_lab(
        glyphs: Tier | None, /, seed: int, as_json: bool, as_script: bool, variants: tuple[str, ...] = (), **params: Any
    ) -> None:
        from tutor.labs.printing import print_lab, to_json
        from tutor.labs.scripts import script

        given = {name: value for name, value in params.items() if value is not None}
        setting = lab.setting(given, variants, seed)
        if as_script:
            click.echo(script(lab, setting), nl=False)
        elif as_json:
            click.echo(to_json(lab, setting))
        else:
            click.echo(print_lab(lab, setting, glyphs, is_colored=_is_colored()))

    options: list[click.Parameter] = [
        click.Option([f"--{knob.name}", knob.name], help=knob.describe(), metavar="VALUE") for knob in lab.knobs
    ]
    if lab.variants:
        written = ":".join(lab.variants.knobs).upper()
        help_text = f"Draw this variant; repeat it for up to {lab.variants.most} in one picture."
        option = click.Option([f"--{lab.variants.option}", "variants"], multiple=True, metavar=written, help=help_text)
        options.append(option)
    options.append(click.Option(["--seed"], type=int, default=0, show_default=True, help="Which random numbers."))
    options.append(click.Option(["--json", "as_json"], is_flag=True, help="Print all data with full precision."))
    options.append(click.Option(["--script", "as_script"], is_flag=True, help="Print the experiment in plain numpy."))
    blurb = entry(lab.name).blurb
    return click.Command(lab.name, params=options, callback=run_lab, help=blurb, short_help=blurb)


def _is_colored() -> bool:
    is_plain = os.environ.get("NO_COLOR") or os.environ.get("TERM", "dumb") == "dumb"
    return sys.stdout.isatty() and not is_plain


@cli.command(short_help="Show your level in each objective of each lesson.")
@click.option("--json", "as_json", is_flag=True, help="Print levels, places and every attempt.")
def progress(as_json: bool) -> None:
    """Show your level in each objective of each lesson."""
    from tutor.course.loader import load_course
    from tutor.paths import course_dir, progress_file
    from tutor.progress.report import report, to_json
    from tutor.progress.store import Store

    course = load_course(course_dir())
    with Store.open(progress_file()) as store:
        for notice in store.notices:
            click.echo(notice, err=True)
        found = report(store, course.file.id)
    if as_json:
        click.echo(to_json(found))
        return
    click.echo("\n\n".join("\n".join(_told_lesson(course, found, head)) for head in course.heads))


def _told_lesson(course: Course, found: Report, head: Head) -> Iterator[str]:
    """A lesson's title, and its objectives with level and right answers; a lesson that cannot be read has none."""
    from tutor.course.loader import load_lesson
    from tutor.errors import LessonError
    from tutor.plots.look import choose_tier
    from tutor.spans import plain_text
    from tutor.typeset.page import typeset_inline

    yield head.title
    levels = {level.objective: level for level in found.levels if level.lesson == head.id}
    is_ascii = choose_tier(os.environ, sys.stdout.encoding) == "ascii"
    try:
        objectives = load_lesson(course.directory, head.id)[0].file.objectives
    except LessonError:
        objectives = {}
    for objective, sentence in objectives.items():
        level = levels.get(objective)
        reached = "not begun"
        if level is not None and level.level:
            reached = f"{level.level.label}, {level.questions_right} of {level.questions_total}"
        told = plain_text((typeset_inline(sentence, ascii_only=is_ascii),))
        yield fill(
            f"{reached:<{REACHED_WIDTH}}{told}",
            initial_indent="  ",
            subsequent_indent=" " * (REACHED_WIDTH + 2),
            break_on_hyphens=False,
        )


def run_command() -> None:
    """Runs the command line. Raises TutorError."""
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except click.Abort:
        sys.exit(EXIT_INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
