"""The wish to stop, told by Ctrl-C, SIGTERM or a closed terminal."""

import signal
import time
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Callable

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# One Ctrl-C may reach us twice, from the terminal and from make; two wishes are further apart.
ONE_WISH_SECONDS = 1


class StopRequest:
    """A wish to stop that may come at any moment of a block, and is noted rather than raised.

    Nothing is torn in the middle: each part of a run looks at ``asked`` when it is at a safe place, or
    leaves in ``on_signal`` what shall happen at once.
    """

    def __init__(self) -> None:
        self.times = 0
        self.on_signal: Callable[[int], None] = _nothing
        self._last = 0.0
        self._before: dict[signal.Signals, Any] = {}

    @property
    def asked(self) -> bool:
        return self.times > 0

    def __enter__(self) -> Self:
        for number in SIGNALS:
            # Under nohup a closed terminal is no wish to stop.
            if number == signal.SIGHUP and signal.getsignal(number) is signal.SIG_IGN:
                continue
            self._before[number] = signal.signal(number, self._receive)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _receive(self, number: int, frame: FrameType | None) -> None:
        del frame
        now = time.monotonic()
        if not self.asked or now - self._last > ONE_WISH_SECONDS:
            self.times += 1
        self._last = now
        self.on_signal(number)


def _nothing(number: int) -> None:
    """Do nothing more than note the wish."""
