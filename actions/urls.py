"""Pages of actions: see views."""

from django.urls import path

from actions import views

app_name = "actions"
urlpatterns = [
    path("actions/", views.mine, name="mine"),
    path("actions/list.csv", views.list_csv, name="list_csv"),
    path("actions/list.xlsx", views.list_xlsx, name="list_xlsx"),
    path("actions/raise/", views.raise_one, name="raise"),
    path("actions/reassign/", views.reassign, name="reassign"),
    path("actions/meetings/", views.trackers, name="trackers"),
    path("actions/meetings/<int:pk>/", views.tracker_of, name="tracker"),
    path("actions/<slug:reference>/", views.action, name="action"),
    path("actions/<slug:reference>/progress/", views.progress, name="progress"),
    path("actions/<slug:reference>/done/", views.done, name="done"),
    path("actions/<slug:reference>/more-time/", views.ask_more_time, name="ask_more_time"),
    path("actions/<slug:reference>/not-mine/", views.say_not_mine, name="say_not_mine"),
    path("actions/<slug:reference>/impact/", views.say_impact, name="say_impact"),
    path("actions/<slug:reference>/revoke/", views.revoke, name="revoke"),
    path("requests/", views.requests, name="requests"),
    path("requests/<int:pk>/", views.owner_request, name="request"),
    path("requests/<int:pk>/agree/", views.agree, name="agree_request"),
    path("requests/<int:pk>/decline/", views.decline, name="decline_request"),
    path("answer/<str:token>/", views.link, name="link"),
    path("answer/<str:token>/fresh/", views.fresh, name="fresh"),
]
