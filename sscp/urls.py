"""Every address: what each part answers stands in its own urls."""

from django.contrib import admin
from django.urls import include, path

from sscp import views

urlpatterns = [
    path("", views.front, name="front"),
    path("health/", views.health, name="health"),
    path("admin/", admin.site.urls),
    path("", include("partnership.urls")),
    path("", include("boardpack.urls")),
    path("", include("actions.urls")),
]

handler403 = "sscp.views.not_allowed"
handler404 = "sscp.views.not_found"
