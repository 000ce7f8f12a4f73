from django.urls import include, path

from . import api, base_views, encoding_api, feed_api
from .clients import example_files, extension, local, saved_models
from .clients import views as clients
from .views import erasing, exporting, guests, lists, live, of_class, pages

app_name = "training"

scratch = [
    path("status", clients.status, name="scratch-status"),
    path("classify", clients.classify_data, name="scratch-classify"),
    path("train", clients.train, name="scratch-train"),
    path("models", clients.models, name="scratch-models"),
    path("local/models", local.train_local, name="scratch-local"),
    path("images/<uuid:example_id>.jpg", example_files.picture, name="scratch-image"),
    path(
        "images/224/<uuid:example_id>.jpg",
        example_files.small_picture,
        name="scratch-small-image",
    ),
    path(
        "sounds/<uuid:example_id>.wav",
        example_files.recording,
        name="scratch-sound",
    ),
    path("extension.json", extension.describe, name="scratch-extension"),
]
files = [
    path("status", saved_models.status, name="saved-status"),
    path("model/model.zip", saved_models.model_zip, name="saved-model"),
    path("files/<str:file_name>", saved_models.any_file, name="saved-file"),
    path("tree", saved_models.tree, name="saved-tree"),
    path("dot", saved_models.tree_dot, name="saved-dot"),
    path("vocab", saved_models.vocabulary, name="saved-vocab"),
]
model = [
    path("model/", api.ProjectModelView.as_view(), name="model"),
    path("model/cancel/", api.CancelTrainingView.as_view(), name="cancel"),
    path(
        "model/<uuid:ml_model_id>/progress/",
        api.LessonProgressView.as_view(),
        name="lesson-progress",
    ),
    path(
        "model/<uuid:ml_model_id>/result/",
        api.LessonResultView.as_view(),
        name="lesson-result",
    ),
    path("model/report/", api.ModelReportView.as_view(), name="report"),
    path("model/examples/", api.ModelExamplesView.as_view(), name="model-examples"),
    path("models/", api.ProjectHistoryView.as_view(), name="history"),
    path("live/", feed_api.ProjectLiveView.as_view(), name="project-live"),
]
of_classroom = [
    path("students/erase/", erasing.erase_students, name="erase-students"),
    path(
        "students/<uuid:student_id>/export/",
        exporting.export_student,
        name="export-student",
    ),
    path("erase/", erasing.erase_classroom, name="erase-classroom"),
    path("export/", exporting.export_classroom, name="export-classroom"),
]
of_account = [
    path("data/", erasing.account_data, name="account-data"),
    path("export/", exporting.export_account, name="export-account"),
    path("erase/", erasing.erase_account, name="erase-account"),
]
urlpatterns = [
    path("classrooms/<uuid:classroom_id>/", include(of_classroom)),
    path("account/", include(of_account)),
    path("receipts/<uuid:receipt_id>/", erasing.receipt, name="receipt"),
    path(
        "projects/<uuid:project_id>/export/",
        exporting.export_project,
        name="export-project",
    ),
    path("leave/", guests.leave, name="leave"),
    path("classrooms/<uuid:classroom_id>/live/", live.live, name="live"),
    path(
        "api/classrooms/<uuid:classroom_id>/live/",
        api.ClassroomLiveView.as_view(),
        name="live-state",
    ),
    path("projects/<uuid:project_id>/learn/", pages.learn, name="learn"),
    path("projects/<uuid:project_id>/make/", pages.make, name="make"),
    path("api/projects/<uuid:project_id>/", include(model)),
    path(
        "api/models/<uuid:ml_model_id>/files/<str:name>",
        api.ModelFileView.as_view(),
        name="file",
    ),
    path("api/encode/", encoding_api.EncodeView.as_view(), name="encode"),
    path(
        "base-models/<str:base_id>/<str:name>", base_views.base_file, name="base-file"
    ),
    path("api/local-key/", api.LocalKeyView.as_view(), name="local-key"),
    path("api/scratch/<str:key>/", include(scratch)),
    path("saved-models/<str:name>/", include(files)),
    # Whatever else a program tries: the site's own answer would be a page.
    path("api/scratch/<path:rest>", clients.nothing_here, name="scratch-nothing"),
    path("saved-models/<path:rest>", clients.nothing_here, name="saved-nothing"),
]

# Of the namespace "projects", but they show models, of which projects know nothing.
project_pages = [
    path("projects/", lists.project_list, name="list"),
    path("projects/of-class/", lists.class_list, name="class-list"),
    path("projects/<uuid:project_id>/", pages.project_detail, name="detail"),
]

# Of the namespace "classrooms", but they show projects and their models.
class_pages = [
    path(
        "classrooms/<uuid:classroom_id>/projects/",
        of_class.classroom_projects,
        name="projects",
    ),
    path(
        "classrooms/<uuid:classroom_id>/projects/share/",
        of_class.share_project,
        name="share-project",
    ),
]
