"""Pages of actions: see views."""

from django.urls import path

from actions import views

app_name = "actions"
urlpatterns = [
    path("actions/", views.mine, name="mine"),
    path("actions/<slug:reference>/", views.action, name="action"),
    path("actions/<slug:reference>/progress/", views.progress, name="progress"),
    path("actions/<slug:reference>/done/", views.done, name="done"),
]
