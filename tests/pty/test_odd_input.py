"""Bytes that no key sends: broken characters, half sequences, pastes of any kind. The program goes on answering."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from terminal import Terminal
from ways import HOME, escape_and_quit, open_lesson

ODD = {
    "a byte that is in no character": b"\xff",
    "half a character": b"\xe2\x82",
    "half of a pair of surrogates": b"\xed\xa0\x80",
    "a mouse report of the oldest kind": b"\x1b[M !!",
    "such a report from a far column": b"\x1b[M\xff\xff\xff",
    "a report that is no mouse": b"\x1b[<999;1;1M",
    "a mouse far outside": b"\x1b[<0;9999999;9999999M\x1b[<0;9999999;9999999m\x1b[<0;-5;-5M",
    "a size that nobody has": b"\x1b[48;1;1;1;1t\x1b[48;0;0;0;0t\x1b[?2048;1$y",
    "a cursor that nobody asked for": b"\x1b[12;12R\x1b[0;0R",
    "a key beyond all characters": b"\x1b[99999999999999999999u",
    "a key that is half of a pair": b"\x1b[55296u\x1b[97;1;55296u",
    "a key with a text beyond all characters": b"\x1b[97;1;99999999999u",
    "a key without anything": b"\x1b[;;u",
    "a modifier beyond all modifiers": b"\x1b[97;99999999999u",
    "a negative key": b"\x1b[-5;3u",
    "all forms of a key at once": b"\x1b[57399:65:66;5:3;97:98u",
    "the beginning of a sequence": b"\x1b[",
    "a number without an end": b"\x1b[1;",
    "nothing at all, many times": bytes(4096),
}
GARBAGE = b"\x1b\x1b[]P<>?;:0123456789MmuRtyOPI\xff\xc3\x80~$"  # without the letter that quits at home
LENGTH = 100_000
BEGIN, END = b"\x1b[200~", b"\x1b[201~"


def check_answering(terminal: Terminal) -> None:
    """At home: the cursor moves down and up."""
    for key, title in (("down", "multiply"), ("up", "decide")):
        terminal.press(key)
        terminal.wait_for(f"▸ ○ Slopes {title}")


def test_odd_bytes_and_sequences_are_passed_over(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        terminal.wait_for(HOME)
        for name, data in ODD.items():
            print(name)  # pytest shows the last one when it was too much
            terminal.send(data)
            check_answering(terminal)
        terminal.press("q")
        assert terminal.wait_for_end() == 0
        assert b"Traceback" not in terminal.output


@pytest.mark.slow
def test_garbage_leaves_a_way_home(tmp_path: Path) -> None:
    rng = random.Random(0)
    with Terminal(tmp_path) as terminal:
        terminal.wait_for(HOME)
        terminal.send(bytes(rng.choices(GARBAGE, k=2000)))
        assert escape_and_quit(terminal) == 0
        assert b"Traceback" not in terminal.output


def test_nothing_in_a_paste_is_a_key(tmp_path: Path) -> None:
    rng = random.Random(0)
    controls = bytes(rng.choices(bytes(range(256)), k=LENGTH)).replace(END, b"")
    with Terminal(tmp_path) as terminal:
        terminal.wait_for(HOME)
        terminal.send(BEGIN + controls + b"\x1b q \x11 q \r" + END)
        check_answering(terminal)


@pytest.mark.slow
def test_a_long_paste_into_a_field_is_shown_without_its_control_characters(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        open_lesson(terminal)
        terminal.press("/")
        terminal.wait_for("Search all lessons")
        terminal.send(BEGIN + b"one\x1b[31m \x07two\x11 three\n" * (LENGTH // 20) + END)
        terminal.wait_for("one[31m two three")
        terminal.press("escape")
        terminal.wait_for("One neuron says")


@pytest.mark.slow
def test_a_paste_whose_end_is_lost_ends_when_nothing_more_comes(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        open_lesson(terminal)
        terminal.press("/")
        terminal.wait_for("Search all lessons")
        terminal.send(BEGIN + b"half a pas")
        terminal.wait_for("half a pas")
        terminal.press("escape")
        terminal.wait_for("One neuron says")


def test_a_paste_in_pieces_arrives_whole(tmp_path: Path) -> None:
    with Terminal(tmp_path) as terminal:
        open_lesson(terminal)
        terminal.press("/")
        terminal.wait_for("Search all lessons")
        for piece in (BEGIN[:4], BEGIN[4:] + "½".encode()[:1], "½".encode()[1:] + b" of it" + END[:2], END[2:] + b"!"):
            terminal.send(piece)
        terminal.wait_for("½ of it!")
