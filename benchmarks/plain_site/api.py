"""The whole API, and the table of contents."""

from django.urls import include, path
from rest_framework.routers import DefaultRouter
from rest_framework.serializers import BaseSerializer, ModelSerializer
from rest_framework.viewsets import ModelViewSet

from .models import Example


class ExampleSerializer(ModelSerializer[Example]):
    class Meta:
        model = Example
        fields = ["id", "project", "label", "values", "text", "author", "created_at"]
        read_only_fields = ["author", "created_at"]


class ExampleViewSet(ModelViewSet[Example]):
    queryset = Example.objects.all()
    serializer_class = ExampleSerializer

    def perform_create(self, serializer: BaseSerializer[Example]) -> None:
        serializer.save(author=self.request.user)


router = DefaultRouter()
router.register("examples", ExampleViewSet)
urlpatterns = [path("api/", include(router.urls))]
