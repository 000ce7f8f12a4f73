from django.test import TestCase
from django.urls import get_resolver, reverse

from .routes import routes

PUBLIC = {
    "home",
    "javascript-catalog",
    # Where people come in
    "classrooms:join",
    "classrooms:invitation",
    "classrooms:try",
    "training:leave",
    "admin:login",
    "account_login",
    "account_signup",
    "account_inactive",
    "account_confirm_email",
    "account_email_verification_sent",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    # Machines that watch the site
    "healthz",
    "readyz",
    # Scratch and Python, whose key is itself the secret
    "training:scratch-status",
    "training:scratch-classify",
    "training:scratch-train",
    "training:scratch-models",
    "training:scratch-local",
    "training:scratch-image",
    "training:scratch-small-image",
    "training:scratch-sound",
    "training:scratch-extension",
    "training:saved-status",
    "training:saved-model",
    "training:saved-file",
    "training:saved-tree",
    "training:saved-dot",
    "training:saved-vocab",
    "training:scratch-nothing",
    "training:saved-nothing",
}


class NothingIsPublicByAccidentTests(TestCase):
    def test_strangers_are_turned_away(self) -> None:
        for name, arguments in routes(get_resolver()):
            if name not in PUBLIC:
                with self.subTest(route=name):
                    response = self.client.get(reverse(name, kwargs=arguments))
                    self.assertIn(response.status_code, {302, 401, 403})

    def test_what_is_public_exists(self) -> None:
        names = {name for name, _arguments in routes(get_resolver())}

        self.assertEqual(PUBLIC - names, set())
