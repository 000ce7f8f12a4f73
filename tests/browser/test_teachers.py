import time

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from classrooms.models import Classroom, User

from .post_office import PostOffice
from .site import HOST, SiteTestCase

PASSWORD = "radium-polonium-1898"
PHONE = {"width": 360, "height": 740}


class TeachersTests(SiteTestCase):
    """Two teachers, from their first visit to a class that changes hands."""

    @classmethod
    def start_site(cls) -> None:
        cls.post_office = PostOffice()
        cls.addClassCleanup(cls.post_office.close)
        super().start_site()

    @classmethod
    def environment_of_site(cls) -> dict[str, str]:
        mail = {"EMAIL_URL": cls.post_office.url, "ALLOWED_HOSTS": HOST}
        return super().environment_of_site() | mail

    def press(self, name: str, page: Page | None = None) -> None:
        (page or self.page).get_by_role("button", name=name, exact=True).click()

    def sign_up(self, page: Page, name: str, email: str) -> None:
        """Fill in the form, with the keyboard alone, and open the link in the mail."""
        page.get_by_label("Your name").focus()
        for words in (name, email, PASSWORD):
            page.keyboard.type(words)
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Look in your e-mail")).to_be_visible()
        page.goto(self.post_office.link_to(email))
        self.press("Yes, it is mine", page)

    def code(self, secret: str, steps: int = 0) -> str:
        step = int(time.time()) // 30 + steps
        return format_hotp_value(hotp_value(secret, step))

    def test_a_new_teacher_protects_the_account_with_a_second_step(self) -> None:
        page, email = self.page, "curie@school.example"
        page.goto("/")
        page.get_by_role("link", name="I am a teacher").click()
        page.get_by_role("link", name="Make a teacher account").click()
        self.sign_up(page, "Ms Curie", email)
        expect(page.get_by_text("Hello, Ms Curie!")).to_be_visible()
        self.assertTrue(EmailAddress.objects.get(email=email).verified)

        secret = self.turn_second_step_on(page)

        self.press("Log out")
        page.goto("/account/login/")
        page.get_by_label("Your e-mail address").fill(email)
        page.get_by_label("Your password").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="One more step")).to_be_visible()
        # The field has the focus already.
        page.keyboard.type(self.code(secret, steps=1))
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="My classes")).to_be_visible()

    def turn_second_step_on(self, page: Page) -> str:
        page.get_by_title("My account").click()
        page.get_by_role("link", name="Change the second step").click()
        page.get_by_role("link", name="Turn it on").click()
        page.get_by_label("Your password").fill(PASSWORD)
        self.press("Go on")
        picture = page.get_by_role("img", name="QR code")
        expect(picture).to_be_visible()
        self.assertGreater(picture.evaluate("picture => picture.naturalWidth"), 100)
        secret = page.locator("#secret").text_content()
        page.get_by_label("The code that the app shows").fill(self.code(secret))
        page.keyboard.press("Enter")
        expect(page.locator("#spare-codes")).to_be_visible()
        codes = page.locator("#spare-codes").text_content().split()
        self.assertEqual(len(codes), 10)
        return secret

    def test_a_class_gets_a_second_teacher_and_then_a_new_owner(self) -> None:
        rivera = User.objects.create_user("rivera@school.example", name="Ms Rivera")
        EmailAddress.objects.create(
            user=rivera, email=rivera.email, verified=True, primary=True
        )
        self.sign_in(rivera)
        self.open_class("Year 5")
        email = "okoro@school.example"
        self.page.get_by_label("Your colleague’s e-mail address").fill(email)
        self.press("Invite")
        expect(
            self.page.get_by_text(f"A letter is on its way to {email}.")
        ).to_be_visible()
        shown = self.page.locator(".copyable-text").text_content()
        link = self.post_office.link_to(email)
        self.assertEqual(shown, link)

        okoro = self.new_context().new_page()
        okoro.set_viewport_size(PHONE)
        okoro.goto(link)
        okoro.get_by_role("link", name="Make a teacher account").click()
        self.sign_up(okoro, "Mr Okoro", email)
        # The invitation, which waited while the account was made.
        self.press("Accept", okoro)
        expect(okoro.get_by_text("You help to teach Year 5 now.")).to_be_visible()

        self.hand_over_to("Mr Okoro")

        okoro.get_by_role("link", name="Teachers").click()
        expect(okoro.get_by_role("heading", name="Invite a colleague")).to_be_visible()
        width = okoro.evaluate("() => document.documentElement.scrollWidth")
        self.assertLessEqual(width, PHONE["width"])
        owner = User.objects.get(email=email)
        self.assertTrue(Classroom.objects.get().is_owned_by(owner))

    def open_class(self, name: str) -> None:
        self.page.goto("/classrooms/")
        self.page.get_by_label("Name of the class").fill(name)
        self.page.keyboard.press("Enter")
        self.page.get_by_role("link", name="Teachers").click()

    def hand_over_to(self, name: str) -> None:
        """Press, think better of it, press again and mean it."""
        self.page.reload()
        for answer in ("Cancel", "Hand it over"):
            self.press(f"Hand the class over to {name}")
            dialog = self.page.get_by_role("dialog")
            expect(dialog).to_contain_text(f"Hand the class over to {name}?")
            dialog.get_by_role("button", name=answer).click()
        expect(self.page.get_by_text(f"{name} owns this class now.")).to_be_visible()
        verbs = self.page.get_by_role("button", name="Hand the class over")
        expect(verbs).to_have_count(0)
