"""What a student is told when a training has failed."""

from django.utils.translation import gettext as _

from .models import MLModel, Problem


def sentence_for(ml_model: MLModel) -> str:
    """Return why `ml_model` failed and what to do, or "" if it did not fail."""
    sentences = {
        Problem.NONE: "",
        Problem.TOO_SLOW: _("This took too long. Press Train to try again."),
        Problem.TOO_LARGE: _(
            "These are too many examples for this computer. Delete some, and try again."
        ),
        Problem.WORKER_LOST: _("Training was interrupted. Press Train to try again."),
        Problem.TOO_LITTLE: _("There were too few examples left. Add some more."),
        Problem.UNKNOWN: _("That did not work. Press Train to try again."),
    }
    return sentences[Problem(ml_model.problem)]
