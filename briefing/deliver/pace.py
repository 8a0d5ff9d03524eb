"""When may the next message begin, when the next connection be tried? Pure."""

FIRST_PAUSE_S = 0.25
LONGEST_PAUSE_S = 8.0
_KEPT = 1000  # domains; those whose turn has come need not be known


class Pace:
    """A rate in all, and one for each recipient domain.

    Times are seconds on any one clock, rates messages a second; 0 = no limit."""

    def __init__(self, rate: float, per_domain: float) -> None:
        self.limited = bool(rate or per_domain)
        self._gap_s = 1 / rate if rate else 0.0
        self._domain_gap_s = 1 / per_domain if per_domain else 0.0
        self._next = 0.0
        self._domains: dict[str, float] = {}  # when each takes its next one

    def wait_s(self, now: float) -> float:
        """Return how long any message has to wait; 0 or less = not at all."""
        return self._next - now

    def domain_wait_s(self, recipient: str, now: float) -> float:
        """Return how long one to this recipient has to wait."""
        return self._domains.get(_domain(recipient), 0.0) - now

    def begins(self, recipient: str, now: float) -> None:
        """Count the message that begins now."""
        self._next = now + self._gap_s
        if not self._domain_gap_s:
            return
        if len(self._domains) >= _KEPT:
            self._domains = {one: at for one, at in self._domains.items() if at > now}
        self._domains[_domain(recipient)] = now + self._domain_gap_s


class Patience:
    """Pauses between connections that came to nothing, each twice the one before."""

    def __init__(self) -> None:
        self.in_vain = 0  # in a row
        self._next = 0.0

    def wait_s(self, now: float) -> float:
        """Return how long to wait before one more is tried; 0 or less = not at all."""
        return self._next - now

    def failed(self, now: float) -> None:
        self._next = now + min(FIRST_PAUSE_S * 2**self.in_vain, LONGEST_PAUSE_S)
        self.in_vain = min(self.in_vain + 1, 100)

    def worked(self) -> None:
        self.in_vain, self._next = 0, 0.0


def _domain(address: str) -> str:
    return address.rpartition("@")[2].lower()
