"""A lesson as a row of blocks: in order, with ids that last, and nothing in it that can fail."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from course_samples import GOOD, change
from msgspec.structs import replace

from tutor.course.flow import Ask, Block, Claim, Flow, Prose, cite, fill_text, flow_of
from tutor.course.loader import load_lesson
from tutor.course.model import CheckSection, ClaimSection, LabSection, PlotSection, Practice, Source

TITLES = {"slopes": "Slopes decide", "chains": "Slopes multiply"}

BLOCKS_OF_SLOPES = [
    *("two-neurons", "first-guess/who-moves", "first-guess/what-comes-back", "the-gate", "gate-picture"),
    *("the-curve", "curves", "tails", "steepest", "turn-the-bias", "turn-the-bias/conclude", "measured-delta"),
    *("by-hand", "by-hand/1-ask", "by-hand/1-show", "by-hand/2-ask", "by-hand/2-answer", "by-hand/2-show"),
    *("by-hand/insight", "last-check/slope-at-z", "/takeaways", "/mistakes", "/quiz", "/quiz/level-places"),
    *("/quiz/relu-is-open", "/quiz/name-of-z", "/quiz/why-slow", "/quiz/by-slope", "/quiz/letters"),
    *("/quiz/slope-from-output", "/practice", "/practice/leaky", "/practice/by-symmetry", "/practice/steepest-place"),
    "/next",
]


def flow(lesson: str, course: Path = GOOD) -> Flow:
    return flow_of(load_lesson(course, lesson)[0], TITLES.__getitem__)


def content(block_id: str, lesson: str = "slopes", course: Path = GOOD) -> object:
    walk = flow(lesson, course)
    index = walk.index(block_id)
    assert index is not None
    return walk.blocks[index].content


def markdown(block_id: str, lesson: str = "slopes", course: Path = GOOD) -> str:
    shown = content(block_id, lesson, course)
    assert isinstance(shown, Prose | Claim)
    return shown.markdown


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.content.markdown for block in blocks if isinstance(block.content, Prose | Claim)]


# --- order, ids, chapters


def test_blocks_come_in_the_order_of_the_lesson_then_what_closes_it() -> None:
    assert [block.id for block in flow("slopes").blocks] == BLOCKS_OF_SLOPES


@pytest.mark.parametrize("lesson", TITLES)
def test_ids_of_blocks_are_unique(lesson: str) -> None:
    ids = [block.id for block in flow(lesson).blocks]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("taken", ["quiz", "practice", "next", "takeaways", "mistakes"])
def test_no_section_can_take_the_id_of_what_closes_the_lesson(course: Path, taken: str) -> None:
    change(course / "slopes/lesson.toml", 'id = "last-check"', f'id = "{taken}"')
    change(course / "slopes/lesson.toml", 'questions = ["slope-at-z"]', 'questions = ["level-places"]')
    ids = [block.id for block in flow("slopes", course).blocks]
    assert len(set(ids)) == len(ids)


def test_ids_of_blocks_stay_when_wording_changes(course: Path) -> None:
    for file in (course / "slopes/lesson.toml", course / "slopes/quiz.toml"):
        text = file.read_text(encoding="utf-8")
        reworded = re.sub(
            r"^(\s*(?:title|body|alt|text|say|show|ask|prompt|claim|why|goal|problem) = '''\n?)",
            r"\1Well, ",
            re.sub(r'^(title|claim) = "', r'\1 = "Well, ', text, flags=re.MULTILINE),
            flags=re.MULTILINE,
        )
        assert reworded != text
        file.write_text(reworded, encoding="utf-8")
    assert load_lesson(course, "slopes")[1] == ()
    assert [block.id for block in flow("slopes", course).blocks] == BLOCKS_OF_SLOPES


def test_title_of_a_text_opens_a_chapter() -> None:
    walk = flow("slopes")
    closing = ("Key takeaways", "Common mistakes", "Quiz", "Practice", "Where to go next")
    assert walk.chapters == ("Two neurons", "The curve and its slope", *closing)
    starts = [walk.blocks[walk.chapter_start(chapter)].id for chapter in range(len(walk.chapters))]
    assert starts == ["two-neurons", "the-curve", "/takeaways", "/mistakes", "/quiz", "/practice", "/next"]
    assert [block.chapter for block in walk.blocks] == sorted(block.chapter for block in walk.blocks)


def test_chapter_begins_with_its_title_as_a_heading() -> None:
    walk = flow("slopes")
    for chapter, title in enumerate(walk.chapters):
        assert texts(walk.blocks[walk.chapter_start(chapter) :])[0].startswith(f"## {title}\n\n")


def test_blocks_before_the_first_title_belong_to_the_first_chapter(course: Path) -> None:
    change(course / "slopes/lesson.toml", 'title = "Two neurons"\n', "")
    walk = flow("slopes", course)
    assert walk.chapters[0] == "The curve and its slope"
    assert walk.chapter_start(0) == 0


def test_two_texts_with_one_title_are_one_chapter(course: Path) -> None:
    change(course / "slopes/lesson.toml", 'title = "The curve and its slope"', 'title = "Two neurons"')
    assert flow("slopes", course).chapters[:2] == ("Two neurons", "Key takeaways")


def test_block_that_is_no_more_has_no_place() -> None:
    assert flow("slopes").index("two-neurons") == 0
    assert flow("slopes").index("three-neurons") is None


# --- what is shown


def test_each_section_is_shown_as_what_it_is() -> None:
    assert isinstance(content("gate-picture"), PlotSection)
    assert isinstance(content("turn-the-bias"), LabSection)
    assert isinstance(content("steepest"), Claim)
    assert isinstance(content("/practice/leaky"), Practice)
    callouts = {block.id: block.content.callout for block in flow("chains").blocks if isinstance(block.content, Prose)}
    assert callouts["debate"] == "sources-differ"
    assert callouts["/takeaways"] is None


def test_check_asks_in_its_own_order(course: Path) -> None:
    old, new = '["who-moves", "what-comes-back"]', '["what-comes-back", "who-moves"]'
    change(course / "slopes/lesson.toml", old, new)
    asked = [block.id for block in flow("slopes", course).blocks[1:3]]
    assert asked == ["first-guess/what-comes-back", "first-guess/who-moves"]


def test_check_with_a_question_given_twice_asks_it_once_and_an_unknown_one_never() -> None:
    lesson, _ = load_lesson(GOOD, "slopes")
    section = CheckSection(id="c", questions=("who-moves", "ghost", "who-moves"))
    walk = flow_of(replace(lesson, file=replace(lesson.file, sections=(section,))))
    assert [block.id for block in walk.blocks[:2]] == ["c/who-moves", "/takeaways"]


def test_quiz_asks_what_no_section_asked_and_what_is_not_for_reviews() -> None:
    asked = [block.id for block in flow("chains").blocks if isinstance(block.content, Ask)]
    assert "/quiz/one-layer" in asked
    assert not any("ten-layers" in block_id for block_id in asked)  # use = "review"
    contexts = {block.content.context for block in flow("slopes").blocks if isinstance(block.content, Ask)}
    assert contexts == {"lesson", "quiz"}


def test_quiz_says_how_many_questions_it_has(course: Path) -> None:
    assert "7 questions." in markdown("/quiz")
    quiz = course / "slopes/quiz.toml"
    text = quiz.read_text(encoding="utf-8")
    keep = ("who-moves", "what-comes-back", "slope-at-z", "letters")
    questions = text.partition("[[practice]]")[0].split("[[questions]]")[1:]
    kept = [question for question in questions if any(f'id = "{name}"' in question for name in keep)]
    quiz.write_text("".join(f"[[questions]]{question}" for question in kept), encoding="utf-8")
    assert "1 question." in markdown("/quiz", course=course)


def test_lesson_without_connections_and_sources_ends_with_its_quiz() -> None:
    walk = flow("chains")
    assert walk.chapters == ("A chain", "Key takeaways", "Quiz")


def test_connections_are_named_by_their_titles_and_sources_by_all_that_is_known() -> None:
    assert markdown("/next") == (
        "## Where to go next\n\n"
        "- **Slopes multiply**: Slopes multiply: 1e−6 is left of ten of them.\n"
        "- **Batch normalization**: It moves pre-activations back to where the slope is large.\n\n"
        "Sources\n\n"
        "- Michael Nielsen. *Neural Networks and Deep Learning* (2015), chapter 2\n"
        "- *Measured for this lesson*"
    )
    assert cite(Source(id="a", title="A title", year=2015)) == "*A title* (2015)"


def test_texts_that_end_with_a_line_break_stay_emphasized(course: Path) -> None:
    assert markdown("by-hand/1-ask") == "*What does the neuron say?*"
    lesson = course / "slopes/lesson.toml"
    change(lesson, "claim = '''The output is the gate.'''", "claim = '''\nThe output is the gate.\n'''")
    assert "\n**The output is the gate.**\n" in markdown("/mistakes", course=course)


# --- gaps


@pytest.mark.parametrize(
    ("block_id", "words"),
    [
        ("two-neurons", "One neuron says 0.5, the other 0.018. Both"),
        ("steepest", "larger than 0.25, its"),
        ("measured-delta", "the error signal is −0.0173, between −0.018 and −0.017."),
        ("turn-the-bias/conclude", "the slope is 0.045 or less"),
        ("by-hand/1-show", "a = {0.5}"),
        ("by-hand/2-show", "$a - 1 = {-0.5}$"),
        ("/takeaways", "- The slope of the sigmoid is at most 0.25."),
        ("/mistakes", "- Symptom: A neuron at $z = -10$ says 0.00005 for hours.\n- Why: The error"),
        ("/mistakes", "the slope is 5e−5."),
        ("/next", "1e−6 is left"),
    ],
)
def test_gaps_are_filled_everywhere(block_id: str, words: str) -> None:
    assert words in markdown(block_id)


@pytest.mark.parametrize("lesson", TITLES)
def test_no_text_shows_a_gap(lesson: str) -> None:
    assert not [text for text in texts(flow(lesson).blocks) if "{{" in text and "}}" in text.partition("{{")[2][:30]]


@pytest.mark.parametrize(
    ("old", "block_id"),
    [
        ("{{= sigmoid(-4):.3f}}", "two-neurons"),
        ("{{value:.2f}}", "steepest"),
        ("{{= sigmoid_slope(-3):.3f}}", "turn-the-bias/conclude"),
        ("{{= 0.25**10:.0e}}", "/next"),
        ("{{= sigmoid(-10):.5f}}", "/mistakes"),
    ],
)
@pytest.mark.parametrize("gap", ["{{= sigmod(1)}}", "{{nobody}}", "{{= 1 +", "{{= 1:.3q}}", "{{= 'a' + 1}}"])
def test_gap_that_cannot_be_computed_shows_the_reason(course: Path, old: str, block_id: str, gap: str) -> None:
    change(course / "slopes/lesson.toml", old, gap)
    shown = markdown(block_id, course=course)
    assert gap in shown
    assert re.search(r"\n\n`\[[A-Z'].*\]`$", shown)


def test_text_without_gaps_is_shown_as_it_is() -> None:
    assert fill_text("a { b } $x^{2}$ {") == "a { b } $x^{2}$ {"
    assert fill_text("{{n}} of {{= 2 * n}}", {"n": 3}) == "3 of 6"


@pytest.mark.parametrize(
    ("changes", "origin"),
    [
        ({"expr": "1 + 1", "lab": None}, "computed: 1 + 1"),
        ({"metric": "delta_ratio"}, "measured in depth-profile, 1 run"),
        ({"metric": "delta_ratio", "seeds": (0, 1, 2)}, "measured in depth-profile, 3 seeds"),
        ({"metric": "delta_ratio_theory"}, "theory, shown in depth-profile"),
    ],
)
def test_claim_says_whether_its_number_was_computed_measured_or_is_theory(changes: dict[str, Any], origin: str) -> None:
    section = ClaimSection(**{"id": "claim", "text": "It is so.", "lab": "depth-profile"} | changes)
    assert Claim(section).origin == origin
