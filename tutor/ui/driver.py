"""The terminal without threads: keys in through the event loop, frames out without blocking it.

Textual's own driver reads in a thread that wakes ten times a second, needs 0.2 s to quit, and ends the program
on bytes that are not UTF-8 or on sequences it cannot read. Over ssh all of that happens.
"""

from __future__ import annotations

import asyncio
import codecs
import fcntl
import os
import select
import signal
import struct
import sys
import termios
import tty
from typing import TYPE_CHECKING, Any, Final, NoReturn

from textual import constants, events
from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.geometry import Size
from textual.message import Message
from textual.messages import InBandWindowResize

from tutor.ui.styling import shortened

if TYPE_CHECKING:
    from textual.app import App

READ_SIZE: Final = 65_536
LONGEST_PASTE: Final = 100_000
PASTE_PAUSE: Final = 1.0  # seconds without a character after which a paste is over, if its end got lost
LONGEST_STALL: Final = 1.0  # seconds without taking a byte after which a terminal is not waited for at the end
SMALLEST, LARGEST = Size(20, 5), Size(400, 150)
USUAL_SIZE: Final = Size(80, 24)

ENTER: Final = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h"  # other screen, no cursor, no wrapping, marked pastes
LEAVE: Final = "\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?1049l\x1b[?25h"  # a frame may just have begun
MOUSE_ON, MOUSE_OFF = "\x1b[?1000h\x1b[?1006h", "\x1b[?1000l\x1b[?1006l"  # clicks and wheel, not every movement
ASK_SYNCHRONIZED_OUTPUT: Final = "\x1b[?2026$p"
PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
CONTROLS: Final = dict.fromkeys(code for code in (*range(32), *range(127, 160)) if chr(code) not in "\t\n\r")
"""Characters that no paste may bring to the screen, for `str.translate`."""


