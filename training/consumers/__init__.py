"""WebSockets: what pages are told while they are open, and where students are."""

from .dashboard import DashboardConsumer
from .here import HereConsumer
from .progress import TrainingProgressConsumer
from .project import ProjectConsumer

__all__ = [
    "DashboardConsumer",
    "HereConsumer",
    "ProjectConsumer",
    "TrainingProgressConsumer",
]
