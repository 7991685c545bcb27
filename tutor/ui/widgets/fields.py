"""Text fields for typed answers: Textual's own, without a blinking cursor, with Enter for submitting."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.binding import Binding, BindingsMap, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, TextArea

from tutor.ui.keys import EVERYWHERE, FIELD, bindings, keys_of
from tutor.ui.marks import Marks
from tutor.ui.widgets.block import BAR_WIDTH, MARGIN, beside_bar
from tutor.ui.widgets.lines import Drawn

PLACEHOLDER = "your answer"


class Submitted(Message):
    """The text in a field is meant as an answer."""


class Left(Message):
    """Escape: the letters are to be commands again."""


class Typed(Message):
    """The text has changed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


def _field_bindings(own: Iterable[BindingType]) -> list[BindingType]:
    """Textual's editing keys, without those that mean something else here or everywhere, and ours."""
    taken = keys_of(FIELD) | keys_of(EVERYWHERE)
    editing: list[BindingType] = [
        Binding(key, binding.action, binding.description, show=False)
        for key, variants in BindingsMap(own).key_to_bindings.items()
        for binding in variants
        if key not in taken
    ]
    return [*editing, *bindings(FIELD)]


class LineField(Input, inherit_bindings=False):
    """One line: a number, a word, a formula."""

    CONTEXT = FIELD
    BINDINGS = _field_bindings(Input.BINDINGS)
    ROWS = 1
    DEFAULT_CSS = "LineField { margin-right: 2; width: 1fr; background: $panel; }"

    def __init__(self, text: str) -> None:
        super().__init__(text, placeholder=PLACEHOLDER, compact=True, select_on_focus=False)
        self.cursor_blink = False

    def write(self, text: str) -> None:
        """Another text in place of what is there."""
        self.value = text

    async def action_submit(self) -> None:
        """Enter."""
        self.post_message(Submitted())

    def action_leave_field(self) -> None:
        """Escape."""
        self.post_message(Left())

    def on_input_changed(self, event: Input.Changed) -> None:
        """Passes every change on."""
        event.stop()
        self.post_message(Typed(event.value))


class TextField(TextArea, inherit_bindings=False):
    """A few sentences. Lines wrap by themselves, so Enter is free to submit."""

    CONTEXT = FIELD
    BINDINGS = _field_bindings(TextArea.BINDINGS)
    ROWS = 5
    DEFAULT_CSS = """
    TextField { margin-right: 2; height: 5; width: 1fr; background: $panel; border: none; padding: 0; }
    """

    def __init__(self, text: str) -> None:
        super().__init__(
            text, placeholder=PLACEHOLDER, soft_wrap=True, show_line_numbers=False, tab_behavior="focus", compact=True
        )
        self.cursor_blink = False
        self.move_cursor(self.document.end)

    def write(self, text: str) -> None:
        """Another text in place of what is there."""
        self.text = text
        self.move_cursor(self.document.end)

    def on_key(self, event: events.Key) -> None:
        """Enter would be a line break."""
        if event.key == "enter":
            event.prevent_default()
            event.stop()
            self.post_message(Submitted())

    def action_leave_field(self) -> None:
        """Escape."""
        self.post_message(Left())

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Passes every change on."""
        event.stop()
        self.post_message(Typed(self.text))


class Typing(Horizontal):
    """A field beside the bar of its question."""

    DEFAULT_CSS = f"Typing {{ height: auto; }} Typing > Drawn {{ width: {MARGIN + BAR_WIDTH}; }}"

    def __init__(self, field: LineField | TextField, signs: Marks) -> None:
        self._bar = Drawn(lambda _width: beside_bar([()] * field.ROWS, signs, self._is_entered))
        super().__init__(self._bar, field)
        self._is_entered = False
        self.field = field
        self.rows = field.ROWS

    def look(self, is_entered: bool) -> None:
        """Like the rest of a question that is entered, or is not."""
        self._is_entered = is_entered
        self._bar.redraw()
