"""The knobs of an experiment, with a cursor, and its seed."""

from __future__ import annotations

from collections.abc import Iterator

from tutor.course.model import LabSection
from tutor.labs.knobs import Choice, Knob
from tutor.labs.lab import Lab, Setting
from tutor.labs.readouts import spelled
from tutor.spans import Line, Span, cell_width
from tutor.ui.marks import Marks
from tutor.ui.widgets.lines import Lines

NARROWEST, WIDEST = 26, 38
LEAST_ROWS = 6  # the knob under the cursor, those around it, and how many more there are


class KnobPanel(Lines):
    """Shows a setting. Which knob the cursor is on is its own affair."""

    DEFAULT_CSS = "KnobPanel { height: auto; }"

    def __init__(self, lab: Lab, setting: Setting, section: LabSection | None, signs: Marks) -> None:
        """A lesson's section may free only some of the knobs, and say what to try. Raises LabError."""
        super().__init__()
        self._lab = lab
        self._setting = setting
        self._marks = signs
        self._knobs = _free_knobs(lab, section)
        self._cursor = 0
        self._most_rows = len(self._knobs) + 1
        self._label_width = max(cell_width(knob.label) for knob in self._knobs) + 1
        widest = max(map(_value_width, self._knobs))
        self.wanted_width = min(max(self._label_width + widest + 7, NARROWEST), WIDEST)
        """The cells its rows need."""

    @property
    def knob(self) -> Knob:
        """The knob under the cursor."""
        return self._knobs[self._cursor]

    def choose(self, steps: int) -> None:
        """The knob above or below."""
        self._cursor = (self._cursor + steps) % len(self._knobs)
        self.redraw()

    def show(self, setting: Setting) -> None:
        """Another setting."""
        self._setting = setting
        self.redraw()

    def fit(self, rows: int) -> None:
        """Leaves room for what is below: of more knobs than rows, those around the cursor are shown."""
        if max(rows, LEAST_ROWS) != self._most_rows:
            self._most_rows = max(rows, LEAST_ROWS)
            self.redraw()

    def lines_at(self, width: int) -> tuple[Line, ...]:
        """Knobs and seed."""
        return tuple((Span(" "), *line) for line in self._window(list(self._content())))

    def _window(self, rows: list[Line]) -> list[Line]:
        """As many rows as there is room for, and how many more there are on either side."""
        room = self._most_rows
        if len(rows) <= room:
            return rows
        start = min(max(0, self._cursor - room // 2), len(rows) - room)
        shown, above, below = rows[start : start + room], start, len(rows) - start - room
        if above:
            shown[0] = (Span(f"  {above + 1} more above", "dim"),)
        if below:
            shown[-1] = (Span(f"  {below + 1} more below", "dim"),)
        return shown

    def _content(self) -> Iterator[Line]:
        values = dict(self._setting.values)
        for index, knob in enumerate(self._knobs):
            told = spelled(knob.tell(values[knob.name]), "ascii" if self.is_ascii else "braille")
            yield self._row(knob.label, told, index == self._cursor)
        if self._lab.is_random:
            yield self._row("seed", str(self._setting.seed), False)

    def _row(self, label: str, value: str, is_chosen: bool) -> Line:
        signs = self._marks
        pointer = Span(f"{signs.cursor} " if is_chosen else "  ", "accent")
        name = Span(label + " " * max(1, self._label_width - cell_width(label)), "strong" if is_chosen else "dim")
        if not is_chosen:
            return (pointer, name, Span(f"  {value}"))
        return (
            pointer,
            name,
            Span(f"{signs.left_turn} ", "key"),
            Span(value, "strong"),
            Span(f" {signs.right_turn}", "key"),
        )


def _free_knobs(lab: Lab, section: LabSection | None) -> tuple[Knob, ...]:
    if section is None or not section.controls:
        return lab.knobs
    for name, control in section.controls.items():
        lab = lab.narrowed(name, control.low, control.high, control.options)
    return tuple(knob for knob in lab.knobs if knob.name in section.controls)


def _value_width(knob: Knob) -> int:
    """The cells of the longest thing a knob can show."""
    options = knob.options if isinstance(knob, Choice) else map(knob.tell, (knob.low, knob.high, knob.step))
    return max(map(cell_width, options))
