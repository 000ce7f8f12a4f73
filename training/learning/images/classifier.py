"""Answer one picture with a trained model."""

from projects.kinds import Content

from ..heads.classifier import HeadClassifier
from ..heads.memory import Features
from . import bases
from .question import PictureQuestion


class PictureClassifier(HeadClassifier[bases.Base]):
    find_base = staticmethod(bases.find_base)

    def features(self, content: Content) -> Features:
        if not isinstance(content, PictureQuestion):
            raise TypeError("A picture model answers pictures.")
        return self.base.features(content.pixels[None])