class DirectDriver(Driver):
    """Reads and writes the controlling terminal from the event loop."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._input = sys.__stdin__.fileno() if sys.__stdin__ else 0
        self._output = self._open_output()
        self._size = self._size or self._terminal_size()
        self._unsent = bytearray()
        self._attributes: list[Any] | None = None
        self._start_parsing()

    @property
    def can_suspend(self) -> bool:
        """Ctrl+Z works."""
        return True

    # --- output

    def _open_output(self) -> int:
        """An open file of its own: the shell's stays blocking, whatever happens to this process."""
        flags = os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK
        try:
            return os.open(os.ttyname(self._input), flags)
        except OSError:  # after `su` the terminal is another user's, but still the controlling one
            return os.open("/dev/tty", flags)

    def write(self, data: str) -> None:
        """Sends what the terminal takes now, and the rest when it is ready again."""
        self._unsent += shortened(data).encode("utf-8", "replace")
        self._send()

    def flush(self) -> None:
        """Sends what the terminal takes now."""
        self._send()

    def _send(self) -> None:
        try:
            while self._unsent:
                # a copy, as what is being written cannot grow, and a signal may come in between
                del self._unsent[: os.write(self._output, bytes(self._unsent))]
        except BlockingIOError:
            self._loop.add_writer(self._output, self._send)
        except OSError:  # the terminal is gone
            self._unsent.clear()
        else:
            self._loop.remove_writer(self._output)

    def _drain(self) -> None:
        """Waits for a terminal that is slow, but not for one that takes nothing any more."""
        while self._unsent and select.select([], [self._output], [], LONGEST_STALL)[1]:
            self._send()

    # --- input

    def _start_parsing(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._parser = XTermParser()
        self._pause_timer: asyncio.TimerHandle | None = None
        self._recent = ""  # the characters that may be the mark of a paste
        self._pasted: list[str] | None = None

    def _read(self) -> None:
        try:
            data = os.read(self._input, READ_SIZE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:  # the terminal is gone
            self._end_at_once(signal.SIGHUP, None)
        for character in self._decoder.decode(data):
            self._take(character)
        if self._pause_timer:
            self._pause_timer.cancel()
        if self._pasted is None:
            self._pause_timer = self._loop.call_later(constants.ESCAPE_DELAY, self._end_escape)
        else:
            self._pause_timer = self._loop.call_later(PASTE_PAUSE, self._end_paste, self._pasted)

    def _take(self, character: str) -> None:
        """A key goes through the parser. What stands between the marks of a paste is text, whatever it looks like."""
        self._recent = (self._recent + character)[-len(PASTE_BEGINS) :]
        if self._pasted is not None:
            self._pasted.append(character)
            if self._recent == PASTE_ENDS:
                self._end_paste(self._pasted[: -len(PASTE_ENDS)])
        elif self._recent == PASTE_BEGINS:
            self._parser = XTermParser()
            self._pasted = []
        else:
            self._feed(character)

    def _end_paste(self, pasted: list[str]) -> None:
        """The text that was pasted, as far as it can be shown."""
        self._pasted = None
        self.process_message(events.Paste("".join(pasted[:LONGEST_PASTE]).translate(CONTROLS)))

    def _feed(self, character: str) -> None:
        try:
            for message in self._parser.feed(character):
                self.process_message(message)
        except Exception:  # a sequence the parser cannot read, whatever it stumbles over: forget it, keep the session
            self._start_parsing()

    def _end_escape(self) -> None:
        """Nothing followed an escape character: it was the key."""
        for message in self._parser.tick():
            self.process_message(message)

    def process_message(self, message: Message) -> None:
        """Passes a message on to the app, unless it claims a size: only the kernel knows that."""
        if not isinstance(message, (events.Resize, InBandWindowResize)):
            super().process_message(message)

    # --- the terminal's state

    def start_application_mode(self) -> None:
        """Takes the terminal over."""
        raw = termios.tcgetattr(self._input)
        self._attributes = self._attributes or termios.tcgetattr(self._input)  # SIGCONT may come without a stop
        raw[tty.LFLAG] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
        raw[tty.IFLAG] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        raw[tty.CC][termios.VMIN] = 1
        termios.tcsetattr(self._input, termios.TCSANOW, raw)
        self.write(ENTER + (MOUSE_ON if self._mouse else "") + ASK_SYNCHRONIZED_OUTPUT)
        self._loop.add_reader(self._input, self._read)
        self._loop.add_signal_handler(signal.SIGWINCH, self._send_size)
        self._loop.add_signal_handler(signal.SIGCONT, self._continue)
        for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._end_at_once)
        signal.signal(signal.SIGTSTP, self._stop)
        self._send_size()

    def disable_input(self) -> None:
        """Stops reading keys."""
        self._loop.remove_reader(self._input)
        if self._pause_timer:
            self._pause_timer.cancel()

    def stop_application_mode(self) -> None:
        """Gives the terminal back as it was."""
        self.disable_input()
        self._loop.remove_signal_handler(signal.SIGWINCH)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is a signal again, but nothing is left to interrupt
        self._restore()

    def close(self) -> None:
        """Nothing is left open: the process ends, or it was only suspended."""

    def _restore(self) -> None:
        self.write((MOUSE_OFF if self._mouse else "") + LEAVE)
        self._drain()
        if self._attributes is not None:
            termios.tcsetattr(self._input, termios.TCSANOW, self._attributes)
            self._attributes = None

    def _stop(self, *_: object) -> None:
        self.stop_application_mode()
        os.kill(os.getpid(), signal.SIGSTOP)

    def _continue(self) -> None:
        self.start_application_mode()
        self._app.post_message(self.SignalResume())
        self._app.refresh(layout=True)

    def _end_at_once(self, number: int, _frame: object) -> NoReturn:
        """Nothing needs saving: every answer was committed when it was given."""
        try:
            self._restore()
        finally:
            os._exit(128 + number)

    def _send_size(self) -> None:
        size = self._terminal_size()
        self._app.post_message(events.Resize(size, size))

    def _terminal_size(self) -> Size:
        try:
            rows, columns = struct.unpack("HHHH", fcntl.ioctl(self._input, termios.TIOCGWINSZ, bytes(8)))[:2]
        except OSError:
            rows = columns = 0
        if not rows or not columns:
            return USUAL_SIZE
        return Size(min(max(columns, SMALLEST.width), LARGEST.width), min(max(rows, SMALLEST.height), LARGEST.height))
