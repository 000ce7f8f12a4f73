"""What differs between kinds on the pages of a model."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.templatetags.static import static

from projects.models import Project

from ...snippets import Sample


@dataclass(frozen=True)
class PagesOfKind:
    """How a model of one kind is shown, and what its classifier needs."""

    test_card: str  # templates
    inside_card: str
    # What a browser loads to classify; static files have other names when deployed.
    browser_files: Mapping[str, str]
    sample: Callable[[Project], Sample]
    good_card: str = "training/_how_good_card.html"
    styles: Sequence[str] = ()
    # Says what a computer looks at, where that is not plain to see.
    reads: Callable[[], str] = lambda: ""
    # What else the browser has to know, which is not the same on every site.
    site_facts: Callable[[], Mapping[str, Any]] = dict

    def assets(self) -> dict[str, Any]:
        """Return the address of every one of the browser's files, and what it knows."""
        addresses = {name: static(path) for name, path in self.browser_files.items()}
        return {**addresses, **self.site_facts()}
