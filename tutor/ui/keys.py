"""Every key, once: the bindings, the bar at the bottom and the help screen are all made from this table.

A context is a place where keys mean something: a screen, or something entered on it. While something is entered
only its own keys and those for everywhere hold.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from textual.binding import Binding, BindingType

from tutor.spans import Span

EVERYWHERE, HOME, LESSON, QUESTION, FIELD, SURE = "everywhere", "home", "lesson", "question", "text field", "how sure"
PRACTICE, LAB, READER, PALETTE = "practice", "lab", "page", "palette"


class Command(NamedTuple):
    """What some keys do in one context: (key, action) pairs, and how people are told."""

    presses: tuple[tuple[str, str], ...]
    shown_as: str
    label: str  # for the bar; empty where only the help screen tells
    help: str


def _one(key: str, action: str, shown_as: str, label: str, help: str) -> Command:
    return Command(((key, action),), shown_as, label, help)


def _pair(keys: str, action: str, shown_as: str, label: str, help: str) -> Command:
    back, forth = keys.split()
    return Command(((back, f"{action}(-1)"), (forth, f"{action}(1)")), shown_as, label, help)


_PAGES = (
    ("pageup", "page(-1)"),
    ("pagedown", "page(1)"),
    ("home", "edge(-1)"),
    ("end", "edge(1)"),
)
_DIGITS = tuple((str(digit), f"pick({digit})") for digit in range(1, 10))

COMMANDS: Final[dict[str, tuple[Command, ...]]] = {
    HOME: (
        _one("enter", "open", "Enter", "open", "open the lesson, or go on in it"),
        _one("l", "labs", "l", "labs", "choose a lab"),
        _one("t", "paths", "t", "tracks", "choose a track through the course, or take a test"),
        _one("i", "index", "i", "asked", "questions people ask, and where they are answered"),
        _one("s", "progress", "s", "progress", "what you have learned so far"),
        _one("q", "app.quit", "q", "quit", "quit; everything is saved"),
        _one("slash", "search", "/", "search", "search all lessons"),
        _pair("up down", "move", "↑ ↓", "", "choose a lesson"),
        Command(_PAGES, "PgUp PgDn Home End", "", "choose faster"),
    ),
    LESSON: (
        _one("space", "next", "Space", "next", "show what comes next"),
        _one("enter", "enter", "Enter", "", "enter the question, lab or problem in view"),
        _one("n", "skip", "n", "", "pass over what waits for an answer"),
        _pair("shift+tab tab", "aim", "Tab Shift+Tab", "", "choose what Enter enters"),
        _pair("left right", "chapter", "← →", "section", "previous or next section"),
        _pair("up down", "scroll", "↑ ↓", "", "scroll"),
        Command(_PAGES, "PgUp PgDn Home End", "", "scroll by pages, or to the start and the end"),
        _one("y", "source", "y", "", "the formulas as LaTeX, and back"),
        _one("d", "words", "d", "", "the figure in view in words and numbers"),
        _one("c", "script", "c", "", "show and copy the experiment in view as a script in plain numpy"),
        _one("slash", "search", "/", "", "search all lessons"),
        _one("escape", "back", "Esc", "home", "back to the list of lessons"),
    ),
    QUESTION: (
        _one("enter", "advance", "Enter", "answer", "submit; after the verdict, go on"),
        Command(_DIGITS, "1-9", "", "choose or tick that option"),
        _pair("up down", "move", "↑ ↓", "", "move the cursor, or what is picked up"),
        _pair("left right", "sideways", "← →", "", "in a match of three columns: the other column"),
        _one("space", "pick_here", "Space", "", "choose, tick, pick up or drop"),
        Command((("pageup", "page(-1)"), ("pagedown", "page(1)")), "PgUp PgDn", "", "scroll"),
        _one("h", "hint", "h", "hint", "one more hint"),
        _one("x", "solution", "x", "solution", "show the solution; the attempt counts as shown"),
        _one("r", "retry", "r", "", "after the verdict: again, with new numbers"),
        _one("u", "undo", "u", "", "take back a slip before you go on"),
        _one("l", "lab", "l", "", "open the lab with the numbers of this question, or what refutes a wrong answer"),
        _one("escape", "leave", "Esc", "leave", "leave the question; come back any time"),
    ),
    FIELD: (
        _one("enter", "submit", "Enter", "answer", "submit what is written"),
        _one("escape", "leave_field", "Esc", "hints, solution", "leave the text field: letters are commands again"),
    ),
    SURE: (
        Command((("1", "sure(1)"), ("2", "sure(2)"), ("3", "sure(3)")), "1 2 3", "", "a guess, think so, sure"),
        _one("enter", "sure(2)", "Enter", "think so", "think so"),
        _one("escape", "reconsider", "Esc", "back", "back to the answer"),
    ),
    PRACTICE: (
        _one("h", "hint", "h", "hint", "one more hint"),
        _one("x", "solution", "x", "solution", "show the solution, or hide it"),
        _one("escape", "leave", "Esc", "leave", "back to the lesson"),
    ),
    LAB: (
        _pair("up down", "choose", "↑ ↓", "knob", "choose a knob"),
        _pair("left right", "turn", "← →", "turn", "turn it"),
        _pair("pagedown pageup", "leap", "PgDn PgUp", "", "turn it in big steps"),
        _one("0", "reset", "0", "", "the knob at its default"),
        _one("space", "run_or_pause", "Space", "run", "run, pause, go on"),
        _one("full_stop", "step", ".", "", "one step, paused"),
        _pair("minus plus", "speed", "- +", "", "slower, faster"),
        _one("R", "rerun", "R", "", "again with the same seed"),
        _one("S", "next_seed", "S", "seed", "again with the next seed"),
        _one("p", "keep", "p", "keep", "keep these curves and compare the next ones with them"),
        _one("backspace", "drop", "⌫", "", "drop the curves kept last"),
        _one("v", "race", "v", "race", "race the values of this knob side by side; once more ends it"),
        _one("f", "next_figure", "f", "", "the next figure of this lab"),
        _one("d", "words", "d", "", "the figure in words and numbers"),
        _one("w", "command_line", "w", "", "show and copy the command that reproduces this"),
        _one("c", "script", "c", "", "show and copy this experiment as a script in plain numpy"),
        _one("escape", "stop_or_leave", "Esc", "leave", "stop the run; leave the lab"),
    ),
    READER: (
        _pair("up down", "scroll", "↑ ↓", "scroll", "scroll"),
        Command(_PAGES, "PgUp PgDn Home End", "", "scroll by pages, or to the start and the end"),
        _one("escape", "close", "Esc", "close", "back to where you were"),
    ),
    PALETTE: (
        Command((), "letters", "filter", "show only what matches"),
        _pair("up down", "cursor", "↑ ↓", "choose", "choose"),
        _one("enter", "select", "Enter", "open", "open it, or do it"),
        _one("escape", "close", "Esc", "close", "close"),
    ),
    EVERYWHERE: (
        Command((("question_mark", "help"), ("f1", "help")), "? F1", "", "the keys that hold here"),
        Command((("colon", "palette"), ("ctrl+p", "palette")), ": Ctrl+P", "", "find lessons, labs, themes, settings"),
        _one("g", "glossary", "g", "", "look a word up"),
        _one("ctrl+z", "suspend_process", "Ctrl+Z", "", "suspend to the shell; fg comes back"),
        _one("ctrl+q", "quit", "Ctrl+Q", "", "quit from anywhere; everything is saved"),
        _one("ctrl+c", "say_how_to_quit", "Ctrl+C", "", "say how to quit"),
    ),
}
"""Context -> its commands, those in the bar first."""


def bindings(context: str) -> list[BindingType]:
    """The Textual bindings of a context."""
    return [
        Binding(key, action, command.help, show=False)
        for command in COMMANDS[context]
        for key, action in command.presses
    ]


def keys_of(context: str) -> frozenset[str]:
    """The names of the keys that mean something in a context."""
    return frozenset(key for command in COMMANDS[context] for key, _ in command.presses)


Labels = tuple[tuple[str, str], ...]
"""Keys as people call them, with what they do in one or two words."""


HELP: Final = ("?", "keys")
_TYPED_IN: Final = {FIELD, PALETTE}


def labels(context: str) -> Labels:
    """What the bar says of a context. Where letters are typed, a question mark is one too."""
    shown = tuple((command.shown_as, command.label) for command in COMMANDS[context] if command.label)
    return (*shown, ("F1", "keys") if context in _TYPED_IN else HELP)


_SPELLED: Final = str.maketrans({"↑": "Up", "↓": "Dn", "←": "Lt", "→": "Rt", "⌫": "Bksp"})


def called(keys: str, is_ascii: bool) -> str:
    """Keys as people call them, on a terminal that may have no arrows to show."""
    return keys.translate(_SPELLED) if is_ascii else keys


def bar(shown: Labels, is_ascii: bool) -> tuple[tuple[Span, ...], ...]:
    """The parts of the line at the bottom."""
    return tuple((Span(f" {called(keys, is_ascii)}", "key"), Span(f" {label} ", "dim")) for keys, label in shown)
