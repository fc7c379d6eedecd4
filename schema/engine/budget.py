"""What one client may ask for in a minute, in the unit of `cost`.

Counted in the shared cache, by address, which is known without a query; a network of IPv6 is one client. Only what is
executed is counted: a cached answer costs nothing. While something is left the next operation runs, whatever it costs,
so that none is refused for ever; with the limit of a single operation that is at most a little more than the budget.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from accounts.throttle import by_address
from schema.engine import shared
from schema.engine.http import BadRequest
from schema.errors import RateLimited

WINDOW = 60  # seconds; windows start together, at the minute, on every machine


@dataclass(frozen=True, slots=True)
class Balance:
    """A client's account after an operation was counted."""

    budget: int
    spent: int
    rest: int
    """Seconds until the budget is whole again."""

    @property
    def remaining(self) -> int:
        return max(0, self.budget - self.spent)

    def headers(self) -> dict[str, str]:
        """The `RateLimit` headers of the IETF's draft-ietf-httpapi-ratelimit-headers-11."""
        return {
            "RateLimit-Policy": f'"cost";q={self.budget};w={WINDOW}',
            "RateLimit": f'"cost";r={self.remaining};t={self.rest}',
        }


def spend(address: str, cost: int, now: datetime) -> Balance | None:
    """Counts an operation of a client address. None where there is no budget (0), or the cache cannot be reached.

    Raises BadRequest (429) when nothing was left.
    """
    budget = settings.BALISE_GRAPHQL_BUDGET
    if not budget:
        return None
    cost = max(1, cost)
    window, passed = divmod(int(now.timestamp()), WINDOW)
    spent = shared.add(f"cost:{window}:{by_address(address)}", cost, 2 * WINDOW)
    if spent is None:
        return None
    balance = Balance(budget, spent, WINDOW - passed)
    if spent - cost >= budget:
        error = RateLimited(f"The budget of {budget} a minute is spent.", retry_after=balance.rest)
        raise BadRequest(429, error, {**balance.headers(), "Retry-After": str(balance.rest)})
    return balance
