from typing import Any

from django.urls import include, path

from . import api, class_settings, views

parts: list[Any] = [
    path("labels/", api.LabelListView.as_view(), name="labels"),
    path("labels/<int:number>/", api.LabelView.as_view(), name="label"),
    path(
        "labels/<int:number>/restore/",
        api.RestoreLabelView.as_view(),
        name="restore-label",
    ),
    path("fields/", api.FieldListView.as_view(), name="fields"),
    path("fields/order/", api.FieldOrderView.as_view(), name="order-fields"),
    path("fields/<int:number>/", api.FieldView.as_view(), name="field"),
    path(
        "fields/<int:number>/restore/",
        api.RestoreFieldView.as_view(),
        name="restore-field",
    ),
]
examples = [
    path("", api.ExampleListView.as_view(), name="examples"),
    path("<uuid:example_id>/", api.ExampleView.as_view(), name="example"),
    path(
        "<uuid:example_id>/files/<str:name>",
        api.ExampleFileView.as_view(),
        name="example-file",
    ),
    path("delete/", api.DeleteExamplesView.as_view(), name="delete-examples"),
    path("move/", api.MoveExamplesView.as_view(), name="move-examples"),
    path("restore/", api.RestoreExamplesView.as_view(), name="restore-examples"),
    path("change/", api.ChangeExamplesView.as_view(), name="change-examples"),
    path("table/", api.TableView.as_view(), name="table"),
    path("table.csv", api.TableFileView.as_view(), name="table-file"),
    path("import/", api.ImportExamplesView.as_view(), name="import-examples"),
]
project: list[Any] = [
    path("", api.ProjectView.as_view(), name="project"),
    path("", include(parts)),
    path("examples/", include(examples)),
    path("key/", api.ProjectKeyView.as_view(), name="key"),
]
urlpatterns: list[Any] = [
    path("projects/<uuid:project_id>/train/", views.project_train, name="train"),
    path(
        "projects/removals/<int:removal_id>/dismiss/",
        views.dismiss_removal,
        name="dismiss-removal",
    ),
    path("api/projects/<uuid:project_id>/", include(project)),
]

# Of the namespace "classrooms", but they know which kinds of project there are.
class_pages: list[Any] = [
    path(
        "classrooms/<uuid:classroom_id>/settings/",
        class_settings.class_settings,
        name="settings",
    ),
    path(
        "classrooms/<uuid:classroom_id>/settings/defaults/",
        class_settings.reset_settings,
        name="reset-settings",
    ),
]
