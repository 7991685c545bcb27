"""The smallest Textual app that shows something: what the tutor's start is measured against."""

import sys

from textual.app import App, ComposeResult
from textual.widgets import Static


class EmptyApp(App[None]):
    """One word."""

    def compose(self) -> ComposeResult:
        """The word."""
        yield Static("ready")


if "markdown" in sys.argv:
    import markdown_it  # noqa: F401  what a lesson cannot be shown without

EmptyApp().run()
