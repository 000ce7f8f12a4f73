from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from rest_framework import status
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from .. import actions
from ..class_serializers import ProposalSerializer
from ..models import LabelProposal, Project
from ..permissions import MayModerate, MayPropose, MaySee
from ..serializers import LabelSerializer
from .base import ProjectAPIView


class ProposalListView(ProjectAPIView):
    """Labels that students would like: GET those that concern one, POST another."""

    permission_classes = [IsAuthenticated, MayPropose]

    def get(self, request: Request, project_id: UUID) -> Response:
        proposals = seen_proposals(self, self.get_project())
        return Response(ProposalSerializer(proposals, many=True).data)

    def post(self, request: Request, project_id: UUID) -> Response:
        project = self.get_project()
        name = self.read(ProposalSerializer)["name"]
        proposal = actions.propose_label(project, name, self.person)
        return Response(ProposalSerializer(proposal).data, status.HTTP_201_CREATED)


class ProposalView(ProjectAPIView):
    """One proposal: DELETE takes one's own back, or puts its answer away."""

    permission_classes = [IsAuthenticated, MaySee]

    def delete(self, request: Request, project_id: UUID, proposal_id: int) -> Response:
        actions.withdraw_proposal(find_proposal(self, proposal_id), self.person)
        return Response(status=status.HTTP_204_NO_CONTENT)


class AcceptProposalView(ProjectAPIView):
    """POST makes the label that was proposed."""

    permission_classes = [IsAuthenticated, MayModerate]

    def post(self, request: Request, project_id: UUID, proposal_id: int) -> Response:
        label = actions.accept_proposal(find_proposal(self, proposal_id))
        counted = label.project.live_labels().with_counts().get(pk=label.pk)
        return Response(LabelSerializer(counted).data)


class DeclineProposalView(ProjectAPIView):
    """POST says no to a label, which its author reads."""

    permission_classes = [IsAuthenticated, MayModerate]

    def post(self, request: Request, project_id: UUID, proposal_id: int) -> Response:
        proposal = find_proposal(self, proposal_id)
        actions.decline_proposal(proposal)
        return Response(ProposalSerializer(proposal).data)


def seen_proposals(view: ProjectAPIView, project: Project) -> QuerySet[LabelProposal]:
    standing = project.standing_of(view.person)
    seen = project.proposals.seen_by(view.person, standing)
    return seen.select_related("author__student").order_by("proposed_at", "pk")


def find_proposal(view: ProjectAPIView, proposal_id: int) -> LabelProposal:
    project = view.get_project()
    proposal = get_object_or_404(seen_proposals(view, project), pk=proposal_id)
    proposal.project = project
    return proposal
