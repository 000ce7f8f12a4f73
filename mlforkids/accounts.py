"""How allauth, which looks after teachers' accounts, does things on this site."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from classrooms.attempts import Attempts, of_password, sentence_for_teacher
from classrooms.models import Invitation, SiteSettings, User

logger = logging.getLogger(__name__)

WRONG_CODE = gettext_lazy("This code does not fit. Wait for the next one, and type it.")


class AccountAdapter(DefaultAccountAdapter):
    """Who may sign up, how often a password may be guessed, what is said."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "duplicate_email": gettext_lazy("This is your address already."),
        "email_password_mismatch": gettext_lazy(
            "That did not fit together. Check the address and the password."
        ),
        "enter_current_password": gettext_lazy("This is not your old password."),
        "incorrect_password": gettext_lazy("This is not your password. Try again."),
        "max_email_addresses": gettext_lazy("Finish changing your address first."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say if the site takes new teachers: all, or those it has invited."""
        if SiteSettings.current().teachers_may_sign_up:
            return True
        invitations = Invitation.objects.open()
        if request.method == "POST":
            email = request.POST.get("email", "").strip().replace("\0", "")
            invitations = invitations.filter(email__iexact=email)
        return invitations.exists()

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        check_turn(request, of_password(credentials.get("email") or ""))

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Return who that is; a right password makes up for wrong ones before."""
        user = super().authenticate(request, **credentials)
        if user:
            of_password(credentials.get("email") or "").forget()
        return user

    def set_password(self, user: User, password: str) -> None:
        """Give the user a new password, which nobody has guessed wrongly yet."""
        super().set_password(user, password)
        theirs = user.emailaddress_set.values_list("email", flat=True)
        for address in {user.email or "", *theirs}:
            of_password(address).forget()

    def send_mail(self, template_prefix: str, email: str, context: Any) -> None:
        """Send a letter; without a mail server say so, and go on."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:  # Those of the mail server are OSErrors, too.
            logger.warning("A letter could not be sent: %s", type(error).__name__)
            words = _("The letter could not be sent. Please try again later.")
            messages.error(self.request, words)


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "add_email_blocked": gettext_lazy(
            "Turn the second step off first. Then you can change your address."
        ),
        "incorrect_code": WRONG_CODE,
        "unverified_email": gettext_lazy(
            "Finish changing your address first: open the link in the letter."
        ),
    }


def check_turn(request: HttpRequest, attempts: Attempts) -> None:
    """Count a try, or refuse it with how long to wait."""
    if wait := attempts.take_turn():
        request.seconds_to_wait = wait  # type: ignore[attr-defined]  # For the answer.
        raise ValidationError(sentence_for_teacher(wait), code="too_many_tries")
