"""Who is who: teachers, the classrooms they run, and the students in them."""

from .classroom import Classroom, Invitation, Role, Teaching
from .policy import QUOTAS, QUOTAS_OF_CLASS, Policy, SiteSettings
from .receipt import EraseReceipt, Subject
from .session import Session
from .site import Audience, Notice
from .student import Group, Student
from .user import User

__all__ = [
    "QUOTAS",
    "QUOTAS_OF_CLASS",
    "Audience",
    "Classroom",
    "EraseReceipt",
    "Group",
    "Invitation",
    "Notice",
    "Policy",
    "Role",
    "Session",
    "SiteSettings",
    "Student",
    "Subject",
    "Teaching",
    "User",
]
