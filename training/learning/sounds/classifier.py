"""Answer one sound with a trained model."""

from projects.kinds import Content

from ..heads.classifier import HeadClassifier
from ..heads.memory import Features
from . import bases
from .question import SoundQuestion


class SoundClassifier(HeadClassifier[bases.Base]):
    find_base = staticmethod(bases.find_base)

    def features(self, content: Content) -> Features:
        if not isinstance(content, SoundQuestion):
            raise TypeError("A sound model answers sounds.")
        return self.base.features([content.samples])
