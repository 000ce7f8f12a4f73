"""Which addresses on the web this server asks for pictures: none that lead inside."""

from unittest.mock import patch

from django.test import SimpleTestCase, override_settings

from projects.uploads import hosts, web
from projects.uploads.web import CannotFetchAddress, fetch_picture

# Refused as they are spelled: nobody is even asked where they lead.
NEVER_LOOKED_UP = [
    # Other protocols, and no addresses at all
    "file:///etc/passwd",
    "ftp://pictures.example/cat.png",
    "gopher://pictures.example:80/_",
    "dict://pictures.example/",
    "data:image/png;base64,AAAA",
    "javascript:alert(1)",
    "//pictures.example/cat.png",
    "pictures.example/cat.png",
    "cat.png",
    "",
    "http://",
    "http:///cat.png",
    "https:pictures.example",
    "http://pictures.example\\@127.0.0.1/",
    "http://pictures.example\t/cat.png",
    "http://pictures.example/\r\nHost: inside/cat.png",
    "http://pictures.example/" + "a" * 2048,
    # Names and passwords
    "http://me@pictures.example/",
    "http://me:secret@pictures.example/",
    "http://pictures.example@127.0.0.1/",
    # Ports on which no web site is
    "http://pictures.example:8080/",
    "http://pictures.example:22/",
    "http://pictures.example:443/",
    "https://pictures.example:80/",
    "http://pictures.example:0/",
    "http://pictures.example:99999/",
    "http://pictures.example:6379x/",
    # Names that only a network inside knows
    "http://localhost/",
    "http://LOCALHOST/",
    "http://localhost./",
    "http://redis/",
    "http://printer.local/",
    "http://printer.local./",
    "http://cat.localhost/",
    "http://metadata.google.internal/",
    "http://router.lan/",
    "http://nas.home.arpa/",
    # Numbers in forms that browsers and libraries read as well
    "http://2130706433/",
    "http://134744072/",
    "http://017700000001/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://127.0.0.01/",
    "http://127.1/",
    "http://127.0.1/",
    "http://10.1/",
    "http://127.0.0.0x1/",
    "http://0/",
    "http://256.256.256.256/",
    "http://1.2.3.4.5/",
    "http://127.0.0.1../",
    "http://%31%32%37.0.0.1/",
    "http://127.0.0.1%00.pictures.example/",
    "http://[fe80::1%25eth0]/",
    "http://[::1%eth0]/",
    "http://[1.2.3.4]/",
    "http://[v1.a]/",
    "http://[::1/",
    "http://0Ｘ7F.1/",
    "http://pictures .example/",
    "http://pictures_.example:80:80/",
    "http://-.-/",
    "http://" + "a" * 64 + ".example/",
    "http://a..example/",
]
# Refused once it is known where they lead, which such numbers say themselves.
NUMBERS = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.100.100.200",  # where one large host of servers keeps secrets
    "127.0.0.1",
    "127.0.0.1.",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",  # where most of them do
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "１２７.０.０.１",  # full-width
    "127。0。0。1",  # with dots of Chinese sentences
    "①②⑦.0.0.1",
    "[::]",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::127.0.0.1]",  # compatible
    "[::8.8.8.8]",
    "[::ffff:127.0.0.1]",  # mapped
    "[::ffff:7f00:1]",
    "[::ffff:169.254.169.254]",
    "[::ffff:8.8.8.8]",
    "[::ffff:0:127.0.0.1]",  # translated
    "[64:ff9b::7f00:1]",  # NAT64
    "[64:ff9b::169.254.169.254]",
    "[64:ff9b:1::a00:1]",
    "[100::1]",  # thrown away
    "[2001::1]",  # Teredo
    "[2001:0:7f00:1::]",
    "[2001:10::1]",
    "[2001:db8::1]",
    "[2002:7f00:1::]",  # 6to4
    "[2002:a9fe:a9fe::1]",
    "[3fff::1]",
    "[5f00::1]",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[fe80::1]",
    "[fec0::1]",
    "[ff02::1]",
    "[4000::1]",  # given to nobody
]
PUBLIC = ["1.1.1.1", "93.184.215.14", "172.32.0.1", "2606:4700::1111", "2a00:1450::1"]


