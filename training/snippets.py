"""Programs to start from, with the project's own address and a sample filled in.

What a child has typed is written as JSON, so that it can only ever be data.
"""

import json
import shlex
from collections.abc import Sequence
from dataclasses import dataclass

from projects.kinds import Value
from projects.models import Field, Project

LONGEST_SAMPLE = 80  # characters; a program to start from is read by children


# What a program does with the answers.
SAY_LABELS = (
    "for answer in answers:",
    '    print(answer["class_name"], answer["confidence"], "%")',
)
SAY_NUMBERS = (
    "for column, number in answers[0].items():",
    "    print(column, number)",
)


@dataclass(frozen=True)
class Sample:
    """Something to classify, and what the comment above it says."""

    data: str | list[float | str] | dict[str, Value]
    about: str
    is_file: bool = False  # `data` is then its name, beside the program.
    say: Sequence[str] = SAY_LABELS  # lines of Python


def python_program(address: str, sample: Sample) -> str:
    """Return a Python program that asks the model; it needs nothing installed."""
    return "\n".join(
        [
            *(["import base64"] if sample.is_file else []),
            "import json",
            "import urllib.request",
            "",
            f"ADDRESS = {json.dumps(address + 'classify')}",
            f"# {sample.about}",
            *lines_of_data(sample),
            "",
            'body = json.dumps({"data": data}).encode()',
            'headers = {"Content-Type": "application/json"}',
            "request = urllib.request.Request(ADDRESS, body, headers)",
            "answers = json.load(urllib.request.urlopen(request))",
            *sample.say,
        ]
    )


def lines_of_data(sample: Sample) -> list[str]:
    written = json.dumps(sample.data, ensure_ascii=False)
    if not sample.is_file:
        return [f"data = {written}"]
    return [
        f'with open({written}, "rb") as file:',
        "    data = base64.b64encode(file.read()).decode()",
    ]


def curl_lines(address: str, sample: Sample) -> str:
    """Return command lines that do the same from a terminal."""
    status, classify = (shlex.quote(address + each) for each in ("status", "classify"))
    asking = f"curl -H {shlex.quote('Content-Type: application/json')} -d"
    if sample.is_file:
        # Through a pipe: as an argument of a program it would be too long.
        file = shlex.quote(str(sample.data))
        body = f"""(printf '{{"data": "'; base64 < {file}; printf '"}}')"""
        lines = [f"{body} | tr -d '\\n' |", f"  {asking} @- {classify}"]
    else:
        body = json.dumps({"data": sample.data}, ensure_ascii=False)
        lines = [f"{asking} {shlex.quote(body)} \\", f"  {classify}"]
    return "\n".join([f"curl {status}", *lines])


def sample_row(project: Project) -> Sample:
    fields = list(project.live_fields())
    names = ", ".join(field.name for field in fields)
    return Sample(
        [usual(field) for field in fields],
        names or "Add columns to your project first.",
    )


def sample_measurements(project: Project) -> Sample:
    """Return the newest row, but for what is predicted; of it nothing is known."""
    known = [field for field in project.live_fields() if not field.is_predicted]
    newest = project.examples.shown().order_by("-created_at", "-id").first()
    values = newest.values if newest else {}
    return Sample(
        {field.name: values.get(str(field.number), usual(field)) for field in known},
        "Put in any numbers." if known else "Add columns to your project first.",
        say=SAY_NUMBERS,
    )


def usual(field: Field) -> float | str:
    return field.choices[0] if field.choices else 1.0


def sample_text(project: Project) -> Sample:
    newest = project.examples.shown().order_by("-created_at", "-id").first()
    text = newest.text[:LONGEST_SAMPLE] if newest else "Hello!"
    return Sample(text, "Put in any sentence.")


def sample_picture(project: Project) -> Sample:
    return Sample("picture.jpg", "Put in the name of any picture.", is_file=True)


def sample_sound(project: Project) -> Sample:
    return Sample("sound.wav", "Put in the name of any recording.", is_file=True)
