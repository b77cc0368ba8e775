"""Settings for transactions that move many rows."""

from django.db import connection


def make_room(*, memory: str) -> None:
    """Let the statements of this transaction run long, and sort in ``memory`` (as in "64MB") rather than files.

    Each is planned for the rows it gets: a plan kept from a small page would crawl over a large one.
    """
    with connection.cursor() as cursor:
        # One statement, since a connection that prepares its statements takes no more at once.
        cursor.execute(
            "SELECT set_config('statement_timeout', '0', true), set_config('jit', 'off', true),"
            " set_config('plan_cache_mode', 'force_custom_plan', true), set_config('work_mem', %s, true)",
            [memory],
        )
