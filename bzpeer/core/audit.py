"""Writing the audit trail."""

from typing import Any

from django.db.models import Model

from bzpeer.core.models import AuditEvent

SYSTEM = "system"


def record(action: str, *, by: Model | None, target: Model, **details: Any) -> None:
    """Write one audit event; ``by`` is the acting user, None the system itself."""
    AuditEvent.objects.create(
        actor=f"user:{by.pk}" if by else SYSTEM,
        action=action,
        target=f"{target._meta.model_name}:{target.pk}",
        details=details,
    )
