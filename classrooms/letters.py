"""Letters to teachers who are invited. They come by e-mail, when there is a server."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from .counting import count
from .models import Invitation

logger = logging.getLogger(__name__)

MOST_LETTERS = 30  # of one teacher, in an hour
AN_HOUR = 60 * 60  # seconds


class LetterNotSent(Exception):
    """The invitation stands; the message says how else it can be passed on."""


def letters_are_sent() -> bool:
    """Say if letters leave this site; without a mail server they are only printed."""
    return not settings.EMAIL_BACKEND.endswith("console.EmailBackend")


def letters(request: HttpRequest) -> dict[str, object]:
    """Context processor: so that no page promises a letter that nobody gets."""
    return {"sends_letters": letters_are_sent()}


def send_invitation(invitation: Invitation, link: str) -> None:
    """Send the letter of an invitation that has been committed."""
    letters_sent = count(f"letters:{invitation.invited_by_id}", AN_HOUR)
    if letters_sent > MOST_LETTERS:
        raise LetterNotSent(
            _("You have sent many letters. Copy the link and send it yourself.")
        )
    context = {"invitation": invitation, "link": link}
    subject = render_to_string("classrooms/letters/invitation_subject.txt", context)
    words = render_to_string("classrooms/letters/invitation.txt", context)
    try:
        send_mail(" ".join(subject.split()), words.strip(), None, [invitation.email])
    except OSError as error:  # Those of the mail server are OSErrors, too.
        logger.warning("A letter could not be sent: %s", type(error).__name__)
        raise LetterNotSent(
            _("The letter could not be sent. Copy the link and send it yourself.")
        ) from error
    if not letters_are_sent():
        raise LetterNotSent(
            _("This site sends no letters. Copy the link and send it yourself.")
        )
