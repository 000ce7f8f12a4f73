"""What browsers load to learn a head, whatever gives the features."""

HEAD_FILES = {
    "headRows": "js/learning/head_rows.js",
    "headDescent": "js/learning/head_descent.js",
    "headCalibration": "js/learning/head_calibration.js",
    "headLearning": "js/learning/head_learning.js",
}
