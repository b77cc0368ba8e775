"""Request types for views that only signed-in people reach."""

from bzpeer.accounts.models import User
from bzpeer.core.htmx import HtmxRequest


class UserRequest(HtmxRequest):
    """A request behind the log-in: ``user`` is a ``User``, never anonymous."""

    user: User
