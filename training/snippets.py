"""Programs to start from, with the project's own address and columns filled in.

What a child has typed is written as JSON, so that it can only ever be data.
"""

import json
import shlex
from collections.abc import Sequence

from projects.models import Field


def python_program(address: str, fields: Sequence[Field]) -> str:
    """Return a Python program that asks the model; it needs nothing installed."""
    names = ", ".join(field.name for field in fields)
    return "\n".join(
        [
            "import json",
            "import urllib.request",
            "",
            f"ADDRESS = {json.dumps(address + 'classify')}",
            f"# {names}" if names else "# Add columns to your project first.",
            f"data = {json.dumps(sample_row(fields), ensure_ascii=False)}",
            "",
            'body = json.dumps({"data": data}).encode()',
            'headers = {"Content-Type": "application/json"}',
            "request = urllib.request.Request(ADDRESS, body, headers)",
            "answers = json.load(urllib.request.urlopen(request))",
            "for answer in answers:",
            '    print(answer["class_name"], answer["confidence"], "%")',
        ]
    )


def curl_lines(address: str, fields: Sequence[Field]) -> str:
    """Return command lines that do the same from a terminal."""
    body = json.dumps({"data": sample_row(fields)}, ensure_ascii=False)
    header = "Content-Type: application/json"
    return "\n".join(
        [
            f"curl {shlex.quote(address + 'status')}",
            f"curl -H {shlex.quote(header)} -d {shlex.quote(body)} \\",
            f"  {shlex.quote(address + 'classify')}",
        ]
    )


def sample_row(fields: Sequence[Field]) -> list[float | str]:
    return [field.choices[0] if field.choices else 1.0 for field in fields]
