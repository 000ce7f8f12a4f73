from django.test import SimpleTestCase, override_settings

from mlforkids.origins import is_own_page


class OwnPagesOnlyTests(SimpleTestCase):
    """Which pages may open a WebSocket."""

    def may(self, origin: bytes | None, host: bytes = b"192.168.1.5:8000") -> bool:
        headers = {b"host": host}
        if origin is not None:
            headers[b"origin"] = origin
        return is_own_page(headers)

    def test_only_those_of_the_same_host_and_port(self) -> None:
        self.assertTrue(self.may(b"http://192.168.1.5:8000"))
        self.assertTrue(self.may(b"https://School.example", b"school.example"))
        for origin in (
            b"http://evil.example",
            b"http://192.168.1.5",
            b"http://192.168.1.5:8000.evil.example",
            b"http://[",
            b"null",
            b"",
            None,
        ):
            with self.subTest(origin=origin):
                self.assertFalse(self.may(origin))

    def test_and_those_the_site_s_operator_trusts(self) -> None:
        with override_settings(CSRF_TRUSTED_ORIGINS=["https://school.example"]):
            self.assertTrue(self.may(b"https://school.example", b"inner:8000"))
