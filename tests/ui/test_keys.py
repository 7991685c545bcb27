"""Every key of the key table is pressed, in its own place, and does what the table says."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from learner import Learner, learner
from places import (
    CHOICE,
    GATE,
    IN_FIELD,
    IN_PALETTE,
    MATCH,
    NUMBERED,
    PROFILE,
    RACE,
    SEEN,
    SOLVING,
    VERDICT,
    Do,
    at,
    at_block,
    at_home,
    in_help,
    in_lesson,
    in_progress,
    sure,
    then,
)

from tutor.ui.keys import (
    COMMANDS,
    EVERYWHERE,
    FIELD,
    HOME,
    LAB,
    LESSON,
    PALETTE,
    PRACTICE,
    QUESTION,
    READER,
    SURE,
    keys_of,
)


class Seen(NamedTuple):
    """The screen at a moment: its text, and its text with the styles."""

    text: str
    painted: list[tuple[str, str]]


See = Callable[[Seen, Seen], bool]
"""Holds of the screen before and after the key."""


class Press(NamedTuple):
    """A key in a place: what to do first, the key, and what must be seen."""

    context: str
    key: str
    first: Do
    see: See


def look(someone: Learner) -> Seen:
    """What there is to see now."""
    return Seen(someone.text, someone.painted)


def shows(text: str) -> See:
    """The text comes."""
    return lambda before, after: text in after.text and text not in before.text


def hides(text: str) -> See:
    """The text goes."""
    return lambda before, after: text in before.text and text not in after.text


def changes(before: Seen, after: Seen) -> bool:
    """Something is different."""
    return before != after


PATIENCE = 100  # tenths of a second
ENDED = Seen("the app has ended", [])


def ends(before: Seen, after: Seen) -> bool:
    """The app ends."""
    return after == ENDED


PRESSES = [
    Press(HOME, "enter", at_home, shows("One neuron says 0.5")),
    Press(HOME, "l", at_home, shows("Which lab?")),
    Press(HOME, "t", at_home, shows("Which way through the course?")),
    Press(HOME, "i", at_home, shows("Why does my neuron not learn?")),
    Press(HOME, "s", at_home, shows("My progress")),
    Press(HOME, "slash", at_home, shows("Search all lessons")),
    Press(HOME, "q", at_home, ends),
    *(Press(HOME, key, at_home, shows("▸ ○ Slopes multiply")) for key in ("down", "pagedown", "end")),
    *(Press(HOME, key, then(at_home, "down"), shows("▸ ○ Slopes decide")) for key in ("up", "pageup", "home")),
    Press(LESSON, "space", then(in_lesson, "end"), shows("Lab: Gate meter")),
    Press(LESSON, "n", then(in_lesson, "end"), shows("Lab: Gate meter")),
    Press(LESSON, "enter", at_block("first-guess/who-moves"), shows("┃")),
    Press(LESSON, "tab", at_block("first-guess/what-comes-back"), shows("There is nothing more to enter here.")),
    Press(LESSON, "shift+tab", at_block("first-guess/what-comes-back"), shows("Which one takes")),
    Press(LESSON, "left", in_lesson, changes),
    Press(LESSON, "right", in_lesson, shows("3/7")),
    *(Press(LESSON, key, then(in_lesson, "end"), changes) for key in ("up", "pageup", "home")),
    *(Press(LESSON, key, then(in_lesson, "home"), changes) for key in ("down", "pagedown", "end")),
    Press(LESSON, "y", then(in_lesson, "left"), shows("$")),
    Press(LESSON, "d", at_block("curves"), shows("The figure in words")),
    Press(LESSON, "c", at_block("turn-the-bias"), shows("Gate meter as a script")),
    Press(LESSON, "slash", in_lesson, shows("Search all lessons")),
    Press(LESSON, "escape", in_lesson, shows("Enter go on at 2/7  l labs")),
    *(Press(QUESTION, str(digit), CHOICE, shows("(•)")) for digit in (1, 2, 3)),
    Press(QUESTION, "4", NUMBERED, shows("[x]")),
    *(Press(QUESTION, str(digit), CHOICE, shows("There is no option")) for digit in (5, 6, 7, 8, 9)),
    Press(QUESTION, "enter", then(CHOICE, "2"), shows("Right.")),
    Press(QUESTION, "down", CHOICE, shows("▸ ( ) 2")),
    Press(QUESTION, "up", then(CHOICE, "down"), shows("▸ ( ) 1")),
    Press(QUESTION, "right", MATCH, changes),
    Press(QUESTION, "left", then(MATCH, "right"), changes),
    Press(QUESTION, "pagedown", then(SEEN, "home"), changes),
    Press(QUESTION, "pageup", then(SEEN, "pagedown"), changes),
    Press(QUESTION, "space", CHOICE, shows("(•) 1")),
    Press(QUESTION, "h", CHOICE, shows("Hint 1")),
    Press(QUESTION, "x", CHOICE, shows("Solution")),
    Press(QUESTION, "r", VERDICT, hides("Right.")),
    Press(QUESTION, "u", VERDICT, hides("Right.")),
    Press(QUESTION, "l", CHOICE, shows("Gate meter")),
    Press(QUESTION, "escape", CHOICE, hides("┃")),
    Press(FIELD, "enter", then(IN_FIELD, "0", "full_stop", "5"), shows("Not 0.5: the answer is")),
    Press(FIELD, "escape", IN_FIELD, shows("h hint")),
    Press(SURE, "1", sure, shows("Right.")),
    Press(SURE, "2", sure, shows("Right.")),
    Press(SURE, "3", sure, shows("Right.")),
    Press(SURE, "enter", sure, shows("Right.")),
    Press(SURE, "escape", sure, hides("How sure?")),
    Press(PRACTICE, "h", SOLVING, shows("Hint 1")),
    Press(PRACTICE, "x", SOLVING, shows("A solution")),
    Press(PRACTICE, "escape", SOLVING, hides("┃")),
    Press(LAB, "down", GATE, shows("▸ weight w")),
    Press(LAB, "up", then(GATE, "down"), shows("▸ activation")),
    Press(LAB, "right", GATE, shows("‹ tanh ›")),
    Press(LAB, "left", GATE, shows("‹ identity ›")),
    Press(LAB, "pageup", then(GATE, "down"), shows("‹ 6 ›")),
    Press(LAB, "pagedown", then(GATE, "down"), shows("‹ −4 ›")),
    Press(LAB, "0", then(GATE, "right"), shows("‹ sigmoid ›")),
    Press(LAB, "space", RACE, shows("Space run again")),
    Press(LAB, "full_stop", RACE, shows("step 1/100")),
    *(Press(LAB, key, RACE, shows(told)) for key, told in (("minus", "At most 250 steps"), ("plus", "As fast as"))),
    Press(LAB, "R", RACE, shows("step 100/100")),
    Press(LAB, "S", PROFILE, shows("seed            1")),
    Press(LAB, "p", PROFILE, shows("Kept.")),
    Press(LAB, "backspace", then(PROFILE, "p", "right"), hides("━━ relu he")),
    Press(LAB, "v", PROFILE, shows("4 variants of activation side by side")),
    Press(LAB, "f", GATE, shows("Where on the slope")),
    Press(LAB, "d", GATE, shows("The figure in words")),
    Press(LAB, "w", GATE, shows("tutor lab gate-meter")),
    Press(LAB, "c", GATE, shows("Gate meter as a script")),
    Press(LAB, "escape", GATE, shows("l labs")),
    *(Press(READER, key, in_help, changes) for key in ("down", "pagedown", "end")),
    *(Press(READER, key, then(in_help, "end"), changes) for key in ("up", "pageup", "home")),
    Press(READER, "escape", in_help, hides("The keys here")),
    Press(READER, "down", in_progress, changes),
    Press(READER, "escape", in_progress, shows("l labs")),
    Press(PALETTE, "down", IN_PALETTE, changes),
    Press(PALETTE, "up", then(IN_PALETTE, "down"), changes),
    Press(PALETTE, "enter", then(IN_PALETTE, "down"), shows("A chain  1/3")),
    Press(PALETTE, "escape", IN_PALETTE, shows("Enter open  l labs")),
    *(Press(EVERYWHERE, key, at_home, shows("The keys here")) for key in ("question_mark", "f1")),
    *(Press(EVERYWHERE, key, at_home, shows("Lessons, labs, settings")) for key in ("colon", "ctrl+p")),
    Press(EVERYWHERE, "g", at_home, shows("Look a word up")),
    Press(EVERYWHERE, "ctrl+c", at_home, shows("Press Ctrl+Q to quit")),
    Press(EVERYWHERE, "ctrl+q", at_home, ends),
]
IN_A_PTY = {(EVERYWHERE, "ctrl+z")}
"""Suspending needs a shell to suspend to."""


def test_every_key_of_the_table_is_pressed() -> None:
    pressed = {(press.context, press.key) for press in PRESSES} | IN_A_PTY
    assert pressed == {(context, key) for context in COMMANDS for key in keys_of(context)}


@pytest.mark.parametrize("press", PRESSES, ids=lambda press: f"{press.context}-{press.key}")
def test_key(press: Press, tmp_path: Path) -> None:
    async def scenario() -> None:
        low = press.context == READER  # where everything fits, nothing scrolls
        async with learner(tmp_path, size=(80, 9 if low else 24)) as someone:
            await press.first(someone)
            before = look(someone)
            await someone.press(press.key)
            if not press.see(before, look(someone) if someone.app.is_running else ENDED):
                await someone.settle_timers()
            after = look(someone) if someone.app.is_running else ENDED
            for _ in range(PATIENCE):  # what trains does so in a process that has to start first
                if press.see(before, after):
                    break
                await asyncio.sleep(0.1)
                after = look(someone) if someone.app.is_running else ENDED
            assert press.see(before, after), f"before:\n{before.text}\n\nafter {press.key}:\n{after.text}"

    asyncio.run(scenario())


CHAINS = {
    "home": at_home,
    "lesson": in_lesson,
    "question": CHOICE,
    "text field": IN_FIELD,
    "long text field": at("/quiz/why-slow"),
    "how sure": sure,
    "practice": SOLVING,
    "lab": GATE,
    "my progress": in_progress,
    "reader": in_help,
}


@pytest.mark.parametrize("place", CHAINS)
def test_no_key_means_two_things_in_one_place(place: str, tmp_path: Path) -> None:
    """Counts Textual's own bindings too, those of the widget in focus and of everything around it."""

    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await CHAINS[place](someone)
            meanings: dict[str, set[str]] = {}
            for node, bindings in someone.app.screen._modal_binding_chain:
                for key, found in bindings.key_to_bindings.items():
                    for binding in found:
                        if node.check_action(binding.action.split("(")[0], ()):
                            meanings.setdefault(key, set()).add(f"{type(node).__name__}.{binding.action}")
            assert meanings
            assert {key: found for key, found in meanings.items() if len(found) > 1} == {}

    asyncio.run(scenario())
