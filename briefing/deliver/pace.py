"""When may the next message begin? A rate in all, and one for each recipient domain. Pure."""

_KEPT = 1000  # domains; those whose turn has come need not be known


class Pace:
    """Times are seconds on any one clock, rates messages a second; 0 = no limit."""

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


def _domain(address: str) -> str:
    return address.rpartition("@")[2].lower()
