"""What people type about classrooms and themselves."""

from .classrooms import ClassroomForm
from .fields import NameField
from .join import JoinForm
from .students import StudentsForm

__all__ = ["ClassroomForm", "JoinForm", "NameField", "StudentsForm"]
