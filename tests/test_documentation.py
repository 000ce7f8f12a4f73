import re
from collections.abc import Iterator
from pathlib import Path

from django.test import SimpleTestCase
from django.urls import URLPattern, get_resolver

from training.routing import websocket_urlpatterns

ROOT = Path(__file__).parent.parent


def routes(patterns, prefix: str = "/") -> Iterator[str]:
    """Yield every address as people write it: /api/projects/<project_id>/."""
    for pattern in patterns:
        address = prefix + re.sub(r"<\w+:(\w+)>", r"<\1>", str(pattern.pattern))
        if isinstance(pattern, URLPattern):
            yield address
        else:
            yield from routes(pattern.url_patterns, address)


def headings(name: str) -> set[str]:
    text = (ROOT / "docs" / name).read_text()
    return set(re.findall(r"^## `(/\S+)`$", text, re.MULTILINE))


class DocumentationTests(SimpleTestCase):
    def test_every_route_of_the_api_is_described_and_no_other(self) -> None:
        described = headings("api.md") | headings("scratch.md")
        sockets = {f"/{each}" for each in routes(websocket_urlpatterns, "")}
        there = sockets | {
            each
            for each in routes(get_resolver().url_patterns)
            if each.startswith(("/api/", "/saved-models/"))
        }
        self.assertEqual(described, there)

    def test_documents_point_at_documents_that_exist(self) -> None:
        files = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
        self.assertGreater(len(files), 5)
        for file in files:
            for link in re.findall(r"\]\((?!https?://)([^)#]+)", file.read_text()):
                with self.subTest(file=file.name, link=link):
                    self.assertTrue((file.parent / link).exists())
