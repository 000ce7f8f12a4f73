"""Write tests/text_features.json: what Python and browsers have to agree on.

    .venv/bin/python -m tools.text_vectors

Run it when features change, and their VERSION with them.
"""

import json
from pathlib import Path
from typing import Any

from training.learning.text.features import parts_of, read
from training.learning.text.tokens import normalised

FILE = Path(__file__).resolve().parent.parent / "tests/text_features.json"
TEXTS = (
    "Turn the lamp on!",
    "I'm not happy, don’t ask",
    "Ça va l'été?",
    "ΣΊΣΥΦΟΣ",
    "İSTANBUL ısı",
    "Straße ﬁn",
    "Привет мир",
    "שָׁלוֹם",
    "مرحبا می\u200cخواهم",
    "हिन्दी में",
    "தமிழ்",
    "น้ำเย็น",
    "ភាសា",
    "မြန်မာ",
    "我喜欢猫",
    "ねこ カﾞ ｶﾞ",
    "\u1112\u1161\u11ab국어",
    "ሰላም",
    "😀😀👍🏽❤️",
    "👩\u200d👧 🇫🇷🇩🇪🇺",
    "½ ﷺ ① ㎢ 1️⃣",
    "a\u0323\u0307 e\u0301",
    "\u0301x \ufe0f\u200d",
    "a\u1dfab c\U0001fadfd",
    "\u1c90\u1c91 \ua7f2 \U0001e922",
    "\ud800 x\udc00y",
    "\u2402\u2403 \u2403\u0308\u2402",
    "tab\tnew\nline\0nul",
    "",
)


def described(text: str) -> dict[str, Any]:
    """Return what is to be read in a text, as JSON."""
    sentence = read(text)
    typed = normalised("NFC", text)
    return {
        "text": text,
        "tokens": [[t.text, typed[t.start : t.end]] for t in sentence.tokens],
        "places": sentence.places.tolist(),
        "values": [round(value, 7) for value in sentence.values.tolist()],
        "seenAs": sentence.seen_as.tolist(),
        "hasMeaning": sentence.has_meaning,
        "parts": [[p.kind, p.text, list(p.words)] for p in parts_of(text)],
    }


if __name__ == "__main__":
    lines = ",\n".join(json.dumps(described(text)) for text in TEXTS)
    FILE.write_text(f"[\n{lines}\n]\n")
