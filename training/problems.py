"""What a student is told when there is no model, though it was trained."""

from django.utils.translation import gettext as _

from .models import Problem, Training


def sentence_for(training: Training) -> str:
    """Return what became of `training` and what to do, or "" if all is well."""
    sentences = {
        Problem.NONE: "",
        Problem.TOO_SLOW: _("This took too long. Press Train to try again."),
        Problem.TOO_LARGE: _(
            "These are too many examples for this computer. Delete some, and try again."
        ),
        Problem.WORKER_LOST: _("Training was interrupted. Press Train to try again."),
        Problem.TOO_LITTLE: _("There were too few examples left. Add some more."),
        Problem.NO_ROOM: _(
            "There was no room left for this model. Delete one that you no longer need."
        ),
        Problem.BROWSER_GONE: _(
            "The page was closed while the computer was learning. Press Train again."
        ),
        Problem.COMPUTER: _(
            "That computer could not do it. Try again, or use another computer."
        ),
        Problem.TOO_OLD: _(
            "The model was kept for as long as your class allows. Train it again."
        ),
        Problem.UNKNOWN: _("That did not work. Press Train to try again."),
    }
    return sentences[Problem(training.problem)]
