"""Trying again: what is worth it, how often, and after how long a pause."""

import email.utils
import random
import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a failed request is tried again. A try that brought bytes starts the count anew. Times in seconds."""

    tries: int = 6
    tries_without_connection: int = 3
    first_pause_s: float = 0.5
    longest_pause_s: float = 30.0
    longest_retry_after_s: float = 300.0

    def pause(self, failures: int, retry_after_s: float | None) -> float:
        """How long to wait after so many failures in a row: what the server named, else twice as long each time."""
        if retry_after_s is not None:
            return min(retry_after_s, self.longest_retry_after_s)
        pause = min(self.first_pause_s * 2.0 ** (failures - 1), self.longest_pause_s)
        return pause * random.uniform(0.75, 1.25)  # noqa: S311 - spreads a class's machines, guards nothing


class Passing(Exception):
    """A failure worth another try, after `retry_after_s` if the server named a time."""

    def __init__(self, reason: str, retry_after_s: float | None = None, connected: bool = True) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after_s = retry_after_s
        self.connected = connected


def seconds(retry_after: str | None) -> float | None:
    """Retry-After in seconds: a number or an HTTP date (RFC 9110, 10.2.3); None where it is neither."""
    if retry_after is None:
        return None
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        at = email.utils.parsedate_to_datetime(retry_after).timestamp()
    except ValueError:
        return None
    return max(0.0, at - time.time())
