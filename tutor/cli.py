"""The command line. Each command imports the room it needs when it runs, so that none pays for another."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tutor import __version__
from tutor.opening import open_course
from tutor.plots.look import TIERS, Tier

if TYPE_CHECKING:
    from tutor.labs.lab import Lab

EXIT_FINDINGS = 1
EXIT_INTERRUPTED = 130


class LabGroup(click.Group):
    """One command a lab, one option a knob, read from the labs themselves."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every lab."""
        from tutor.labs.registry import ENTRIES

        return [entry.name for entry in ENTRIES]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command that runs that lab."""
        if cmd_name not in self.list_commands(ctx):
            raise click.NoSuchCommand(cmd_name, possibilities=self.list_commands(ctx), ctx=ctx)
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


@cli.command("open")
@click.argument("lesson", required=False)
@click.pass_obj
def open_lesson(glyphs: Tier | None, lesson: str | None) -> None:
    """Open the course, or one LESSON of it by its id."""
    open_course(lesson, glyphs)


@cli.command()
@click.argument("path", type=click.Path(path_type=Path), required=False)
def check(path: Path | None) -> None:
    """Check the lessons in PATH (a course, a lesson or a file; the installed course if left out).

    Recomputes every answer key and every quoted number. Exit status: 0 clean, 1 findings, 2 could not run.
    """
    from tutor.course.checker import check_path
    from tutor.paths import course_dir

    result = check_path(path or course_dir())
    for fault in result.faults:
        click.echo(str(fault))
    click.echo(result.summary(), err=bool(result.faults))
    sys.exit(EXIT_FINDINGS if any(not fault.is_warning for fault in result.faults) else 0)


@cli.group(cls=LabGroup, invoke_without_command=True)
@click.pass_context
def lab(ctx: click.Context) -> None:
    """Run an experiment and print its figure in words and cells. Alone: list the experiments and their knobs."""
    if ctx.invoked_subcommand is None:
        from tutor.labs.printing import list_labs

        click.echo(list_labs())


def _lab_command(lab: Lab) -> click.Command:
    from tutor.labs.registry import entry

    @click.pass_obj
    def run_lab(
        glyphs: Tier | None, /, seed: int, as_json: bool, variants: tuple[str, ...] = (), **params: Any
    ) -> None:
        from tutor.labs.printing import print_lab, to_json

        given = {name: value for name, value in params.items() if value is not None}
        setting = lab.setting(given, variants, seed)
        click.echo(to_json(lab, setting) if as_json else print_lab(lab, setting, glyphs, is_colored=_is_colored()))

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
    return click.Command(lab.name, params=options, callback=run_lab, help=entry(lab.name).blurb)


def _is_colored() -> bool:
    is_plain = os.environ.get("NO_COLOR") or os.environ.get("TERM", "dumb") == "dumb"
    return sys.stdout.isatty() and not is_plain


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="Print levels, places and every attempt.")
def progress(as_json: bool) -> None:
    """Show how far you are."""
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
    titles = {head.id: head.title for head in course.heads}
    for level in found.levels:
        count = f"{level.questions_right} of {level.questions_total} right"
        click.echo(f"{titles.get(level.lesson, level.lesson)}: {level.objective}: {level.level.label}, {count}")
    if not found.levels:
        click.echo("Nothing answered yet.")


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
