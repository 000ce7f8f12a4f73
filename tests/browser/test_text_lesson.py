import json
from typing import NamedTuple
from urllib.parse import quote
from urllib.request import urlopen

from playwright.sync_api import Locator, expect

from projects.models import Project, ProjectKey

from .beginning import BeginningTestCase

NEARLY = 0.006  # The key endpoint answers in whole per cent.


class Lesson(NamedTuple):
    """What a child teaches the computer, and what it is asked then."""

    name: str
    examples: dict[str, list[str]]
    questions: dict[str, str]  # sentences it has not seen, and their labels
    marked: str  # a word of the first question that has to push


LESSONS = {
    "en": Lesson(
        "Food or weather",
        {
            "food": [
                "I eat bread with butter",
                "This soup tastes great",
                "We bake a chocolate cake",
                "She eats an apple for lunch",
                "Dinner is rice and beans",
                "The cheese tastes salty",
            ],
            "weather": [
                "It is raining again",
                "The sun shines all day",
                "A cold wind blows today",
                "Tomorrow it will snow",
                "There are dark clouds",
                "The storm was very windy",
            ],
        },
        {
            "We eat soup for dinner": "food",
            "Dark clouds and a cold wind": "weather",
        },
        "soup",
    ),
    "pl": Lesson(
        "Jedzenie czy pogoda",
        {
            "jedzenie": [
                "Jem chleb z masłem",
                "Ta zupa jest pyszna",
                "Pieczemy ciasto czekoladowe",
                "Ona je jabłko na obiad",
                "Na kolację jest ryż",
                "Ser smakuje słono",
            ],
            "pogoda": [
                "Znowu pada deszcz",
                "Słońce świeci cały dzień",
                "Dziś wieje zimny wiatr",
                "Jutro spadnie śnieg",
                "Na niebie są ciemne chmury",
                "Burza była bardzo głośna",
            ],
        },
        {
            "Jemy pyszną zupę na obiad": "jedzenie",
            "Ciemne chmury i zimny wiatr": "pogoda",
        },
        "zupę",
    ),
    "ar": Lesson(
        "طعام أم طقس",
        {
            "طعام": [
                "آكل الخبز مع الزبدة",
                "هذا الحساء لذيذ جدا",
                "نخبز كعكة الشوكولاتة",
                "تأكل تفاحة على الغداء",
                "العشاء أرز وفاصوليا",
                "طعم الجبن مالح",
            ],
            "طقس": [
                "المطر يهطل مرة أخرى",
                "الشمس تشرق طوال اليوم",
                "تهب ريح باردة اليوم",
                "غدا سوف يتساقط الثلج",
                "هناك غيوم داكنة في السماء",
                "كانت العاصفة قوية",
            ],
        },
        {"نأكل الحساء على العشاء": "طعام", "غيوم داكنة وريح باردة": "طقس"},
        "الحساء",
    ),
    "ja": Lesson(
        "食べ物か天気か",
        {
            "食べ物": [
                "パンにバターをぬって食べる",
                "このスープはとてもおいしい",
                "チョコレートケーキを焼く",
                "昼ごはんにりんごを食べた",
                "夕ごはんはカレーです",
                "チーズはしょっぱい味がする",
            ],
            "天気": [
                "また雨が降っている",
                "一日中太陽がかがやく",
                "今日は冷たい風がふく",
                "明日は雪が降るでしょう",
                "空に黒い雲がある",
                "あらしの風はとても強かった",
            ],
        },
        {"夕ごはんにスープを食べる": "食べ物", "黒い雲と冷たい風": "天気"},
        "ス",
    ),
}


class TextLessonTests(BeginningTestCase):
    """A lesson about sentences, in four languages and three scripts."""

    needs_worker = True

    def test_english(self) -> None:
        self.hold(LESSONS["en"])

    def test_polish(self) -> None:
        self.hold(LESSONS["pl"])

    def test_arabic(self) -> None:
        self.hold(LESSONS["ar"])
        direction = "element => getComputedStyle(element).direction"
        self.assertEqual(self.sentence.evaluate(direction), "rtl")

    def test_japanese(self) -> None:
        self.hold(LESSONS["ja"])

    def hold(self, lesson: Lesson) -> None:
        """Hold a lesson, from the door to right answers."""
        self.come_in()
        self.start_project(lesson.name, "Text")
        for label, sentences in lesson.examples.items():
            self.add_label(label)
            self.add_examples(label, sentences)
        self.page.get_by_role("link", name="Go to Learn & Test").click()
        self.train()
        for question, label in reversed(lesson.questions.items()):
            self.try_out(question)
            self.assert_best(label)
            self.assert_same_as_server(question)
        self.assert_marked(next(iter(lesson.questions)), lesson.marked)
        self.assert_word_lists(lesson)

    def add_examples(self, label: str, sentences: list[str]) -> None:
        bucket = self.bucket(label)
        bucket.get_by_role("textbox", name="A new example").click()
        for sentence in sentences:
            # The keyboard alone: type, Enter, type the next.
            self.page.keyboard.insert_text(sentence)
            self.page.keyboard.press("Enter")
        count = bucket.locator("[data-part=count]")
        expect(count).to_contain_text(str(len(sentences)))
        expect(bucket.locator(".is-saving, .is-unsaved")).to_have_count(0)

    def train(self) -> None:
        self.page.get_by_role("button", name="Train", exact=True).click()
        ready = self.page.get_by_text("Ready! Try it out.")
        expect(ready).to_be_visible(timeout=30_000)

    @property
    def card(self) -> Locator:
        return self.page.locator("[data-card=test]")

    @property
    def sentence(self) -> Locator:
        return self.card.locator(".push-sentence")

    def try_out(self, question: str) -> None:
        self.card.get_by_role("textbox").fill(question)
        self.card.get_by_role("button", name="What is it?").click()
        expect(self.card.get_by_role("status").first).to_contain_text("sure")
        expect(self.sentence).to_have_text(question)

    def assert_best(self, label: str) -> None:
        bars = self.page.locator("confidence-bars li")
        expect(bars.first).to_contain_text(label)
        expect(bars).to_have_count(2)
        expect(self.card.get_by_role("button", name=label)).to_have_attribute(
            "aria-pressed", "true"
        )

    def assert_same_as_server(self, question: str) -> None:
        bars = self.card.locator("confidence-bars progress")
        shown = [float(bar.get_attribute("value")) for bar in bars.all()]
        project = Project.objects.get()
        key = ProjectKey.objects.of_member(project, project.owner).spell()
        path = f"/api/scratch/{key}/classify?data={quote(question)}"
        with urlopen(self.site_url + path) as response:
            said = [answer["confidence"] / 100 for answer in json.load(response)]
        for here, there in zip(shown, said, strict=True):
            self.assertAlmostEqual(here, there, delta=NEARLY)

    def assert_marked(self, question: str, word: str) -> None:
        expect(self.sentence).to_have_text(question)
        pushing = self.sentence.locator(".push.is-towards")
        expect(pushing.filter(has_text=word).first).to_be_visible()
        self.card.get_by_text("The same as a table").click()
        row = self.card.get_by_role("row").filter(has_text=word).first
        expect(row).to_contain_text("towards")

    def assert_word_lists(self, lesson: Lesson) -> None:
        lists = self.page.locator("word-lists section")
        expect(lists).to_have_count(2)
        for label in lesson.examples:
            expect(lists.filter(has_text=label).locator("li").first).to_be_visible()
