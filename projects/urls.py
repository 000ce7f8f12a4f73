from typing import Any

from django.urls import include, path

from . import api, class_settings, review_pages, shared_pages, views

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
    path("moderate/", api.ModerateExamplesView.as_view(), name="moderate-examples"),
    path("change/", api.ChangeExamplesView.as_view(), name="change-examples"),
    path("table/", api.TableView.as_view(), name="table"),
    path("table.csv", api.TableFileView.as_view(), name="table-file"),
    path("import/", api.ImportExamplesView.as_view(), name="import-examples"),
]
proposals = [
    path("", api.ProposalListView.as_view(), name="proposals"),
    path("<int:proposal_id>/", api.ProposalView.as_view(), name="proposal"),
    path(
        "<int:proposal_id>/accept/",
        api.AcceptProposalView.as_view(),
        name="accept-proposal",
    ),
    path(
        "<int:proposal_id>/decline/",
        api.DeclineProposalView.as_view(),
        name="decline-proposal",
    ),
]
of_class: list[Any] = [
    path("sharing/", api.SharingView.as_view(), name="sharing"),
    path("review/", api.ReviewView.as_view(), name="review-examples"),
    path("contributions/", api.ContributionsView.as_view(), name="contributions"),
    path("proposals/", include(proposals)),
    path("keys/", api.MemberKeyListView.as_view(), name="member-keys"),
    path(
        "keys/<uuid:student_id>/",
        api.MemberKeyView.as_view(),
        name="member-key",
    ),
]
project: list[Any] = [
    path("", api.ProjectView.as_view(), name="project"),
    path("", include(parts)),
    path("examples/", include(examples)),
    path("", include(of_class)),
    path("key/", api.ProjectKeyView.as_view(), name="key"),
]
urlpatterns: list[Any] = [
    path("projects/<uuid:project_id>/train/", views.project_train, name="train"),
    path(
        "projects/<uuid:project_id>/class/",
        shared_pages.project_class,
        name="class",
    ),
    path(
        "projects/<uuid:project_id>/together/",
        shared_pages.project_together,
        name="together",
    ),
    path(
        "projects/<uuid:project_id>/review/",
        review_pages.project_review,
        name="review",
    ),
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
