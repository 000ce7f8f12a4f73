"""A model of pictures that is there, and the ways of showing it another picture."""

import base64
from itertools import islice

from mlforkids.demo_pictures import pictures_of

from .learn_page import TryingTestCase
from .shapes import EACH, ShapesTestCase

# What a page gets when somebody drops or pastes a file, or something of another page.
GIVE = """([card, name, data, address]) => {
  const transfer = new DataTransfer();
  if (data) {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    transfer.items.add(new File([bytes], "picture.jpg", { type: "image/jpeg" }));
  }
  if (address) transfer.setData("text/uri-list", address);
  const about = { bubbles: true, cancelable: true };
  const event = name === "drop"
    ? new DragEvent("drop", { ...about, dataTransfer: transfer })
    : new ClipboardEvent("paste", { ...about, clipboardData: transfer });
  card.dispatchEvent(event);
}"""


def new_picture(shape: str) -> bytes:
    """Return a picture that the project does not have."""
    return next(islice(pictures_of(shape), EACH, None))


class TryPicturesTestCase(ShapesTestCase, TryingTestCase):
    invitation = "Choose how to show it a picture."

    def upload(self, data: bytes) -> None:
        self.way("A picture")
        file = {"name": "new.jpg", "mimeType": "image/jpeg", "buffer": data}
        self.card.locator("input[type=file]").set_input_files(file)

    def give(self, how: str, data: bytes = b"", address: str = "") -> None:
        encoded = base64.b64encode(data).decode()
        self.card.evaluate(
            f"(card, rest) => ({GIVE})([card, ...rest])", [how, encoded, address]
        )

    def look(self) -> None:
        self.card.get_by_role("button", name="What did it look at?").click()
