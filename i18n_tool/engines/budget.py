"""What a run may send and spend: counted as engines bill it, and never passed."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from i18n_tool.errors import EngineError

MILLION = 1_000_000


class BudgetError(EngineError):
    """A call would pass the limit that the user has set; other calls may still fit."""


@dataclass
class Budget:
    """The limits of one run, over all its engines and locales."""

    max_characters: int | None = None
    """Characters that may be sent; None: any number."""
    max_cost: float | None = None
    """What may be spent, in the currency of the settings; None: any amount."""
    currency: str = ""
    """The currency, for messages."""
    characters: int = 0
    """Characters that were sent or are about to be."""
    millionths: float = 0.0
    """What they cost, in millionths of the currency."""
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def reason(self) -> str:
        """Why a text is not sent: the limit that is set."""
        limits = []
        if self.max_characters is not None:
            limits.append(f"{self.max_characters:,} characters")
        if self.max_cost is not None:
            limits.append(f"{self.max_cost:,.2f} {self.currency}")
        return f"beyond the limit of {' and '.join(limits)}"

    def take(self, characters: int, price: float) -> bool:
        """Take room for characters at a price for a million; tell whether there was enough."""
        cost = characters * price
        with self._lock:
            if self.max_characters is not None and self.characters + characters > self.max_characters:
                return False
            if self.max_cost is not None and self.millionths + cost > self.max_cost * MILLION:
                return False
            self.characters += characters
            self.millionths += cost
        return True

    def give_back(self, characters: int, price: float) -> None:
        """Give room back that was not used."""
        with self._lock:
            self.characters -= characters
            self.millionths -= characters * price


@dataclass
class Meter:
    """Counts what one engine is sent, within the budget of the run.

    A text is granted before it is put into a pack. Its first call uses the grant up; each further one, after a fault,
    needs room of its own, since engines bill what arrives.
    """

    budget: Budget
    """The limits."""
    price: float = 0.0
    """Of a million characters."""
    characters: int = 0
    """What was granted or sent beyond that."""
    _granted: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def cost(self) -> float:
        """What the characters cost."""
        return self.characters * self.price / MILLION

    def grant(self, text: str) -> bool:
        """Make room for a text; tell whether there was enough."""
        if not self.budget.take(len(text), self.price):
            return False
        with self._lock:
            self.characters += len(text)
            self._granted[str(text)] += 1
        return True

    def charge(self, texts: Sequence[str]) -> None:
        """Count a call; it must be asked for each one, just before it is made.

        Raises:
            BudgetError: its texts have been sent before, and there is no room to send them once more.
        """
        with self._lock:
            again = 0
            for text in texts:
                if self._granted[str(text)]:
                    self._granted[str(text)] -= 1
                else:
                    again += len(text)
            if again and not self.budget.take(again, self.price):
                raise BudgetError(f"{self.budget.reason}.", "Run the command again with a higher limit.")
            self.characters += again

    def release(self, text: str) -> None:
        """Give the room of a text back that was granted and never sent."""
        with self._lock:
            if not self._granted[str(text)]:
                return
            self._granted[str(text)] -= 1
            self.characters -= len(text)
        self.budget.give_back(len(text), self.price)
