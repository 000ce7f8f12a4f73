"""What people type about classrooms and themselves."""

from .classrooms import ClassroomForm
from .fields import NameField
from .join import JoinForm
from .policy import QUOTAS_OF_ALL, SettingsForm, settings_as_they_are
from .students import (
    GroupForm,
    NumberedStudentsForm,
    StudentForm,
    StudentListForm,
)
from .teachers import CoTeacherForm, InviteForm

__all__ = [
    "QUOTAS_OF_ALL",
    "ClassroomForm",
    "CoTeacherForm",
    "GroupForm",
    "InviteForm",
    "JoinForm",
    "NameField",
    "NumberedStudentsForm",
    "SettingsForm",
    "StudentForm",
    "StudentListForm",
    "settings_as_they_are",
]
