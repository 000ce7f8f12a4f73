"""Programs to start from, with the project's own address and a sample filled in.

What a child has typed is written as JSON, so that it can only ever be data.
"""

import json
import shlex
from dataclasses import dataclass

from projects.models import Project

LONGEST_SAMPLE = 80  # characters; a program to start from is read by children


@dataclass(frozen=True)
class Sample:
    """Something to classify, and what the comment above it says."""

    data: str | list[float | str]
    about: str


def python_program(address: str, sample: Sample) -> str:
    """Return a Python program that asks the model; it needs nothing installed."""
    return "\n".join(
        [
            "import json",
            "import urllib.request",
            "",
            f"ADDRESS = {json.dumps(address + 'classify')}",
            f"# {sample.about}",
            f"data = {json.dumps(sample.data, ensure_ascii=False)}",
            "",
            'body = json.dumps({"data": data}).encode()',
            'headers = {"Content-Type": "application/json"}',
            "request = urllib.request.Request(ADDRESS, body, headers)",
            "answers = json.load(urllib.request.urlopen(request))",
            "for answer in answers:",
            '    print(answer["class_name"], answer["confidence"], "%")',
        ]
    )


def curl_lines(address: str, sample: Sample) -> str:
    """Return command lines that do the same from a terminal."""
    body = json.dumps({"data": sample.data}, ensure_ascii=False)
    header = "Content-Type: application/json"
    return "\n".join(
        [
            f"curl {shlex.quote(address + 'status')}",
            f"curl -H {shlex.quote(header)} -d {shlex.quote(body)} \\",
            f"  {shlex.quote(address + 'classify')}",
        ]
    )


def sample_row(project: Project) -> Sample:
    fields = list(project.live_fields())
    names = ", ".join(field.name for field in fields)
    return Sample(
        [field.choices[0] if field.choices else 1.0 for field in fields],
        names or "Add columns to your project first.",
    )


def sample_text(project: Project) -> Sample:
    newest = project.examples.order_by("-created_at", "-id").first()
    text = newest.text[:LONGEST_SAMPLE] if newest else "Hello!"
    return Sample(text, "Put in any sentence.")


def sample_picture(project: Project) -> Sample:
    return Sample("", "A picture as JPEG or PNG, written in base64.")
