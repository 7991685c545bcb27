"""Text fields for typed answers: Textual's own, without a blinking cursor, with Enter for submitting."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.binding import Binding, BindingsMap, BindingType
from textual.message import Message
from textual.widgets import Input, TextArea

from tutor.ui.keys import EVERYWHERE, FIELD, bindings, keys_of

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
    DEFAULT_CSS = "LineField { margin: 0 2 0 4; width: 1fr; background: $panel; }"

    def __init__(self, text: str) -> None:
        super().__init__(text, placeholder=PLACEHOLDER, compact=True, select_on_focus=False)
        self.cursor_blink = False

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
    TextField { margin: 0 2 0 4; height: 5; width: 1fr; background: $panel; border: none; padding: 0; }
    """

    def __init__(self, text: str) -> None:
        super().__init__(
            text, placeholder=PLACEHOLDER, soft_wrap=True, show_line_numbers=False, tab_behavior="focus", compact=True
        )
        self.cursor_blink = False

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
