"""Derived counts: everything that is counted, is counted here."""

from works.counters.counting import Differences, pages_count, recompute, recompute_all
from works.counters.stale import drain, mark_stale, stale_count

__all__ = ["Differences", "drain", "mark_stale", "pages_count", "recompute", "recompute_all", "stale_count"]
