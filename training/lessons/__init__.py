"""What a browser is given to learn, and what it brings back. Nothing is stored here."""

from .complaint import BadResult
from .plan import describe_lesson, plan_lesson
from .result import Result, read_result

__all__ = ["BadResult", "Result", "describe_lesson", "plan_lesson", "read_result"]
