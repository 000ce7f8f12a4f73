"""What a program is told when it cannot have what it asked for."""


class Refused(Exception):
    """The message is the one sentence it is told, with this HTTP status."""

    status = 400


class UnknownKey(Refused):
    status = 404

    def __init__(self) -> None:
        super().__init__("Scratch key not found")


class NotAllowed(Refused):
    status = 403

    def __init__(self) -> None:
        super().__init__("This key may not do that")


class NoRoomForParts(Refused):
    status = 409

    def __init__(self) -> None:
        super().__init__("These are too many labels, columns or choices")


class NotFound(Refused):
    status = 404


class NoSuchMethod(Refused):
    status = 405

    def __init__(self) -> None:
        super().__init__("Method not allowed")


class TooLarge(Refused):
    status = 413

    def __init__(self) -> None:
        super().__init__("This is too large: 4 MB at most")


class TooFast(Refused):
    """The key was used too often; `seconds` is how long to wait."""

    status = 429

    def __init__(self, seconds: int) -> None:
        super().__init__("Too many requests. Slow down a little")
        self.seconds = seconds


class NotTrained(Refused):
    status = 409

    def __init__(self) -> None:
        super().__init__("Nothing has been trained yet")
