"""Pages of models that predict numbers."""

from ...snippets import sample_measurements
from .base import PagesOfKind
from .regression_files import REGRESSION_FILES

REGRESSION = PagesOfKind(
    test_card="training/_test_regression.html",
    inside_card="training/_inside_regression.html",
    good_card="training/_how_good_regression.html",
    browser_files=REGRESSION_FILES,
    sample=sample_measurements,
    styles=["css/prediction.css"],
)
