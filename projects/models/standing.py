"""What somebody who may see a project may do in it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Standing:
    """The verbs that are open to one person; who has none may only look."""

    may_change: bool = False  # its name, labels, columns; train, cancel
    may_delete: bool = False  # the project itself, or its model
    may_add: bool = False
    may_edit_all: bool = False  # and see: examples of others, too
    may_moderate: bool = False


TEACHER = Standing(
    may_change=True,
    may_delete=True,
    may_add=True,
    may_edit_all=True,
    may_moderate=True,
)
OWNER = Standing(may_change=True, may_delete=True, may_add=True, may_edit_all=True)
# The teacher of a student whose own project it is.
ONLOOKER = Standing(may_delete=True, may_edit_all=True)
# A student of the class that fills a project together.
MEMBER = Standing(may_add=True)
