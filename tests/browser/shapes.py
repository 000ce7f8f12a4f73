"""A project of pictures on its Learn & Test page, for the tests that look at it."""

from itertools import islice

from mlforkids.demo_pictures import pictures_of
from projects import actions
from projects.models import Project

from .learn_page import LearnPageTestCase

EACH = 6


class ShapesTestCase(LearnPageTestCase):
    """Ada's project tells circles from squares."""

    def make_project(self) -> Project:
        project = actions.create_project(self.ada, "Shapes", "images")
        for name in ("circle", "square"):
            label = actions.add_label(project, name)
            for picture in islice(pictures_of(name), EACH):
                actions.add_upload(project, label, picture, self.ada)
        return project
