"""What browsers load to learn to predict numbers."""

REGRESSION_FILES = {
    "regressionWorker": "js/learning/regression_worker.js",
    "regressionRandom": "js/learning/regression_random.js",
    "regressionTable": "js/learning/regression_table.js",
    "regressionLine": "js/learning/regression_line.js",
    "regressionLayers": "js/learning/regression_layers.js",
    "regressionNetwork": "js/learning/regression_network.js",
    "regressionLearning": "js/learning/regression_learning.js",
}
