"""Pages of models that predict numbers."""

from ...snippets import sample_measurements
from .base import PagesOfKind

REGRESSION = PagesOfKind(
    test_card="training/_test_regression.html",
    inside_card="training/_inside_regression.html",
    good_card="training/_how_good_regression.html",
    browser_files={
        "regressionWorker": "js/learning/regression_worker.js",
        "regressionRandom": "js/learning/regression_random.js",
        "regressionTable": "js/learning/regression_table.js",
        "regressionLine": "js/learning/regression_line.js",
        "regressionNetwork": "js/learning/regression_network.js",
        "regressionLearning": "js/learning/regression_learning.js",
    },
    sample=sample_measurements,
    styles=["css/prediction.css"],
)
