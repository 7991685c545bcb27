"""What a learner chooses in the palette holds at once, and the next time."""

from __future__ import annotations

import asyncio
import io
import json
from pathlib import Path

import pytest
from learner import Learner, learner
from places import CHOICE, VERDICT, then

from tutor.ui.run import make_app
from tutor.ui.theme import SHADES


async def choose(someone: Learner, entry: str) -> None:
    """Types the name of an entry of the palette, and takes it."""
    await someone.press("colon")
    await someone.type(entry)
    await someone.pilot.pause(0.5)
    await someone.press("enter")
    await someone.settle()


@pytest.mark.parametrize("theme", SHADES)
def test_theme_is_kept(theme: str, tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await choose(someone, f"Theme: {theme}")
            assert someone.app.theme == theme
            assert someone.app.session.store.setting("theme") == theme
            assert someone.app.get_css_variables()["background"].lower() == SHADES[theme].background

    asyncio.run(scenario())


def test_glyphs_change_at_once(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            assert "▸ ○" in someone.text
            await choose(someone, "Glyphs: ascii")
            assert someone.text.isascii()
            assert "> ." in someone.text
            await choose(someone, "Glyphs: braille")
            assert "▸ ○" in someone.text

    asyncio.run(scenario())


def test_confidence_is_switched_on_and_off(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await choose(someone, "Confidence: ask how")
            await then(CHOICE, "2", "enter")(someone)
            assert "How sure?" in someone.text
            await someone.press("3", "r", "2")
            await choose(someone, "Confidence: stop")
            await someone.press("enter")
            assert "Right." in someone.text

    asyncio.run(scenario())


def test_export_holds_every_answer(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await VERDICT(someone)
            await choose(someone, "Export my progress")
            await someone.wait_for("Exported")
            (file,) = tmp_path.glob("progress-*.json")
            attempts = json.loads(file.read_text(encoding="utf-8"))["attempts"]
            assert [(attempt["question"], attempt["credit"]) for attempt in attempts] == [("who-moves", 1.0)]

    asyncio.run(scenario())


def colors(someone: Learner) -> set[str]:
    """The colors on the screen."""
    return {word for _, style in someone.painted for word in style.split() if word.startswith("#")}


def test_without_color_nothing_is_colored_and_cursors_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            assert colors(someone) == set()
            await someone.press("colon", "down")
            await someone.settle_timers()
            assert colors(someone) == set()
            assert any("underline" in style for text, style in someone.painted if "Slopes multiply" in text)
            await someone.press("escape")
            await then(CHOICE, "2", "enter")(someone)
            assert colors(someone) == set()

    asyncio.run(scenario())


def test_glyphs_are_remembered_unless_the_terminal_has_ascii_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await choose(someone, "Glyphs: blocks")

    asyncio.run(scenario())
    for language, tier in (("C.UTF-8", "blocks"), ("C", "ascii")):
        monkeypatch.setenv("LC_ALL", language)
        monkeypatch.setattr("sys.stdout", io.TextIOWrapper(io.BytesIO(), "utf-8" if tier == "blocks" else "ascii"))
        app = make_app(None, None)
        assert app.session.tier == tier
        app.session.store.close()


def test_changing_glyphs_keeps_the_lesson_open(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with learner(tmp_path) as someone:
            await VERDICT(someone)
            await choose(someone, "Glyphs: ascii")
            assert "Slopes decide" in someone.rows[0]
            assert "+ Right." in someone.text

    asyncio.run(scenario())