def refusal(address: str) -> str:
    """Return what is said of an address that nothing must be asked of."""
    try:
        fetch_picture(address)
    except CannotFetchAddress as problem:
        return str(problem)
    raise AssertionError(f"{address} was fetched")


class RefusedAddressesTests(SimpleTestCase):
    def setUp(self) -> None:
        self.connect = self.enterContext(patch.object(web, "connect"))

    def test_addresses_spelled_to_lead_elsewhere_are_refused_unasked(self) -> None:
        resolve = self.enterContext(patch.object(hosts, "resolve"))
        for address in NEVER_LOOKED_UP:
            with self.subTest(address):
                self.assertIn("address", refusal(address))
        resolve.assert_not_called()
        self.connect.assert_not_called()

    def test_numbers_of_machines_inside_are_refused(self) -> None:
        for number in NUMBERS:
            for scheme in ("http", "https"):
                with self.subTest(number, scheme=scheme):
                    sentence = refusal(f"{scheme}://{number}/cat.png")
                    self.assertIn(
                        "does not lead to a picture on the internet", sentence
                    )
        self.connect.assert_not_called()

    def test_names_that_lead_inside_are_refused(self) -> None:
        for number in NUMBERS:
            number = number.strip("[].")
            if number.isascii():
                self.assert_refused_when_found([number])

    def test_one_number_inside_among_public_ones_is_enough(self) -> None:
        self.assert_refused_when_found([*PUBLIC, "127.0.0.1"])
        self.assert_refused_when_found(["::1", *PUBLIC])

    def test_a_number_of_one_cable_is_refused(self) -> None:
        self.assert_refused_when_found(["fe80::1%eth0"])
        self.assert_refused_when_found(["2606:4700::1111%eth0"])

    def assert_refused_when_found(self, numbers: list[str]) -> None:
        with (
            self.subTest(numbers),
            patch.object(hosts, "resolve", return_value=numbers),
        ):
            sentence = refusal("https://pictures.example/cat.png")
            self.assertIn("does not lead to a picture on the internet", sentence)
        self.connect.assert_not_called()

    def test_a_name_nobody_knows_is_said_to_be_spelt_wrong(self) -> None:
        with patch.object(hosts, "resolve", side_effect=OSError):
            self.assertIn("spelt right", refusal("https://pictures.example/"))

    def test_public_numbers_are_not_refused(self) -> None:
        for number in PUBLIC:
            with self.subTest(number):
                self.assertTrue(hosts.is_public(number))

    @override_settings(WEB_ADDRESSES=False)
    def test_a_site_that_fetches_nothing_says_so(self) -> None:
        resolve = self.enterContext(patch.object(hosts, "resolve"))

        sentence = refusal("https://pictures.example/cat.png")

        self.assertEqual(
            sentence,
            "This site does not fetch pictures from other sites. "
            "Save the picture on your computer, and add that file instead.",
        )
        resolve.assert_not_called()


class ReadAddressTests(SimpleTestCase):
    def test_what_is_asked_is_plain_letters(self) -> None:
        target = hosts.read_address("HTTPS://Bücher.Example./Äpfel und.png?x=ß#top")

        self.assertEqual(target.host, "xn--bcher-kva.example")
        self.assertEqual(target.path, "/%C3%84pfel%20und.png?x=%C3%9F")
        self.assertEqual(target.port, 443)

    def test_what_is_quoted_stays_as_it_is(self) -> None:
        target = hosts.read_address("http://a.example:80/a%2Fb.png?u=a%26b&c=[1]")

        self.assertEqual(target.path, "/a%2Fb.png?u=a%26b&c=[1]")
        self.assertEqual(target.port, 80)

    def test_a_number_in_brackets_is_named_with_them(self) -> None:
        target = hosts.read_address("http://[2606:4700:0::1111]/")

        self.assertEqual(target.named, "[2606:4700::1111]")
