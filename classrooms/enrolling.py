"""Turning a list into students: which column is which, and which lines are bad."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .models import Classroom
from .names import check_name, fold, tidy
from .quotas import policy_of
from .tables import BadTable, Line, read_lines

LARGEST_LIST = 256 * 1024  # bytes
MOST_LINES = 2000
MOST_GROUPS = 100  # in a class
SEPARATORS = ",;\t"
TELLING_LINES = 50  # at the start, that show which separator it is


@dataclass(frozen=True)
class Newcomer:
    """Somebody who is to be a student."""

    username: str
    group_name: str = ""
    line: int = 0  # of the list they are on


@dataclass(frozen=True)
class Problem:
    """What is wrong with a line of a list."""

    line: int
    name: str
    sentence: str

    def __str__(self) -> str:
        words = {"line": self.line, "name": self.name[:40], "sentence": self.sentence}
        return _("Line %(line)d, “%(name)s”: %(sentence)s") % words


@dataclass
class StudentList:
    """What a list says, and what is wrong with it."""

    newcomers: list[Newcomer] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unused_columns: list[str] = field(default_factory=list)

    def good_newcomers(self) -> list[Newcomer]:
        bad = {problem.line for problem in self.problems}
        return [each for each in self.newcomers if each.line not in bad]


@dataclass(frozen=True)
class Columns:
    """Which column of a list is which; without a header, also how many there may be."""

    username: int = 0
    group: int | None = 1
    most: int | None = 2


def read_list(classroom: Classroom, text: str) -> StudentList:
    """Read who is on a list, for that class. Raises `BadTable` if it cannot be read."""
    lines = list(islice(read_lines(text, find_separator(text)), MOST_LINES + 2))
    columns = match_columns(lines[0].cells) if lines else None
    found = StudentList()
    if columns is not None:
        used = {columns.username, columns.group}
        cells = lines.pop(0).cells
        found.unused_columns = [
            cell for place, cell in enumerate(cells) if cell and place not in used
        ]
    check_length(lines)
    for line in lines:
        add_line(found, line, columns or Columns())
    found.problems += find_problems(classroom, found.newcomers)
    found.problems += find_crowd(classroom, found.good_newcomers())
    found.problems.sort(key=lambda problem: problem.line)
    return found


def mark_of(text: str) -> str:
    """Return what tells a list from every other, however a browser ends its lines."""
    lines = "\n".join(text.strip().splitlines())
    return hashlib.sha256(lines.encode(errors="replace")).hexdigest()[:16]


def find_separator(text: str) -> str:
    """Return what most of the first lines have in them: names alone have none."""
    first = text[:LARGEST_LIST].splitlines()[:TELLING_LINES]
    return max(SEPARATORS, key=lambda each: sum(each in line for line in first))


def match_columns(cells: Sequence[str]) -> Columns | None:
    """Return which column is which if these cells are a header."""
    names = [fold(cell) for cell in cells]
    username = place_of({"username", "name", "student", fold(_("name"))}, names)
    if username is None:
        return None
    group = place_of({"group", fold(_("group"))}, names)
    return Columns(username, group, most=None)


def place_of(words: set[str], names: Sequence[str]) -> int | None:
    return next((place for place, name in enumerate(names) if name in words), None)


def check_length(lines: Sequence[Line]) -> None:
    if not lines:
        raise BadTable(_("There is nobody on this list."))
    if len(lines) > MOST_LINES:
        raise BadTable(
            _("This list is too long: %(most)d lines are the limit. Split it up.")
            % {"most": MOST_LINES}
        )


def add_line(found: StudentList, line: Line, columns: Columns) -> None:
    """Sort one line into those that can be read and those that cannot."""
    username, group = (
        line.cells[place] if place is not None and place < len(line.cells) else ""
        for place in (columns.username, columns.group)
    )
    sentence = ""
    if any("\n" in cell or "\r" in cell for cell in line.cells):
        sentence = _("A quotation mark is not closed before the line ends.")
    elif columns.most and any(line.cells[columns.most :]):
        sentence = _("A line has a name and a group, and nothing else.")
    elif not username:
        sentence = _("There is no name on this line.")
    if sentence:
        found.problems.append(Problem(line.number, tidy(username), sentence))
    else:
        newcomer = Newcomer(tidy(username), tidy(group), line.number)
        found.newcomers.append(newcomer)


def find_problems(classroom: Classroom, newcomers: Iterable[Newcomer]) -> list[Problem]:
    """Return, for each who cannot be a new student of `classroom`, why not."""
    taken = set(classroom.students.values_list("folded_username", flat=True))
    groups = set(classroom.groups.values_list("folded_name", flat=True))
    lines: dict[str, int] = {}  # on which each name came first
    problems = []
    for newcomer in newcomers:
        sentence = complaint(newcomer.username)
        name = fold(newcomer.username)
        if not sentence and name in taken:
            sentence = say_taken()
        elif not sentence and name in lines:
            sentence = say_same_name(lines[name])
        lines.setdefault(name, newcomer.line)
        sentence = sentence or complaint_of_group(newcomer.group_name, groups)
        if sentence:
            problems.append(Problem(newcomer.line, newcomer.username, sentence))
    return problems


def complaint(name: str) -> str:
    """Return what is wrong with a name, or nothing."""
    try:
        check_name(name)
    except ValidationError as error:
        return str(error.messages[0])
    return ""


def say_taken() -> str:
    return _("This name is already taken in this class.")


def say_same_name(line: int) -> str:
    return _("This name is on line %(line)d already.") % {"line": line}


def complaint_of_group(name: str, groups: set[str]) -> str:
    """Return what is wrong with the group, or nothing; a new one is noted."""
    if not name:
        return ""
    if sentence := complaint(name):
        return _("The group: %(sentence)s") % {"sentence": sentence}
    groups.add(fold(name))
    return say_too_many_groups() if len(groups) > MOST_GROUPS else ""


def say_too_many_groups() -> str:
    words = _("A class can have %(most)d groups. Delete one first, or use another.")
    return words % {"most": MOST_GROUPS}


def find_crowd(classroom: Classroom, newcomers: Sequence[Newcomer]) -> list[Problem]:
    """Return a problem for each who comes after the class is full."""
    sentence = say_no_room(classroom)
    late = newcomers[max(0, room_in(classroom)) :]
    return [Problem(each.line, each.username, sentence) for each in late]


def room_in(classroom: Classroom) -> int:
    """Return how many more students fit; under no, if the quota was lowered."""
    return policy_of(classroom).student_quota - classroom.students.count()


def say_no_room(classroom: Classroom) -> str:
    quota = policy_of(classroom).student_quota
    sentence = ngettext(
        "This class has room for %(quota)d student. Add fewer, open another class, "
        "or allow more in the settings of this one.",
        "This class has room for %(quota)d students. Add fewer, open another class, "
        "or allow more in the settings of this one.",
        quota,
    )
    return sentence % {"quota": quota}


def new_groups(classroom: Classroom, newcomers: Iterable[Newcomer]) -> list[str]:
    """Return the groups that are to be made, each as it is spelt first."""
    known = set(classroom.groups.values_list("folded_name", flat=True))
    spelt: dict[str, str] = {}
    for newcomer in newcomers:
        if newcomer.group_name:
            spelt.setdefault(fold(newcomer.group_name), newcomer.group_name)
    return [name for folded, name in spelt.items() if folded not in known]
