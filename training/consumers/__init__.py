"""WebSockets: what pages are told while they are open, and where students are."""

from .dashboard import DashboardConsumer
from .here import HereConsumer
from .progress import TrainingProgressConsumer

__all__ = ["DashboardConsumer", "HereConsumer", "TrainingProgressConsumer"]
